import { beforeAll, describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { forwardProduct } from '../../../properties/forward-product.ts';
import type { Given } from '../../contract/subject.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import { lookOf } from '../../verdict/look-of.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import { inRounds, judgedBy, off, right, small, usual, wrong } from './small-runs.test-setup.ts';
import type { RunningPlan } from './verdict-of.ts';

const own = { knownFailures: { 'equation-1': 'all of it' } };
const sizes = { extent: 3, volume: 9, runs: 3 };
const today = '2026-11-26';

/** An entry for what a verdict says, or for the problem of another token. */
function entryOf(verdict: PropertyVerdict, replay = smallestIn(verdict)?.replay ?? ''): KnownEntry {
  const look = verdict.outcome === 'fails' ? lookOf(verdict) : undefined;
  if (look === undefined) throw new Error(verdict.outcome);
  const about = { property: 'equation-1', subject: 'off by one', reason: 'no. 7' };
  return { ...about, since: '2026-11-01', problem: { replay, ...look, sizes } };
}

/** Wrong on the problem of a plan for one, alone. */
async function wrongAt(plan: RunningPlan, replay: string) {
  let asked: Given | undefined;
  const listening = off((given) => {
    asked ??= given;
    return true;
  });
  const found = await judgedBy(equation1, listening, plan);
  const words = ({ X, W, dY }: Given) => JSON.stringify([X, W, dY].map(({ data }) => [...data]));
  const one = asked && words(asked);
  return { subject: off((given) => words(given) === one), entry: entryOf(found, replay) };
}

let one: Awaited<ReturnType<typeof wrongAt>>;
beforeAll(async () => {
  const replay = 'equation-1/smoke/1/2';
  one = await wrongAt(small({ replay }), replay);
});

describe("by a subject's own list", () => {
  test('whatever fails is let pass, also while it is told', async () => {
    const told: PropertyVerdict[] = [];
    const failing = (found: PropertyVerdict) => void told.push(found);
    const verdict = await judgedBy(equation1, { ...wrong, ...own }, { ...small(), failing });
    expect(verdict).toMatchObject({ outcome: 'known to fail', why: 'all of it' });
    expect(told).toEqual([verdict]);
    expect(told[0]).toMatchObject({ found: { outcome: 'fails', runs: 1 } });
  });

  test('a crash is, too', async () => {
    const told: PropertyVerdict[] = [];
    const failing = (found: PropertyVerdict) => void told.push(found);
    const gone = { ...right, ...own, backward: () => Promise.reject(new Error('no kernel')) };
    await judgedBy(equation1, gone, { ...small(), failing });
    expect(told).toMatchObject([{ outcome: 'known to fail', found: { outcome: 'crashed' } }]);
  });

  test('what holds again is a failure, where all problems were asked, and of no single one', async () => {
    const cured = { ...right, ...own };
    expect(await judgedBy(equation1, cured)).toMatchObject({ outcome: 'holds again' });
    expect(await judgedBy(equation1, cured, inRounds(cured, { rounds: 1 }))).toMatchObject({
      outcome: 'holds again',
    });
    const replay = small({ replay: 'equation-1/smoke/1/0' });
    expect((await judgedBy(equation1, cured, replay)).outcome).toMatch(/^holds( weakly)?$/);
  });

  test('of large problems, which ask for less, it is none', async () => {
    const large = usual({ profile: 'large', shapes: [{ m: 9, n: 8, k: 7 }] });
    const verdict = await judgedBy(equation1, { ...right, ...own }, large);
    expect(verdict.outcome).toMatch(/^holds( weakly)?$/);
  });
});

describe('by a file', () => {
  test('a failure is told as it is found, as it may be any', async () => {
    const told: PropertyVerdict[] = [];
    const failing = (found: PropertyVerdict) => void told.push(found);
    const plan = { ...small({ known: [one.entry], today }), failing };
    const verdict = await judgedBy(equation1, one.subject, plan);
    expect(verdict).toMatchObject({ outcome: 'known to fail', known: [{ state: 'met' }] });
    expect(told).toMatchObject([{ id: 'equation-1', outcome: 'fails' }]);
  });

  test('its problem is asked alone, with its own sizes, and of that nothing is told', async () => {
    const seen: string[] = [];
    const told: unknown[] = [];
    const later = { ...small({ known: [one.entry], today, seed: 9 }) };
    const verdict = await judgedBy(equation1, one.subject, {
      ...later,
      failing: (found) => told.push(found),
      observing: ({ status, how_generated }) => seen.push(`${status}, ${how_generated}`),
    });
    expect(verdict).toMatchObject({ outcome: 'known to fail', known: [{ state: 'met' }] });
    expect([told, new Set(seen)]).toEqual([[], new Set(['passed, drawn'])]);
    const { sizes: _, ...problem } = one.entry.problem;
    const plan = small({ known: [{ ...one.entry, problem }], today, seed: 9 });
    const unmet = await judgedBy(equation1, one.subject, plan);
    expect(unmet).toMatchObject({
      outcome: expect.stringMatching(/^holds/),
      known: [{ state: 'fixed' }],
    });
  });

  test('what fails so is counted, but for rounds, which do not tell it', async () => {
    const known = [one.entry];
    const verdict = await judgedBy(equation1, one.subject, small({ known, today }));
    expect(verdict).toMatchObject({ outcome: 'known to fail', aside: { failures: 1 } });
    const found = entryOf(await judgedBy(equation1, wrong, inRounds(wrong, { for: 1 })));
    const plan = inRounds(wrong, { for: 1, known: [found], today });
    const timed = await judgedBy(equation1, wrong, plan);
    expect(timed).toMatchObject({ outcome: 'known to fail', found: { outcome: 'fails' } });
    expect(timed).not.toHaveProperty('aside');
  });

  test('in rounds it is asked alone, too, and counted rounds say nothing of the others', async () => {
    const timed = inRounds(one.subject, { for: 1, known: [one.entry], today, seed: 9 });
    const verdict = await judgedBy(equation1, one.subject, timed);
    const known = [{ state: 'met' }];
    expect(verdict).toMatchObject({ outcome: 'known to fail', found: { rounds: 1 }, known });
    const counted = inRounds(one.subject, { rounds: 2, known: [one.entry], today, seed: 9 });
    const found = await judgedBy(equation1, one.subject, counted);
    expect(found).toMatchObject({ outcome: 'known to fail', found: { runs: 1 }, known });
    expect(found).not.toHaveProperty('found.rounds');
  });

  test('what an earlier run kept is no problem of it', async () => {
    const replay = 'equation-1/smoke/7/3';
    const kept = await wrongAt(usual({ replay }), replay);
    const asked = { known: [one.entry], today, kept: [replay] };
    const verdict = await judgedBy(equation1, kept.subject, small(asked));
    expect(verdict).toMatchObject({
      ...{ outcome: 'fails', unlike: ['no. 7'], known: [{ state: 'fixed' }] },
      counterexample: { kept: true },
    });
    const rounds = inRounds(kept.subject, { ...asked, rounds: 2 });
    const fixed = await judgedBy(equation1, kept.subject, rounds);
    expect(fixed).toMatchObject({
      outcome: expect.stringMatching(/^holds/),
      known: [{ state: 'fixed' }],
    });
  });

  test('of what is not offered, nothing can be asked: under strict that is a failure', async () => {
    const replay = 'forward-product/smoke/1/0';
    const problem = { ...one.entry.problem, replay };
    const known = [{ ...one.entry, property: 'forward-product', problem }];
    const lacking = await judgedBy(forwardProduct, right, small({ known, today, strict: true }));
    expect(lacking).toMatchObject({
      ...{ id: 'forward-product', outcome: 'not offered' },
      known: [{ state: 'unmatched', fails: true, replay }],
    });
    const single = await judgedBy(forwardProduct, right, small({ known, today, replay }));
    expect(single).not.toHaveProperty('known');
  });
});
