import { describe, expect, test } from 'vitest';
import { faults } from '../../../bank/faults/index.ts';
import { peers } from '../../../bank/peers/index.ts';
import { oneGradient } from '../../../bank/unusual/one-gradient.ts';
import { properties } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Answers, Claims, Given, Subject } from '../../contract/subject.ts';
import { headerLine } from '../../report/console.ts';
import { heading } from '../../report/heading.ts';
import { markdown } from '../../report/markdown.ts';
import { conclude } from '../../verdict/conclude.ts';
import { triedIn } from '../../verdict/count.ts';
import { ledgerSentence } from '../../verdict/ledger-of.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { planOf } from './plan-of.ts';
import { tryClaim } from './probe.ts';
import { runInfoOf } from './run-info-of.ts';
import { verdictOf } from './verdict-of.ts';

const plan = planOf({ profile: 'smoke', runs: 30 });

/** The whole verdict on a subject. */
async function verdictOn(subject: Subject): Promise<Verdict> {
  const judged = [];
  for (const property of properties) {
    judged.push(await verdictOf(property, new Border(subject), plan));
  }
  return conclude(runInfoOf(subject, plan), judged, { gradgate: '0.0.0', complete: true });
}

function idsOf({ properties: all }: Verdict, outcome: string): string[] {
  return all.filter((each) => each.outcome === outcome).map(({ id }) => id);
}

/** The reference without one of its gradients, of which it may say so. */
function without(missing: 'dX' | 'dW', claims: Claims, factor = 1): Subject {
  return {
    ...reference,
    name: `no ${missing}`,
    claims,
    backward: async (given: Given): Promise<Answers> => {
      const { [missing]: _, ...rest } = await reference.backward(given);
      const scaled = Object.entries(rest).map(([name, { shape, data }]) => {
        return [name, { shape, data: Array.from(data, (value) => factor * value) }];
      });
      return Object.fromEntries(scaled);
    },
  };
}

describe('a right subject without dW', () => {
  test('is verified, and every report says that dW was not checked', async () => {
    const [subject] = oneGradient;
    if (subject === undefined) throw new Error('there is none');
    const verdict = await verdictOn(subject);
    expect(verdict.conclusion).toBe('verified');
    expect(verdict.unchecked).toEqual(['dW']);
    expect(idsOf(verdict, 'not offered')).toEqual([
      ...['equation-2', 'transpose-symmetry', 'column-independence', 'requested-gradients'],
    ]);
    const words = 'dW was not checked: the subject has none';
    expect(heading(verdict)).toMatch(new RegExp(`^verified, .*, 4 not checked; ${words}$`));
    expect(headerLine(verdict.run, '0.0.0')).toContain(words);
    expect(markdown(verdict, (token) => token)).toContain(`**${words}.**`);
    expect(markdown(verdict, (token) => token)).toContain('| not checked | 0 |');
    expect(ledgerSentence(verdict)).toContain('dX');
    expect(ledgerSentence(verdict)).not.toContain('dW');
    const lines = verdict.properties.flatMap((each) => triedIn(each).evidence?.ledger ?? []);
    expect(new Set(lines.map(({ gradient }) => gradient))).toEqual(new Set(['dX']));
  });

  test.each(peers)('is accepted by $name', async (peer) => {
    for (const subject of oneGradient) expect(await peer.check(subject, 1)).toBe('accepts');
  });

  test('is violated when it does not say so', async () => {
    const verdict = await verdictOn(without('dW', {}));
    expect(verdict.conclusion).toBe('violated');
    expect(verdict.unchecked).toBeUndefined();
    expect(idsOf(verdict, 'fails')).toContain('equation-2');
  });

  test.each(['dX', 'dW'] as const)('but %s is found out by its probe', async (gradients) => {
    const missing = gradients === 'dX' ? 'dW' : 'dX';
    const by = [gradients === 'dX' ? 'equation-1' : 'equation-2'];
    const probe = { claims: { gradients }, by };
    expect(await tryClaim(without(missing, {}), probe)).toMatchObject({ holds: true });
    expect(await tryClaim(without(gradients, {}), probe)).toMatchObject({ holds: false });
    expect((await tryClaim(reference, probe)).reason).toMatch(/^not needed/);
    const subsets = { claims: { subsets: true }, by: ['requested-gradients'] };
    expect((await tryClaim(without(missing, { gradients }), subsets)).reason).toBe(
      `not tried: the subject has no ${missing}`,
    );
  });
});

describe('the one gradient that there is', () => {
  test.each(['dX', 'dW'] as const)(
    'is caught where it is twice %s, by all that ask for it',
    async (name) => {
      const missing = name === 'dX' ? 'dW' : 'dX';
      const verdict = await verdictOn(without(missing, { gradients: name }, 2));
      const own = name === 'dX' ? 'equation-1' : 'equation-2';
      expect(idsOf(verdict, 'fails')).toEqual(
        expect.arrayContaining([own, 'one-hot', 'product-terms', 'adjoint-identity']),
      );
      const failed = verdict.properties.find(({ id }) => id === own);
      if (failed?.outcome !== 'fails') throw new Error('it should fail');
      expect(failed.counterexample).toMatchObject({
        diagnosis: `this ${name} is what comes out when it is counted twice`,
        oddOneOut: 'backward',
      });
    },
  );

  test('is what other checkers would have looked at, and no other', async () => {
    const [fault] = faults.filter(({ name }) => name === 'prequantized-weight-scale');
    if (fault === undefined) throw new Error('there is none');
    const verdict = await verdictOn(fault);
    const failed = verdict.properties.find(({ id }) => id === 'equation-1');
    if (failed?.outcome !== 'fails') throw new Error('it should fail');
    const said = failed.counterexample.others?.map(({ outcome }) => outcome);
    expect(said).toEqual(['caught', 'caught', 'caught', 'caught', 'caught']);
  });
});
