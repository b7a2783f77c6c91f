/** What sequences are made of. Nothing is looked at of answers, so that many of them take no time. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import complete from '../../../bank/unusual/complete.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Claims, Subject } from '../../contract/subject.ts';
import {
  changes,
  factorings,
  joinings,
  relayings,
  rewritings,
} from '../../problem/derive/varied.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import { lawOn, plan } from './law-on.test-setup.ts';
import { optionsFor } from './options-for.ts';
import type { SequenceCall } from './past.ts';
import { runSequence, sequences } from './sequences.ts';
import type { ShrinkBudget } from './shrink-budget.ts';
import { Trials } from './trials.ts';

/** Compares nothing, and asks nothing. */
const silent: Property = { ...lawOn(() => true), async *check() {} };
/** As of the property of histories: whatever is claimed. */
const joint = { joint: true } as const;

interface Sampled {
  readonly options?: Partial<ProblemOptions>;
  readonly wants?: Property['wants'];
  readonly runs?: number;
}

function trialsOf(border: Border): Trials {
  const budgetFor = (): ShrinkBudget => ({ calls: 0, milliseconds: 0 });
  return new Trials(border, { only: false, shrinks: false, budgetFor, failed: () => {} });
}

/** The words of the commands of some sequences, and the calls that they come to. */
async function sample(subject: Subject, { options = {}, wants = {}, runs = 20 }: Sampled = {}) {
  const border = new Border(subject);
  const claimed = { ...optionsFor({ wants }, border, plan), ...options };
  const made = sequences({
    property: silent,
    border,
    options: claimed,
    trials: trialsOf(border),
  });
  const all = fc.sample(made, { numRuns: runs, seed: 1 }).map((each) => [...each]);
  const calls: SequenceCall[] = [];
  for (const commands of all) calls.push(...(await runSequence(border, commands)));
  return { words: all.map((commands) => commands.map(String)), calls };
}

/** How the problem is changed that comes after the last one, in words, each once. */
function changesIn(words: readonly (readonly string[])[]): Set<string | undefined> {
  const all = words.flat().map((each) => /of the last problem, ([^,]*)/.exec(each)?.[1]);
  return new Set(all.filter((each) => each !== undefined));
}

const plain: Subject = { name: 'plain', numberFormat: 'float64', backward: reference.backward };

describe('a sequence', () => {
  test('is long, now and then', async () => {
    const { words } = await sample(plain);
    const lengths = words.map(({ length }) => length);
    expect(Math.max(...lengths)).toBeGreaterThan(16);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(24);
  });

  test('asks for gradients alone, where there is no other pass', async () => {
    const { words } = await sample(plain);
    expect(words.flat().every((each) => each.startsWith('backward'))).toBe(true);
    const { words: forward } = await sample(reference);
    expect(forward.flat().some((each) => each.startsWith('forward'))).toBe(true);
    expect(forward.flat().join()).not.toContain('recorded');
    const { record } = complete;
    const { words: recorded } = await sample({ ...plain, ...(record && { record }) });
    const passes = recorded.flat().filter((each) => each.startsWith('forward'));
    expect(passes.every((each) => each.startsWith('forward, recorded'))).toBe(true);
    expect(passes.length).toBeGreaterThan(0);
  });

  test('of one that records passes has what may be done with them', async () => {
    const { words } = await sample(complete);
    const often = (start: string): number =>
      words.flat().filter((each) => each.startsWith(start)).length;
    const [played, spoiled] = ['backward of a recorded', 'X and W of a recorded'].map(often);
    expect(spoiled).toBeGreaterThan(0);
    expect(played).toBeGreaterThan(spoiled ?? 0);
    expect(often('forward, recorded')).toBeGreaterThan(0);
    expect(often('forward,')).toBeLessThan(often('backward'));
  });

  test('is told in words, whatever it is made of', async () => {
    const { words } = await sample(complete, { wants: joint });
    const lists = [...changes, ...rewritings, ...joinings, ...factorings];
    const last = `( of the last problem, (${[...new Set(lists)].join('|')}))?`;
    const pass = `(backward|forward|forward, recorded)${last}(, in the same arrays|, two at once)?`;
    const played = 'backward of a recorded forward|X and W of a recorded forward are overwritten';
    const known = new RegExp(`^(${pass}|${played})$`);
    expect(words.flat().filter((each) => !known.test(each))).toEqual([]);
    const recorded = 'forward, recorded of the last problem';
    expect(words.flat().some((each) => each.startsWith(recorded))).toBe(true);
  });

  test('changes the last problem in each way that makes sense of it', async () => {
    const { words } = await sample(plain, { runs: 40 });
    expect(changesIn(words)).toEqual(new Set([...changes, ...rewritings]));
    const { words: all } = await sample(complete, { wants: joint, runs: 40 });
    const more = [...joinings, ...factorings];
    const { words: alike } = await sample(
      { ...complete, claims: { batching: 'leading' } },
      { wants: joint, runs: 40 },
    );
    expect(changesIn(alike)).toEqual(changesIn(words));
    expect(changesIn(all)).toEqual(new Set([...changes, ...rewritings, ...more]));
  });

  test('of views, relays them more often', async () => {
    const often = async (subject: Subject): Promise<number> => {
      const { words } = await sample(subject);
      const [lays, others] = [relayings, changes.slice(0, 6)].map(
        (list) =>
          words.flat().filter((each) => list.some((one) => each.includes(`, ${one}`))).length,
      );
      return (lays ?? 0) / (others ?? 1);
    };
    const views = await often({ ...plain, claims: { layouts: 'all' } });
    expect(views).toBeGreaterThan(1.3 * (await often(plain)));
  });

  test('writes over arrays as an optimizer does, and asks two at once', async () => {
    const { words } = await sample(plain);
    const all = words.flat();
    const rewriting = all.filter((each) => each.endsWith('in the same arrays'));
    expect(changesIn([rewriting])).toEqual(new Set(rewritings));
    const twice = all.filter((each) => each.endsWith('two at once'));
    expect(twice.length).toBeGreaterThan(0);
    expect(twice.length).toBeLessThan(all.length / 3);
    expect(twice).toContain('backward, two at once');
    expect([...changesIn([twice])].length).toBeGreaterThan(3);
  });
});

describe('the problems of sequences', () => {
  const drawn = async (claims: Claims, sampled: Sampled): Promise<Problem[]> => {
    const { calls } = await sample({ ...complete, claims }, sampled);
    const isFresh = (words: string): boolean => /^(backward|forward(, recorded)?)$/.test(words);
    return calls.flatMap(({ problem, words }) => (isFresh(words) ? problem : []));
  };
  const extents = (all: readonly Problem[]) => all.map((each) => Object.values(shapeOf(each)));

  test('are often of few shapes, and now and then large', async () => {
    const all = extents(await drawn({}, { options: { extent: 40, volume: 4000 } }));
    const within = (low: number, high: number) =>
      all.filter((sides) => Math.max(...sides) >= low && Math.max(...sides) <= high).length;
    expect(Math.max(...all.flat())).toBeLessThanOrEqual(40);
    expect(within(0, 2)).toBeGreaterThan(0.35 * all.length);
    expect(within(3, 17)).toBeGreaterThan(0.2 * all.length);
    expect(within(18, 40)).toBeGreaterThan(0);
    expect(within(18, 40)).toBeLessThan(0.2 * all.length);
    const products = all.map(([m = 0, n = 0, k = 0]) => m * n * k);
    expect(products.filter((volume) => volume > 200).length).toBeLessThan(0.25 * all.length);
    const small = extents(await drawn({}, { options: { extent: 4, volume: 20 } }));
    expect(Math.max(...small.flat())).toBe(4);
    expect(Math.max(...small.map(([m = 0, n = 0, k = 0]) => m * n * k))).toBeLessThanOrEqual(20);
  });

  test('are plain as often as they have what is claimed', async () => {
    const claims: Claims = { batching: 'broadcast', scaling: true, emptyExtents: true };
    const all = await drawn(claims, { wants: joint });
    const share = (is: (problem: Problem) => boolean) => all.filter(is).length / all.length;
    expect(share(({ batch }) => batch !== undefined)).toBeGreaterThan(0.1);
    expect(share(({ variant }) => variant !== undefined)).toBeGreaterThan(0.1);
    expect(share((each) => Object.values(shapeOf(each)).includes(0))).toBeGreaterThan(0.01);
    const isPlain = (each: Problem): boolean =>
      each.batch === undefined &&
      each.variant === undefined &&
      !Object.values(shapeOf(each)).includes(0);
    expect(share(isPlain)).toBeGreaterThan(0.3);
  });

  test('have groups where they are claimed, few of one size and larger ones', async () => {
    const claims: Claims = { grouping: 'no tail' };
    const of = await drawn(claims, { wants: joint, options: { extent: 20 } });
    const groups = of.filter(({ batch }) => batch?.groups !== undefined);
    const sides = extents(groups).map((all) => Math.max(...all));
    expect(groups.length).toBeGreaterThan(0.2 * of.length);
    expect(groups.length).toBeLessThan(of.length);
    expect(sides.filter((side) => side <= 3).length).toBeGreaterThan(0.3 * groups.length);
    expect(Math.max(...sides)).toBeGreaterThan(3);
    const small = await drawn(claims, { wants: joint, options: { extent: 4, volume: 20 } });
    expect(Math.max(...extents(small).flat())).toBe(4);
    const products = extents(small).map(([m = 0, n = 0, k = 0]) => m * n * k);
    expect(Math.max(...products)).toBeLessThanOrEqual(20);
    const none = await drawn(claims, {});
    expect(none.some(({ batch }) => batch !== undefined)).toBe(false);
  });
});
