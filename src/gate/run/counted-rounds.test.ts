import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { conclude } from '../../verdict/conclude.ts';
import { mergeVerdicts } from '../../verdict/merge-verdicts.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { Families } from '../judge/families.ts';
import type { Shard } from './budget.ts';
import type { GateOptions } from './gate-options.ts';
import { planOf } from './plan-of.ts';
import { Rounds } from './rounds.ts';
import { runInfoOf } from './run-info-of.ts';
import { Settling } from './settling.ts';
import { verdictOf } from './verdict-of.ts';

const ids = ['equation-1', 'inner-product-reduction', 'linearity'];

/** The verdict of one shard, as its file has it. */
async function verdictOn(subject: Subject, options: GateOptions): Promise<Verdict> {
  const plan = planOf({ properties: ids, runs: 6, extent: 6, ...options });
  const run = runInfoOf(subject, plan);
  const { budget } = plan;
  if (budget === undefined) throw new Error('no rounds');
  const border = new Border(subject);
  const rounds = new Rounds(border, { plan, budget, run, passed: () => {} });
  const verdicts = [];
  const running = { ...plan, rounds, families: new Families(), settling: new Settling() };
  for (const property of plan.properties) {
    verdicts.push(await verdictOf(property, border, running));
  }
  const verdict = conclude(run, verdicts, { gradgate: '0.1.0', complete: true });
  return JSON.parse(JSON.stringify(verdict));
}

/** Wrong on few problems: those of some shapes, by a number that stands for the fault. On others, it rounds to float32. */
function rarelyWrong(fault: number, known: boolean): Subject {
  return {
    ...{ ...reference, claims: {} },
    ...(known && { knownFailures: { 'equation-1': 'a link' } }),
    backward: async (problem) => {
      const { dX, dW } = await reference.backward(problem);
      const [m = 0, n = 0] = problem.X.shape;
      const [, k = 0] = problem.W.shape;
      const off = (7 * m + 5 * n + 3 * k) % 29 === fault ? 1 : 0;
      if (dX === undefined || dW === undefined) throw new Error('the reference has both');
      const isCoarse = (5 * m + 7 * n + k) % 29 === 28 - fault;
      const told = (value: number) => (isCoarse ? Math.fround(value) : value) + off;
      return { dX: { ...dX, data: Array.from(dX.data, told) }, dW };
    },
  };
}

test('the shards of so many rounds make the bytes of the whole run, whatever fails and wherever', async () => {
  const outcomes = new Set<string>();
  const law = fc.asyncProperty(
    fc.record({
      ...{ fault: fc.integer({ min: 0, max: 40 }), known: fc.boolean() },
      ...{ of: fc.integer({ min: 1, max: 5 }), more: fc.integer({ min: 0, max: 4 }) },
    }),
    async ({ fault, known, of, more }) => {
      const subject = rarelyWrong(fault, known);
      const rounds = of + more;
      const whole = await verdictOn(subject, { rounds });
      const shards: Shard[] = Array.from({ length: of }, (_, at) => ({ index: at + 1, of }));
      const parts = await Promise.all(
        shards.map(async (shard) => ({
          path: `${shard.index}`,
          verdict: await verdictOn(subject, { rounds, shard }),
        })),
      );
      const merged = mergeVerdicts(parts.reverse());
      for (const { outcome } of whole.properties) outcomes.add(outcome);
      expect(JSON.stringify(merged, null, 1)).toBe(JSON.stringify(whole, null, 1));
    },
  );
  await fc.assert(law, { numRuns: 12, seed: 1 });
  expect([...outcomes].sort()).toEqual(
    expect.arrayContaining(['fails', 'holds weakly', 'known to fail']),
  );
}, 300_000);

test('rounds are counted, or have a time, and are at least as many as shards', () => {
  const wrong: [GateOptions, string][] = [
    [{ rounds: 0 }, 'rounds: expected a whole number from 1 to 2147483647, got 0.'],
    [{ rounds: 3, for: 1 }, 'rounds: expected none together with for, got 3.'],
    [{ rounds: 3, profile: 'ci' }, 'rounds: expected profile deep, or none, got ci.'],
    [{ rounds: 3, tile: 64 }, 'tile: expected none together with rounds, got it.'],
    [{ rounds: 3, shard: { index: 1, of: 4 } }, 'rounds: expected one for each of 4 shards, got 3'],
    [
      { rounds: 3, bail: true, shard: { index: 1, of: 2 } },
      'bail: expected none together with rounds and a shard, got it.',
    ],
    [{ rounds: 3, replay: 'equation-1/ci/1/0' }, 'replay: expected none together with rounds'],
  ];
  for (const [options, sentence] of wrong) expect(() => planOf(options)).toThrow(sentence);
});
