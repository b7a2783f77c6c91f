/** What is told while a property is judged, and what it takes from the failures before it. */
import { describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { purity } from '../../../properties/purity.ts';
import { OwnBug, Unasked } from '../../call/subject-crash.ts';
import type { Property } from '../../property/property.ts';
import { bearingOf } from '../../verdict/bearing-of.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import {
  ending,
  inRounds,
  judgedBy,
  NotedFamilies,
  right,
  SaidToSettle,
  small,
  wrong,
} from './small-runs.test-setup.ts';
import { lawOf } from './verdict-of.ts';

const law = { id: 'equation-1', cites: 'eq. (1)', statement: 'dX = dY · Wᵀ' };
const change = { claims: { subnormals: 'flushed' } } as const;

test('a verdict says the law, and nothing of how it is checked', () => {
  expect(lawOf(equation1)).toEqual(law);
});

test('of every problem it is told that it is asked, by its property, and what came of it', async () => {
  const asked: unknown[] = [];
  const seen: unknown[] = [];
  const verdict = await judgedBy(equation1, right, {
    ...small(),
    asking: (...what) => asked.push(what),
    observing: ({ property, status }) => seen.push([property, status]),
  });
  const { runs } = { runs: 0, ...verdict };
  expect(verdict).toMatchObject({ ...law, outcome: expect.stringMatching(/^holds/) });
  expect(asked.slice(0, 2)).toEqual([
    ['equation-1', 1, runs],
    ['equation-1', 2, runs],
  ]);
  expect(asked).toHaveLength(runs);
  expect(seen).toEqual(Array.from({ length: runs }, () => ['equation-1', 'passed']));
});

test.each(['at once', 'in rounds'])('a failure is told as it is found, %s', async (how) => {
  const told: PropertyVerdict[] = [];
  const plan = how === 'at once' ? small() : inRounds(wrong, { rounds: 2 });
  const failing = (found: PropertyVerdict) => void told.push(found);
  const settling = new SaidToSettle();
  const verdict = await judgedBy(equation1, wrong, { ...plan, failing, settling });
  expect(verdict).toMatchObject({ ...law, outcome: 'fails', runs: 1 });
  expect(told).toEqual([verdict]);
});

describe('where the subject cannot be begun', () => {
  test('it crashed, and was asked nothing', async () => {
    const begin = () => {
      throw new Error('no device');
    };
    const verdict = await judgedBy(equation1, { ...right, begin });
    expect(verdict).toEqual({
      ...law,
      outcome: 'crashed',
      runs: 0,
      message: 'begin threw: no device',
    });
  });

  test('by a fault of ours, that is a bug, with the token of the first problem', async () => {
    const begin = () => {
      throw new OwnBug('over there', { cause: 'out of range' });
    };
    const verdict = await judgedBy(equation1, { ...right, begin }, small({ seed: 5 }));
    const bug = { message: 'out of range', stack: 'out of range', replay: 'equation-1/smoke/5/0' };
    expect(verdict).toEqual({ ...law, outcome: 'our bug', ...bug });
  });
});

/** It is begun before each property. */
test('a subject is begun before it is asked', async () => {
  const seen: string[] = [];
  const backward: typeof right.backward = (given) => {
    seen.push('asked');
    return right.backward(given);
  };
  await judgedBy(equation1, { ...right, backward, begin: () => void seen.push('begun') });
  expect(seen.slice(0, 2)).toEqual(['begun', 'asked']);
  expect(seen.filter((each) => each === 'begun')).toHaveLength(1);
});

test('a problem that cannot be asked again is not said to hold', async () => {
  const gone = {
    ...right,
    backward: () => {
      throw new Unasked('it has crashed too often');
    },
  };
  const verdict = await judgedBy(equation1, gone, small({ replay: 'equation-1/smoke/1/0' }));
  const lacking = ['no problem could be asked (it has crashed too often)'];
  expect(verdict).toMatchObject({ outcome: 'holds weakly', runs: 0, lacking });
  expect(bearingOf(verdict)).toBe('unjudged');
});

test('where our own code throws, the token is that of the problem, also of a later round', async () => {
  let problems = 0;
  const buggy: Property = {
    ...equation1,
    async *check(question) {
      problems += 1;
      if (problems === 4) throw new RangeError('out of range');
      yield* equation1.check(question);
    },
  };
  const verdict = await judgedBy(buggy, right, inRounds(right, { rounds: 9, runs: 1, seed: 3 }));
  expect(verdict).toMatchObject({ outcome: 'our bug', message: 'out of range' });
  const { replay = '' } = verdict.outcome === 'our bug' ? verdict : {};
  problems = 3;
  expect(await judgedBy(buggy, right, small({ replay }))).toMatchObject({
    outcome: 'our bug',
    replay,
  });
});

describe('what would settle a failure', () => {
  test('is asked with the failure and its plan, and told; nothing, where nothing would', async () => {
    const settling = new SaidToSettle(change);
    const verdict = await judgedBy(equation1, wrong, { ...small({ seed: 5 }), settling });
    expect(verdict).toMatchObject({ outcome: 'fails', settledBy: [change] });
    expect(settling.asked).toMatchObject([{ failures: [{}], plan: { seed: 5 } }]);
    const none = await judgedBy(equation1, wrong, { ...small(), settling: new SaidToSettle() });
    expect(none).not.toHaveProperty('settledBy');
  });

  test('of a crash, too; and of what holds, it is not asked', async () => {
    const settling = new SaidToSettle(change);
    const gone = { ...right, backward: () => Promise.reject(new Error('no kernel')) };
    const verdict = await judgedBy(equation1, gone, { ...small(), settling });
    expect(verdict).toMatchObject({ outcome: 'crashed', settledBy: [change] });
    expect(settling.asked).toHaveLength(1);
    expect(await judgedBy(equation1, right, { ...small(), settling })).not.toHaveProperty(
      'settledBy',
    );
    expect(settling.asked).toHaveLength(1);
  });

  test('in a run with a time, is asked of the round that failed', async () => {
    const settling = new SaidToSettle(change);
    let problems = 0;
    const later = {
      ...wrong,
      backward: (given: Parameters<typeof wrong.backward>[0]) => {
        problems += 1;
        return (problems > 9 ? wrong : right).backward(given);
      },
    };
    const plan = { ...inRounds(later, { for: 100_000 }), settling };
    const verdict = await judgedBy(equation1, later, plan);
    expect(verdict).toMatchObject({ outcome: 'fails', settledBy: [change] });
    const seed = Number(smallestIn(verdict)?.replay.split('/')[2]);
    expect(seed).not.toBe(plan.seed);
    expect(settling.asked).toMatchObject([{ failures: [{}], plan: { seed } }]);
  });
});

describe('what one failure leaves to the next', () => {
  const shrinking = (options: Parameters<typeof small>[0] = {}) => ({
    ...small(options),
    unshrunk: false,
  });
  const known = { ...ending, knownFailures: { 'equation-1': 'all of it' } };

  test('is how much it was shrunk', async () => {
    const families = new NotedFamilies();
    await judgedBy(equation1, ending, { ...shrinking(), families, settling: new SaidToSettle() });
    expect(families.ids).toEqual(['equation-1']);
  });

  test('nothing, where each is explained as if it was the only one, or is known', async () => {
    const families = new NotedFamilies();
    const settling = new SaidToSettle(change);
    const plan = { ...shrinking({ apart: true }), families, settling };
    expect((await judgedBy(equation1, ending, plan)).outcome).toBe('crashed');
    expect(settling.asked).toHaveLength(1);
    const verdict = await judgedBy(equation1, known, { ...plan, ...shrinking() });
    expect(verdict).toMatchObject({ outcome: 'known to fail', found: { outcome: 'crashed' } });
    expect([families.ids, settling.asked.length]).toEqual([[], 1]);
  });

  test('nothing, where rounds are counted, which other shards may have failed in', async () => {
    const families = new NotedFamilies();
    const settling = new SaidToSettle(change);
    const [counted, timed] = [inRounds(ending, { rounds: 1 }), inRounds(ending, { for: 1 })];
    const how = { unshrunk: false, families, settling };
    expect((await judgedBy(equation1, ending, { ...counted, ...how })).outcome).toBe('crashed');
    expect([families.ids, settling.asked]).toEqual([[], []]);
    await judgedBy(equation1, ending, { ...timed, ...how });
    expect([families.ids, settling.asked.length]).toEqual([['equation-1'], 1]);
  });

  test('but each is explained in full, and asked again', async () => {
    const throwing = { ...right, backward: () => Promise.reject(new Error('no kernel')) };
    const counted = inRounds(throwing, { rounds: 1 }, { unshrunk: false });
    const verdict = await judgedBy(equation1, throwing, counted);
    expect(verdict).toMatchObject({ counterexample: { again: { fails: true } } });
  });

  test('a property that cannot be checked says what it lacks', async () => {
    const gone = { ...right, claims: { gradients: 'dW' } } as const;
    expect(await judgedBy(equation1, gone)).toEqual({
      ...law,
      outcome: 'not offered',
      method: 'dX',
    });
    const { id, cites, statement } = purity;
    expect(await judgedBy({ ...purity, needs: 'forward' }, right)).toEqual({
      ...{ id, cites, statement, outcome: 'not offered', method: 'forward' },
    });
  });
});
