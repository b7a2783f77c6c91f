import { describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import { type Asking, again, type Command, call } from './command.ts';
import { fewRows, lawOn, plan } from './law-on.test-setup.ts';
import { optionsFor } from './options-for.ts';
import { BrokenSequence } from './past.ts';
import type { Plan } from './plan.ts';
import { searchSequences } from './search-sequences.ts';
import { runSequence } from './sequences.ts';
import { Trials } from './trials.ts';

/** Twice what it should be, from the second call after a reset on. */
function worn(): Subject {
  let calls = 0;
  return {
    ...{ name: 'wears out', numberFormat: 'float64' },
    backward: (given) => {
      calls += 1;
      const [times, { dY }] = [calls > 1 ? 2 : 1, given];
      return reference.backward({ ...given, dY: { ...dY, data: dY.data.map((y) => times * y) } });
    },
    reset: () => {
      calls = 0;
    },
  };
}

interface Searching {
  readonly subject?: Subject;
  readonly more?: Partial<Plan>;
  readonly calls?: number;
}

/** A search on few sequences: what it found, what was tried, and which problems were told. */
async function search(
  property: Property,
  { subject = reference, more = {}, calls = 5000 }: Searching = {},
) {
  const border = new Border(subject);
  const trials: Trials = new Trials(border, {
    ...{ only: more.path !== undefined, shrinks: true, failed: () => {} },
    budgetFor: () => ({ calls, milliseconds: 10_000 }),
  });
  const told: Problem[] = [];
  const chosen = { ...plan, runs: 4, ...more };
  const wants = { joint: true } as const;
  const options = optionsFor({ wants }, border, chosen);
  const found = await searchSequences({
    ...{ property, border, plan: chosen, options, trials },
    drawn: (problem) => told.push(problem),
  });
  return { found, trials, told };
}

/** A law that holds, and the problems that it is asked of. */
function noting(): { readonly asked: Problem[]; readonly law: Property } {
  const asked: Problem[] = [];
  return { asked, law: lawOn((problem) => asked.push(problem) > 0) };
}

describe('sequences are asked', () => {
  test('as many as are planned, and each problem of them is told once', async () => {
    const { found, trials, told } = await search(lawOn(() => true));
    expect(found).toEqual({ failed: false, runs: 4, path: '' });
    expect([trials.planned, trials.count]).toEqual([4, 4]);
    expect(told.length).toBeGreaterThan(8);
    expect(new Set(told).size).toBe(told.length);
  });

  test('and of what is asked besides, nothing is told that formulas do not know', async () => {
    const subject: Subject = { ...reference, claims: { transposeFlags: true } };
    const { asked, law } = noting();
    const { told } = await search(law, { subject });
    expect(asked.some(({ variant }) => variant !== undefined)).toBe(true);
    expect(told.some(({ variant }) => variant !== undefined)).toBe(false);
    const plainly = new Set(asked.filter(({ variant }) => variant === undefined));
    expect(new Set(told)).toEqual(plainly);
  });

  test('of which passes that only go forward are no evidence', async () => {
    const { asked, law } = noting();
    const { told } = await search(law, { subject: reference });
    expect(new Set(told)).toEqual(new Set(asked));
  });
});

describe('of a sequence that fails', () => {
  test('the smallest is found, with its calls, and the path leads to it', async () => {
    const { found, trials } = await search(equation1, { subject: worn() });
    const { problem, calls = [], ran = [] } = trials.failures.at(-1) ?? {};
    expect(calls).toHaveLength(2);
    expect(calls.at(-1)?.problem).toBe(problem);
    expect(ran.filter((each) => each)).toHaveLength(2);
    expect(found.path).toMatch(/^\d+(:\d+)*\/.+:.+$/);
    expect(found.path).toBe(trials.path);
    const again = await search(equation1, { subject: worn(), more: { path: found.path } });
    expect(again.found.path).toBe(found.path);
    expect(again.trials.failures.map(({ calls }) => calls)).toEqual([calls]);
  });

  test('of which a single call fails, it is one call', async () => {
    const { trials } = await search(fewRows);
    const { calls, problem } = trials.failures.at(-1) ?? {};
    expect([calls?.length, problem?.X.rows]).toEqual([1, 4]);
  });

  test('nothing smaller is asked, once nothing more may be spent', async () => {
    const { trials } = await search(equation1, { subject: worn(), calls: 0 });
    expect(trials.failures).toHaveLength(1);
  });

  test('what our own code throws is no failure', async () => {
    const bug = lawOn(() => {
      throw new RangeError('out of range');
    });
    const { trials } = await search(bug);
    expect(trials.failures).toEqual([]);
    expect(trials.bug?.error).toEqual(new RangeError('out of range'));
  });
});

describe('a sequence that is run', () => {
  const asking = (found?: (problem: Problem) => boolean): Asking => ({
    ...{ pass: 'backward', how: 'in new arrays' },
    check: async ({ problem }) =>
      found?.(problem)
        ? { kind: 'fact', where: 'it', expected: 'right', actual: 'wrong' }
        : undefined,
  });
  const [small, large] = [problemOf([1, 1, 1], {}), problemOf([3, 1, 1], {})];
  const broken = async (border: Border, commands: Command[]): Promise<BrokenSequence> => {
    const error = await runSequence(border, commands).catch((each: unknown) => each);
    if (error instanceof BrokenSequence) return error;
    throw new Error('it is not broken');
  };

  test('begins with a reset, and tells its calls', async () => {
    let resets = 0;
    const reset = (): void => {
      resets += 1;
    };
    const commands = [call(small, asking()), again(['one longer', 0], asking())];
    const calls = await runSequence(new Border({ ...reference, reset }), commands);
    expect(calls.map(({ words }) => words)).toEqual([
      'backward',
      'backward of the last problem, one longer',
    ]);
    expect([resets, calls[0]?.problem]).toEqual([1, small]);
    expect(await runSequence(new Border({ ...reference, reset }), [])).toEqual([]);
  });

  test('ends at the call that disagrees, and tells which commands ran', async () => {
    const wrong = asking((problem) => problem === large);
    const error = await broken(new Border(reference), [
      again(['one longer', 0], wrong), // there is none before it
      ...[call(small, wrong), call(large, wrong), call(small, wrong)],
    ]);
    expect(error.calls.map(({ problem }) => problem)).toEqual([small, large]);
    expect(error.ran).toEqual([false, true, true, false]);
    expect(error.disagreement).toMatchObject({ kind: 'fact', where: 'it' });
  });

  test('fails at its first call, where the reset before it does', async () => {
    const reset = (): void => {
      throw new Error('no device');
    };
    const border = new Border({ ...reference, reset });
    const { calls, disagreement, ran } = await broken(border, [call(small, asking())]);
    expect([calls.length, ran]).toEqual([1, [true]]);
    expect(disagreement).toMatchObject({ kind: 'crash', message: 'reset threw: no device' });
  });
});
