import { describe, expect, test } from 'vitest';
import misprint from '../../../bank/faults/misprint.ts';
import { equation2 } from '../../../properties/equation-2.ts';
import { finiteDifference } from '../../../properties/finite-difference.ts';
import { properties } from '../../../properties/index.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import type { Property } from '../../property/property.ts';
import { planOf } from './plan-of.ts';
import { verdictOf } from './verdict-of.ts';

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
    const verdict = await verdictOf(equation2, reference, plan);
    expect(verdict).toMatchObject({ id: 'equation-2', outcome: 'passed', runs: plan.runs });
    expect(verdict).not.toHaveProperty('counterexample');
  });

  test('is not checked, never passed, where the subject lacks what it needs', async () => {
    const { forward: _, ...silent } = reference;
    const { outcome, reason } = await verdictOf(finiteDifference, silent, plan);
    expect([outcome, reason]).toEqual(['skipped', 'not checked: the subject has no forward']);
  });

  test('fails, with a counterexample that one token asks again', async () => {
    const { outcome, counterexample } = await verdictOf(equation2, misprint, plan);
    expect(outcome).toBe('failed');
    const again = await verdictOf(
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
      const { outcome, reason, counterexample } = await verdictOf(equation2, throwing, plan);
      expect([outcome, reason]).toEqual(['error', 'backward threw: no such kernel']);
      expect(counterexample?.shape).toEqual({ m: 1, n: 1, k: 1 });
    }
  });

  test('is in error, and says whose, when gradgate itself is wrong', async () => {
    for (const thrown of [new Error('out of range'), 'out of range']) {
      const buggy: Property = {
        ...equation2,
        // biome-ignore lint/correctness/useYield: it throws before it could yield.
        async *check() {
          throw thrown;
        },
      };
      const { outcome, reason } = await verdictOf(buggy, reference, plan);
      expect(outcome).toBe('error');
      expect(reason).toMatch(
        /^This is a bug in gradgate, please report it \(seed 1\): .*out of range/,
      );
    }
  });
});

describe('a known failure', () => {
  const known = { 'equation-2': 'upstream no. 7' };

  test('is marked as one', async () => {
    const verdict = await verdictOf(equation2, { ...misprint, knownFailures: known }, plan);
    expect(verdict).toMatchObject({ outcome: 'failed', known: 'upstream no. 7' });
  });

  test('fails when it holds again, but not because one problem of it does', async () => {
    const cured = { ...reference, knownFailures: known };
    const verdict = await verdictOf(equation2, cured, plan);
    expect(verdict.outcome).toBe('failed');
    expect(verdict.reason).toContain('take it off the list');
    const one = await verdictOf(equation2, cured, planOf({ replay: 'equation-2/smoke/1/3' }));
    expect(one.outcome).toBe('passed');
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
      for (const property of properties) {
        const { id, outcome, reason } = await verdictOf(property, subject, plan);
        if (outcome === 'skipped' || (id === 'nan-dye' && /NaN|Inf/.test(name))) continue;
        expect([id, outcome]).toEqual([id, 'failed']);
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
