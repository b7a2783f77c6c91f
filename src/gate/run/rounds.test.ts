import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { properties } from '../../../properties/index.ts';
import { innerProductReduction } from '../../../properties/inner-product-reduction.ts';
import { productTerms } from '../../../properties/product-terms.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import type { JournalEntry, Progress, RoundsPassed } from '../../verdict/journal-entry.ts';
import { roundSize } from './budget.ts';
import type { GateOptions } from './gate-options.ts';
import { planOf } from './plan-of.ts';
import { registerGate } from './register-gate.ts';
import { Rounds } from './rounds.ts';
import { runInfoOf } from './run-info-of.ts';
import { type PlainVerdict, verdictOn } from './verdict-on.test-setup.ts';

/** These ask one call a problem, so that a clock of calls tells problems. */
const { id } = innerProductReduction;
const empty = 'empty-extents';

interface Session {
  readonly verdicts: PlainVerdict[];
  /** What was kept after each round. */
  readonly kept: Progress[];
  /** dY of every call. */
  readonly asked: number[];
}

/** A session on a clock that goes on by 1 with every call of the subject. */
async function session(options: GateOptions, subject: Subject = reference): Promise<Session> {
  const kept: Progress[] = [];
  const asked: number[] = [];
  const counting: Subject = {
    ...subject,
    backward: (problem) => {
      asked.push(problem.dY.data[0] ?? 0);
      return subject.backward(problem);
    },
  };
  const plan = planOf({ properties: [id], ...options });
  const { budget = { time: 0, shard: { index: 1, of: 1 } } } = plan;
  const { resume } = options;
  const run = runInfoOf(counting, plan);
  const done: Record<string, RoundsPassed> = { ...resume?.properties };
  const rounds = new Rounds(new Border(counting), {
    ...{ plan, budget, run, now: () => asked.length },
    ...(resume && { resume }),
    passed: (property, passed) => {
      done[property] = passed;
      kept.push(JSON.parse(JSON.stringify({ run, properties: done })));
    },
  });
  const verdicts: PlainVerdict[] = [];
  for (const property of plan.properties) {
    verdicts.push(await verdictOn(property, counting, { ...plan, rounds }));
  }
  return { verdicts, kept, asked };
}

const counts = ({ verdicts }: Session) => verdicts.map(({ rounds, runs }) => [rounds, runs]);

describe('a session', () => {
  test('asks round after round until its time is spent, and one whatever the time', async () => {
    expect(counts(await session({ for: 2 * roundSize + 1 }))).toEqual([[3, 3 * roundSize]]);
    expect(counts(await session({ for: 1 }))).toEqual([[1, roundSize]]);
  });

  test('gives every property an equal share, and on what a property has no use for', async () => {
    const time = 6 * roundSize;
    const both = await session({ for: time, properties: [id, empty] });
    expect(both.verdicts.map(({ rounds }) => rounds)).toEqual([3, 3]);
    // Its listed shapes are asked once. What it leaves goes to the next.
    const { verdicts } = await session({ for: time, properties: [productTerms.id, empty] });
    expect(verdicts[0]).toMatchObject({ rounds: 1, runs: productTerms.wants?.shapes?.length });
    expect(verdicts[1]?.rounds).toBe(6);
  });

  test('of a shard asks its own rounds alone: together they are the whole run', async () => {
    const sizes = fc.record({ of: fc.constantFrom(2, 3), each: fc.constantFrom(1, 2) });
    const law = fc.asyncProperty(sizes, async ({ of, each }) => {
      const whole = await session({ for: of * each * roundSize });
      const parts = await Promise.all(
        Array.from({ length: of }, (_, at) =>
          session({ for: each * roundSize, shard: { index: at + 1, of } }),
        ),
      );
      expect(parts.flatMap(({ asked }) => asked).sort()).toEqual(whole.asked.sort());
    });
    await fc.assert(law, { numRuns: 3 });
  });
});

describe('resuming', () => {
  test('after any round is the run that was not interrupted', async () => {
    const whole = await session({ for: 4 * roundSize });
    for (const [at, resume] of whole.kept.slice(0, -1).entries()) {
      const rest = await session({ for: (3 - at) * roundSize, resume });
      expect(JSON.stringify(rest.verdicts)).toBe(JSON.stringify(whole.verdicts));
      expect(rest.kept.at(-1)).toEqual(whole.kept.at(-1));
      expect(rest.asked).toEqual(whole.asked.slice((at + 1) * roundSize));
    }
  });

  test('gives time first to those that had least of it', async () => {
    const ids = [id, empty];
    const { kept } = await session({ for: 8 * roundSize, properties: ids });
    const resume = kept[3]; // four rounds of the first, and none of the other
    if (resume === undefined) throw new Error('nothing was kept');
    const rest = await session({ for: 4 * roundSize, properties: ids, resume });
    expect(rest.verdicts.map(({ rounds }) => rounds)).toEqual([5, 3]);
  });

  test('is refused for another run, with what differs', async () => {
    const [resume] = (await session({ for: 1 })).kept;
    if (resume === undefined) throw new Error('nothing was kept');
    const others: [GateOptions, Partial<Subject>, string][] = [
      [{ seed: 2 }, {}, 'the same seed, 2, got one with 1. Ask for the same run again'],
      [{ shard: { index: 1, of: 2 } }, {}, 'the same shards, {"asked":[1],"of":2}, got one with'],
      [{}, { name: 'another' }, 'the same subject, "another", got one with "reference"'],
      [{}, { claims: {} }, 'the same claims, {}, got one with {'],
    ];
    for (const [options, fields, sentence] of others) {
      const subject = { ...reference, ...fields };
      await expect(session({ for: 1, resume, ...options }, subject)).rejects.toThrow(sentence);
    }
  });
});

describe('a failure in a later round', async () => {
  const { asked } = await session({ for: 3 * roundSize });
  const rare = asked.find((dY, at) => at >= roundSize && asked.indexOf(dY) === at);
  /** Wrong on one problem alone, which the first round does not ask. */
  const subject: Subject = {
    ...reference,
    backward: (problem) => {
      const { X, W, dY } = problem;
      if (dY.data[0] !== rare) return reference.backward(problem);
      const zeros = ({ shape, data }: typeof X) => ({ shape, data: data.map(() => 0) });
      return { dX: zeros(X), dW: zeros(W) };
    },
  };
  const failed = await session({ for: 9 * roundSize }, subject);
  const [verdict] = failed.verdicts;

  test('ends the property, and its token asks it again without a round', async () => {
    expect(verdict).toMatchObject({ outcome: 'fails', rounds: failed.kept.length + 1 });
    expect(verdict?.runs).toBeGreaterThan(roundSize);
    const replay = verdict?.counterexample?.replay ?? '';
    expect(replay).toMatch(/^inner-product-reduction\/deep\/\d+\//);
    const again = await verdictOn(innerProductReduction, subject, planOf({ replay }));
    for (const name of ['X', 'W', 'dY', 'where', 'actual', 'expected', 'replay'] as const) {
      expect(again.counterexample?.[name]).toEqual(verdict?.counterexample?.[name]);
    }
  });

  test('is found again by whoever resumes', async () => {
    const resume = failed.kept.at(-1);
    const again = await session({ for: 1, ...(resume && { resume }) }, subject);
    expect(again.verdicts).toEqual(failed.verdicts);
  });
});

// As users register it: these are tests of this file.
const journal: JournalEntry[] = [];
const ids = ['product-terms', 'finite-difference'];
const { forward: _, ...silent } = reference;
registerGate(
  { ...silent, name: 'for a millisecond' },
  { for: 1, properties: ids },
  { note: (entry) => void journal.push(entry) },
);
afterAll(() => {
  const judged = journal.flatMap((entry) => (entry.kind === 'property judged' ? [entry] : []));
  expect(judged.map(({ verdict }) => verdict.outcome)).toEqual(['not offered', 'holds']);
  const run = { profile: 'deep', runs: roundSize, shards: { of: 1 } };
  expect(journal[0]).toMatchObject({ kind: 'registered', run });
  const rounds = journal.flatMap((entry) => (entry.kind === 'round passed' ? [entry.id] : []));
  expect(rounds).toEqual(['product-terms']);
});

test('a time goes with deep alone, and shards and progress go with a time', () => {
  const wrong: [GateOptions, string][] = [
    [{ for: 0 }, 'for: expected more than 0 milliseconds, got 0.'],
    [{ for: 1, profile: 'ci' }, 'for: expected profile deep, or none, got ci.'],
    [{ for: 1, runs: 3 }, 'runs: expected none together with for, got 3.'],
    [
      { shard: { index: 1, of: 2 } },
      'shard: expected only together with for or rounds, got neither.',
    ],
    [{ for: 1, shard: { index: 3, of: 2 } }, 'shard: expected an index from 1 to'],
  ];
  for (const [options, sentence] of wrong) expect(() => planOf(options)).toThrow(sentence);
  expect(planOf({ for: 1 }).properties).toBe(properties);
});
