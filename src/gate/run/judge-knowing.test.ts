import { describe, expect, test } from 'vitest';
import misprint from '../../../bank/faults/misprint.ts';
import { equation1 } from '../../../properties/equation-1.ts';
import { equation2 } from '../../../properties/equation-2.ts';
import { historyIndependence } from '../../../properties/history-independence.ts';
import { scaling } from '../../../properties/scaling.ts';
import { Border } from '../../call/border.ts';
import { reference, toAnswer, toMatrix } from '../../contract/reference.ts';
import type { Answers, Subject } from '../../contract/subject.ts';
import type { Shape } from '../../problem/shape.ts';
import type { Property } from '../../property/property.ts';
import { bearingOf } from '../../verdict/bearing-of.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import { lookOf } from '../../verdict/look-of.ts';
import { reasonOf } from '../../verdict/reason-of.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import { failing } from '../../verdict/told.test-setup.ts';
import type { GateOptions } from './gate-options.ts';
import { judgeKnowing } from './judge-knowing.ts';
import { planOf } from './plan-of.ts';
import { verdictOf } from './verdict-of.ts';

const usual = { profile: 'smoke', runs: 40, today: '2026-11-26' } as const satisfies GateOptions;

function judged(property: Property, subject: Subject, options: GateOptions = {}) {
  const { runs, ...rest } = usual;
  const asked = { ...rest, ...(options.shapes === undefined && { runs }), ...options };
  return verdictOf(property, new Border(subject), planOf(asked));
}

/** An entry for what fails now. */
async function entryOf(property: Property, subject: Subject, options: GateOptions = {}) {
  const verdict = await judged(property, subject, { apart: true, ...options });
  if (verdict.outcome !== 'fails' && verdict.outcome !== 'crashed')
    throw new Error(verdict.outcome);
  const { replay = '', again } = verdict.counterexample ?? {};
  const look = lookOf(verdict);
  if (look === undefined) throw new Error('no look');
  const alone = again?.fails === false ? { alone: false as const } : {};
  const problem = { replay, ...look, ...alone, sizes: { runs: 40 } };
  const about = { property: property.id, subject: subject.name, reason: 'upstream no. 7' };
  return { ...about, since: '2026-11-01', problem } satisfies KnownEntry;
}

/** The reference, with something done to dX or dW of some problems. */
function altered(name: string, change: (right: Answers, shape: Shape) => void) {
  return {
    ...{ name, numberFormat: 'float64' },
    backward({ X, W, dY }) {
      const right = reference.backward({ X, W, dY }) as Answers;
      const [m = 0, n = 0] = X.shape;
      change(right, { m, n, k: W.shape[1] ?? 0 });
      return right;
    },
  } as const satisfies Subject;
}

/** The first entry of a result is off by one. */
function spoil(tensor: Answers['dX']): void {
  const data = tensor?.data;
  if (data instanceof Float64Array && data.length > 0) data[0] = (data[0] ?? 0) + 1;
}

/** Wrong where n = 3. */
const narrow = altered('layer 1.0', ({ dX }, { n }) => n === 3 && spoil(dX));
/** And where k = 2, too, which is another fault of the same result. */
const both = altered('layer 1.0', ({ dX }, { n, k }) => (n === 3 || k === 2) && spoil(dX));

describe('a failure that a file says is known', () => {
  test('is known again at every seed, and decides nothing', async () => {
    const known = [await entryOf(equation2, misprint)];
    for (const seed of [1, 2, 3]) {
      const verdict = await judged(equation2, misprint, { known, seed });
      expect(verdict).toMatchObject({
        ...{ outcome: 'known to fail', why: 'upstream no. 7', aside: { ended: 'all asked' } },
        known: [{ why: 'upstream no. 7', state: 'met', replay: known[0]?.problem.replay }],
      });
      expect(bearingOf(verdict)).toBe('judged');
      expect(reasonOf(verdict)).toMatch(/\(\d+ problems fail so, no other fails\)$/);
    }
  });

  test.each([1, 2, 3])('is known in the same run of sequences of calls, seed %i', async (seed) => {
    const backward = altered('layer 1.0', ({ dW }, { m, n }) => {
      if (m > 1 && n > 1) spoil(dW);
    });
    const known = [await entryOf(historyIndependence, backward, { runs: 10, seed })];
    const verdict = await judged(historyIndependence, backward, { known, runs: 10, seed });
    expect(verdict).toMatchObject({ outcome: 'known to fail', known: [{ state: 'met' }] });
  });

  test('is known again at another seed, if it is a sequence of calls, whose formula shows in no single one', async () => {
    const { forward: _, ...mute }: Subject = misprint;
    const known = [await entryOf(historyIndependence, mute, { runs: 10 })];
    expect(known[0]?.problem.diagnosis).toMatch(/^this dW is what comes out/);
    for (const seed of [2, 4, 5]) {
      const verdict = await judged(historyIndependence, mute, { known, runs: 10, seed });
      expect(verdict).toMatchObject({ outcome: 'known to fail', known: [{ state: 'met' }] });
    }
  });

  test('is set aside, so that another one behind it is found, and told as new', async () => {
    const known = [{ ...(await entryOf(equation1, narrow)), link: 'https://x.example/7' }];
    expect(await judged(equation1, narrow, { known })).toMatchObject({ outcome: 'known to fail' });
    const verdict = await judged(equation1, both, { known });
    expect(verdict).toMatchObject({
      ...{ outcome: 'fails', unlike: ['upstream no. 7, https://x.example/7'] },
      ...{ counterexample: { shape: { k: 2 } }, known: [{ state: 'met' }] },
    });
  });

  test('says so when all others were asked', async () => {
    const known = [await entryOf(equation1, narrow)];
    const verdict = await judged(equation1, narrow, { known });
    expect(verdict).toMatchObject({ aside: { ended: 'all asked' } });
    expect(reasonOf(verdict)).toMatch(/\(\d problems? fails? so, no other fails\)$/);
  });

  test('is new where its own problem holds now, though it looks the same', async () => {
    const [entry, other] = [
      await entryOf(equation1, narrow),
      await entryOf(equation1, both, { seed: 3 }),
    ];
    const moved = { ...entry, problem: { ...entry.problem, replay: other.problem.replay } };
    expect(other.problem.replay).not.toBe(entry.problem.replay);
    const five = altered('layer 1.0', ({ dX }, { n }) => n === 5 && spoil(dX));
    const found = await entryOf(equation1, five);
    const known = [{ ...moved, problem: { ...found.problem, replay: moved.problem.replay } }];
    const verdict = await judged(equation1, five, { known });
    expect(verdict).toMatchObject({ outcome: 'fails', known: [{ state: 'fixed' }] });
  });

  test('is new where the same problem is wrong otherwise', async () => {
    const known = [await entryOf(equation2, misprint)];
    const worse: Subject = {
      ...misprint,
      backward: (given) => {
        const answers = misprint.backward(given) as Answers;
        const dW = toMatrix(answers.dW as never).map((each) => (each === 0 ? each : Number.NaN));
        return { ...answers, dW: toAnswer(dW) };
      },
    };
    expect(await judged(equation2, worse, { known })).toMatchObject({ outcome: 'fails' });
  });

  test('is new where the same problem is wrong by another formula, or not finite', async () => {
    const known = [await entryOf(equation2, misprint)];
    const negative: Subject = {
      ...misprint,
      backward: (given) => {
        const { dX, dW } = reference.backward(given) as Answers;
        const data = Array.from(dW?.data ?? [], (entry) => -entry);
        return { ...(dX && { dX }), dW: { shape: dW?.shape ?? [], data } };
      },
    };
    expect(known[0]?.problem.diagnosis).toContain('a transpose is missing');
    expect(await judged(equation2, negative, { known })).toMatchObject({
      ...{ outcome: 'fails', known: [{ state: 'fixed' }] },
    });
    const entry = await entryOf(equation1, narrow);
    const { diagnosis: _, ...problem } = entry.problem;
    const worse = altered('layer 1.0', ({ dX }, { n }) => {
      const data = dX?.data;
      if (n === 3 && data instanceof Float64Array && data.length > 0) data[0] = Number.NaN;
    });
    expect(await judged(equation1, worse, { known: [{ ...entry, problem }] })).toMatchObject({
      ...{ outcome: 'fails', known: [{ state: 'fixed' }] },
    });
  });

  test('is set aside by its formula, where no class is known, up to the third', async () => {
    const entry = await entryOf(equation2, misprint);
    const { where: _, ...problem } = entry.problem;
    const known = [{ ...entry, problem }];
    expect(await judged(equation2, misprint, { known })).toMatchObject({
      ...{ outcome: 'known to fail', aside: { failures: 3, ended: 'not all asked' } },
    });
  });

  test('is gone on behind: from the next problem on', async () => {
    const first = failing({ diagnosis: 'd', replay: 'equation-1/ci/1/4:1' });
    const second = failing({ diagnosis: 'e', replay: 'equation-1/ci/1/9' });
    const problem = { replay: 'equation-1/ci/7/0', diagnosis: 'd', wrong: 'dX', form: 'any' };
    const asked: number[] = [];
    const outcome = await judgeKnowing([{ why: 'no. 7', problem }], {
      scope: 'all',
      again: async () => first,
      judge: async ({ from }) => {
        asked.push(from);
        return from === 0 ? first : second;
      },
    });
    expect(outcome).toMatchObject({
      outcome: 'fails',
      unlike: ['no. 7'],
      known: [{ state: 'met' }],
    });
    expect(asked).toEqual([0, 5]);
    const behind = await verdictOf(equation2, new Border(misprint), {
      ...planOf({ profile: 'smoke', runs: 40 }),
      from: 20,
    });
    const { replay = '' } = smallestIn(behind) ?? {};
    expect(Number.parseInt(replay.split('/')[3] ?? '', 10)).toBeGreaterThanOrEqual(20);
  });

  test('may be too rare for the run: its own problem is asked again', async () => {
    const rare = altered('layer 1.0', ({ dX }, { m, n }) => m === 7 && n === 7 && spoil(dX));
    const outcomes: string[] = [];
    for (const seed of [1, 2, 3, 4]) {
      outcomes.push((await judged(equation1, rare, { seed })).outcome);
    }
    const [seed, other] = [outcomes.indexOf('fails') + 1, outcomes.indexOf('holds') + 1];
    expect([seed, other]).not.toContain(0);
    const known = [await entryOf(equation1, rare, { seed })];
    const verdict = await judged(equation1, rare, { seed: other, known });
    expect(verdict).toMatchObject({ outcome: 'known to fail', known: [{ state: 'met' }] });
    expect(verdict).not.toHaveProperty('aside');
  });

  test('may depend on what was asked before: then it is known by its look', async () => {
    let calls = 0;
    const tired = altered('layer 1.0', ({ dX }) => {
      calls += 1;
      if (calls > 20) spoil(dX);
    });
    const entry = await entryOf(equation1, tired);
    const known = [{ ...entry, problem: { ...entry.problem, alone: false as const } }];
    calls = 0;
    expect(await judged(equation1, tired, { known })).toMatchObject({ outcome: 'known to fail' });
    expect(await judged(equation1, { ...reference, name: 'layer' }, { known })).toMatchObject({
      ...{ outcome: 'holds', known: [{ state: 'fixed' }] },
    });
  });

  test('may be a sequence of calls', async () => {
    let last: Answers | undefined;
    const stale: Subject = {
      ...{ name: 'layer', numberFormat: 'float64' },
      backward: ({ X, W, dY }) => {
        const right = reference.backward({ X, W, dY }) as Answers;
        const answer =
          last?.dX?.shape.join() === X.shape.join() ? { ...right, dX: last.dX } : right;
        last = right;
        return answer;
      },
      reset: () => {
        last = undefined;
      },
    };
    const known = [await entryOf(historyIndependence, stale, { profile: 'smoke' })];
    expect(await judged(historyIndependence, stale, { profile: 'smoke', known })).toMatchObject({
      outcome: 'known to fail',
    });
  });

  test('may be a crash', async () => {
    const fragile = altered('layer', (_, { m }) => {
      if (m === 5) throw new Error(`no kernel for ${m} rows`);
    });
    const known = [await entryOf(equation1, fragile)];
    expect(await judged(equation1, fragile, { known })).toMatchObject({
      ...{ outcome: 'known to fail', found: { outcome: 'crashed' } },
    });
  });
});

describe('a list of known failures', () => {
  const cured = { ...reference, name: 'misprint' };

  test('is stale where what it names holds: told, and under strict a failure', async () => {
    const known = [await entryOf(equation2, misprint)];
    const told = await judged(equation2, cured, { known });
    expect(told).toMatchObject({ outcome: 'holds', known: [{ state: 'fixed' }] });
    expect(bearingOf(told)).toBe('judged');
    const strictly = await judged(equation2, cured, { known, strict: true });
    expect(strictly).toMatchObject({ outcome: 'holds', known: [{ state: 'fixed', fails: true }] });
    expect(bearingOf(strictly)).toBe('violated');
  });

  test('expires on the day that it names, not before', async () => {
    const known = [{ ...(await entryOf(equation2, misprint)), expires: '2026-12-01' }];
    const states = async (today: string, strict: boolean) =>
      (await judged(equation2, misprint, { known, today, strict })).known;
    expect(await states('2026-11-30', true)).toEqual([
      expect.not.objectContaining({ fails: true }),
    ]);
    expect(await states('2026-12-01', false)).toMatchObject([
      { state: 'met', expired: '2026-12-01' },
    ]);
    expect(await states('2026-12-01', true)).toMatchObject([{ state: 'met', fails: true }]);
  });

  test('is about one subject, at some versions', async () => {
    const entry = { ...(await entryOf(equation2, misprint)), subject: 'layer, fused' };
    const outcome = async (name: string, versions?: string) => {
      const known = [versions === undefined ? entry : { ...entry, versions }];
      return (await judged(equation2, { ...misprint, name }, { known })).outcome;
    };
    expect(await outcome('layer 2.1, fused')).toBe('known to fail');
    expect(await outcome('layer, fused', '*')).toBe('known to fail');
    expect(await outcome('layer v2.1, fused', '>=2 <2.2')).toBe('known to fail');
    expect(await outcome('layer 2.2, fused', '>=2 <2.2')).toBe('fails');
    expect(await outcome('layer, fused', '>=2')).toBe('fails');
    expect(await outcome('layer 2.1')).toBe('fails');
  });

  test('cannot be asked of what is not claimed', async () => {
    const entry = await entryOf(equation2, misprint);
    const replay = entry.problem.replay.replace('equation-2', 'scaling');
    const known = [{ ...entry, property: 'scaling', problem: { ...entry.problem, replay } }];
    const verdict = await judged(scaling, misprint, { known, strict: true });
    expect(verdict).toMatchObject({
      ...{ outcome: 'not claimed', known: [{ state: 'unmatched', fails: true }] },
    });
  });

  test('cannot be asked by a token that leads nowhere', async () => {
    const entry = await entryOf(equation2, misprint);
    const replay = 'equation-2/smoke/1/0:99999';
    const known = [{ ...entry, problem: { ...entry.problem, replay } }];
    expect(await judged(equation2, cured, { known })).toMatchObject({
      ...{ outcome: 'holds', known: [{ state: 'unmatched' }] },
    });
  });

  test('says nothing of one problem that is asked again', async () => {
    const known = [await entryOf(equation2, misprint)];
    const replay = 'equation-2/ci/1/0';
    const verdict = await judged(equation2, cured, { known, replay });
    expect(verdict).toMatchObject({ outcome: 'holds' });
    expect(verdict).not.toHaveProperty('known');
  });

  test('of large problems and of others do not answer for one another', async () => {
    const shapes = [{ m: 9, n: 8, k: 7 }];
    const large = { profile: 'large', shapes } as const;
    const small = await entryOf(equation2, misprint);
    expect(await judged(equation2, misprint, { ...large, known: [small] })).toMatchObject({
      outcome: 'fails',
    });
    const entry = await entryOf(equation2, misprint, large);
    const known = [{ ...entry, problem: { ...entry.problem, sizes: { shapes } } }];
    const verdict = await judged(equation2, misprint, { ...large, known });
    expect(verdict).toMatchObject({ outcome: 'known to fail', known: [{ state: 'met' }] });
    expect(await judged(equation2, misprint, { known })).not.toHaveProperty('known');
  });

  test("comes before the subject's own, which lets everything pass", async () => {
    const known = [await entryOf(equation1, narrow)];
    const own = { ...both, knownFailures: { 'equation-1': 'all of it' } };
    expect(await judged(equation1, own, { known })).toMatchObject({
      ...{ outcome: 'known to fail', why: 'upstream no. 7; all of it' },
    });
  });
});
