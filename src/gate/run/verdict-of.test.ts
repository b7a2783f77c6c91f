import { describe, expect, test } from 'vitest';
import { faults } from '../../../bank/faults/index.ts';
import misprint from '../../../bank/faults/misprint.ts';
import rowsReversed from '../../../bank/faults/rows-reversed.ts';
import complete from '../../../bank/unusual/complete.ts';
import { equation2 } from '../../../properties/equation-2.ts';
import { finiteDifference } from '../../../properties/finite-difference.ts';
import { historyIndependence } from '../../../properties/history-independence.ts';
import { properties, propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Claims, Subject } from '../../contract/subject.ts';
import type { Property } from '../../property/property.ts';
import { reasonOf } from '../../verdict/reason-of.ts';
import { planOf } from './plan-of.ts';
import { verdictOf } from './verdict-of.ts';
import { verdictOn } from './verdict-on.test-setup.ts';

const plan = planOf({ profile: 'smoke' });
const { backward } = reference;

/** The reference, except for what it answers. */
function answering(answer: (right: { dX: unknown; dW: unknown }) => unknown): Subject {
  // SAFETY: the reference is synchronous; wrong answers are what is tested.
  const changed = (problem: Parameters<typeof backward>[0]) =>
    answer(backward(problem) as { dX: unknown; dW: unknown });
  // SAFETY: as above.
  return { ...reference, name: 'answers strangely', backward: changed as typeof backward };
}

describe('a property', () => {
  test('holds', async () => {
    const verdict = await verdictOn(equation2, reference, plan);
    expect(verdict).toMatchObject({ id: 'equation-2', outcome: 'holds', runs: plan.runs });
    expect(verdict.counterexample).toBeUndefined();
  });

  test('is not checked, never passed, where the subject lacks what it needs', async () => {
    const { forward: _, ...silent } = reference;
    const { outcome, reason } = await verdictOn(finiteDifference, silent, plan);
    expect([outcome, reason]).toEqual(['not offered', 'not checked: the subject has no forward']);
  });

  test('fails, with a counterexample that one token asks again', async () => {
    const { outcome, counterexample } = await verdictOn(equation2, misprint, plan);
    expect(outcome).toBe('fails');
    const again = await verdictOn(
      equation2,
      misprint,
      planOf({ replay: counterexample?.replay ?? '' }),
    );
    expect(again.counterexample).toMatchObject({
      X: counterexample?.X,
      actual: counterexample?.actual,
    });
  });

  test('cannot be run where the subject throws, whatever it throws', async () => {
    for (const thrown of [new Error('no such kernel'), 'no such kernel']) {
      const throwing: Subject = {
        ...reference,
        backward: () => {
          throw thrown;
        },
      };
      const { outcome, reason, counterexample } = await verdictOn(equation2, throwing, plan);
      expect([outcome, reason]).toEqual(['crashed', 'backward threw: no such kernel']);
      expect(counterexample?.shape).toEqual({ m: 1, n: 1, k: 1 });
    }
  });

  test('fails where the subject throws and a claim promises an answer, with the message', async () => {
    const plans: [id: string, fault: string, claims: Claims, reason: RegExp][] = [
      [
        'broadcast-reduction',
        'broadcast-backward-throws',
        { batching: 'broadcast' },
        /^batching: 'broadcast' is claimed, but backward threw: \(InvalidArgument\)/,
      ],
      [
        'scaling',
        'planted-scaled-transpose-throws',
        { transposeFlags: true, scaling: true },
        /^transposeFlags: true, scaling: true are claimed, but backward threw: not implemented/,
      ],
      [
        'layout-independence',
        'lone-stride-throws',
        { layouts: ['lone strides'] },
        /^layouts: \['lone strides'\] is claimed, but backward threw: some matrix has no/,
      ],
    ];
    for (const [id, fault, claims, reason] of plans) {
      const [subject = complete] = faults.filter(({ name }) => name === fault);
      const verdict = await verdictOf(propertyNamed(id), new Border(subject), planOf({}));
      expect(reasonOf(verdict)).toMatch(reason);
      expect(verdict).toMatchObject({
        outcome: 'fails',
        counterexample: { kind: 'throw', claims },
      });
    }
  });

  test('cannot be run where a plain problem throws as well: no claim is to blame', async () => {
    const throwing: Subject = {
      ...complete,
      backward: () => {
        throw new Error('no such kernel');
      },
    };
    for (const id of ['equation-1', 'layout-independence', 'batch-decomposition']) {
      const { outcome, reason } = await verdictOn(propertyNamed(id), throwing, plan);
      expect([outcome, reason]).toEqual(['crashed', 'backward threw: no such kernel']);
    }
  });

  const throws = (): never => {
    throw new Error('the device is gone');
  };

  test('crashes where the subject throws when it is begun, or reset', async () => {
    for (const property of [equation2, historyIndependence]) {
      const begun = await verdictOn(property, { ...reference, begin: throws }, plan);
      expect(begun).toMatchObject({ outcome: 'crashed', reason: expect.stringMatching(/^begin/) });
      const reset = await verdictOn(property, { ...reference, reset: throws }, plan);
      expect(reset).toMatchObject({ outcome: 'crashed', reason: expect.stringMatching(/^reset/) });
    }
  });

  test('fails, though the subject throws when others are asked about the problem', async () => {
    let wrongOnce = false;
    const fragile: Subject = {
      ...answering(({ dX }) => {
        wrongOnce = true;
        return { dX };
      }),
      reset: () => void (wrongOnce && throws()),
    };
    const { outcome, counterexample } = await verdictOn(equation2, fragile, plan);
    expect([outcome, counterexample?.shrinks]).toEqual(['fails', 0]);
  });

  test('is a bug of ours when our own code throws while it shrinks: its token asks just that', async () => {
    const buggy: Property = {
      ...equation2,
      async *check(question) {
        if (question.problem.X.rows === 1) throw new RangeError('out of range');
        yield* equation2.check(question);
      },
    };
    const verdict = await verdictOf(buggy, new Border(rowsReversed), plan);
    expect(verdict).toMatchObject({ outcome: 'our bug', message: 'out of range' });
    expect(verdict).toMatchObject({ stack: expect.stringContaining('RangeError: out of range') });
    const { replay = '' } = verdict.outcome === 'our bug' ? verdict : {};
    const again = await verdictOf(buggy, new Border(rowsReversed), planOf({ replay }));
    expect(again).toMatchObject({ outcome: 'our bug', replay });
  });

  test('is a bug of ours, and says so, when gradgate itself is wrong', async () => {
    for (const thrown of [new Error('out of range'), 'out of range']) {
      const buggy: Property = {
        ...equation2,
        // biome-ignore lint/correctness/useYield: it throws before it could yield.
        async *check() {
          throw thrown;
        },
      };
      const { outcome, reason } = await verdictOn(buggy, reference, plan);
      expect(outcome).toBe('our bug');
      expect(reason).toMatch(/^a bug in gradgate, please report it: out of range$/);
    }
  });
});

describe('a known failure', () => {
  const known = { 'equation-2': 'upstream no. 7' };

  test('is marked as one', async () => {
    const verdict = await verdictOn(equation2, { ...misprint, knownFailures: known }, plan);
    expect(verdict).toMatchObject({ outcome: 'known to fail', why: 'upstream no. 7' });
  });

  test('fails when it holds again, but not because one problem of it does', async () => {
    const cured = { ...reference, knownFailures: known };
    const verdict = await verdictOn(equation2, cured, plan);
    expect(verdict.outcome).toBe('holds again');
    expect(verdict.reason).toContain('take it off the list');
    const one = await verdictOn(equation2, cured, planOf({ replay: 'equation-2/smoke/1/3' }));
    expect(one.outcome).toBe('holds');
  });

  test('nor because large problems do, which ask for less', async () => {
    const shapes = [{ m: 9, n: 8, k: 7 }];
    const large = planOf({ profile: 'large', shapes });
    const verdict = await verdictOn(equation2, { ...reference, knownFailures: known }, large);
    expect(verdict.outcome).toBe('holds');
  });
});

describe('an answer that is no gradient fails every property, with a sentence', () => {
  const answers: [string, Subject, RegExp][] = [
    ['nothing', answering(() => undefined), /backward: expected an object with dX and dW, got und/],
    ['no dW', answering(({ dX }) => ({ dX })), /the subject's dW: expected .* got nothing/],
    [
      'a shape alone',
      answering((right) => ({ ...right, dW: { shape: [1, 1] } })),
      /the subject's dW: expected an object with shape and data, .* and data undefined/,
    ],
    ['NaN', filledWith(Number.NaN), /NaN/],
    ['Infinity', filledWith(Number.POSITIVE_INFINITY), /Infinity/],
    ['text', filledWith('0'), /the subject's d[XW]: expected only numbers, got string 0/],
  ];
  for (const [name, subject, sentence] of answers) {
    test(name, async () => {
      // The forward pass has another answer.
      for (const property of properties.filter(({ id }) => id !== 'forward-product')) {
        const { id, outcome, reason } = await verdictOn(property, subject, plan);
        if (/^not (claimed|offered)$/.test(outcome) || (id === 'nan-dye' && /NaN|Inf/.test(name)))
          continue;
        expect([id, outcome]).toEqual([id, 'fails']);
        expect(reason).toMatch(sentence);
      }
    });
  }
});

/** Right shapes, and this value in every entry. */
function filledWith(value: unknown): Subject {
  const filled = (tensor: unknown) => {
    // SAFETY: the tensor is an answer of the reference.
    const { shape, data } = tensor as { shape: number[]; data: Float64Array };
    return { shape, data: Array.from(data, () => value) };
  };
  return answering(({ dX, dW }) => ({ dX: filled(dX), dW: filled(dW) }));
}
