import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JournalEntry } from '../../verdict/journal-entry.ts';
import type { Canary } from '../../verdict/verdict.ts';
import type { GateOptions } from './gate-options.ts';
import { resetStubs, stubs } from './recording.test-setup.ts';
import { registered } from './register-gate.test-setup.ts';
import { seedFor } from './replay.ts';
import { ending, off, right } from './small-runs.test-setup.ts';

vi.mock(
  './judge-canaries.ts',
  async () => (await import('./recording.test-setup.ts')).canariesStub,
);
vi.mock(
  './see-arithmetic.ts',
  async () => (await import('./recording.test-setup.ts')).arithmeticStub,
);
vi.mock('vitest', async (importOriginal) => {
  const { recording } = await import('./recording.test-setup.ts');
  return recording(await importOriginal<typeof import('vitest')>());
});

const caught: Canary[] = [{ name: 'misprint', property: 'equation-2', outcome: 'caught' }];
const few = { profile: 'smoke', runs: 2, extent: 3, volume: 9 } as const;
const two = { ...few, properties: ['equation-1', 'equation-2'] };
const before = 'canaries: two subjects known to be wrong are caught, one known to be right passes';
const laws = ['equation-1: dX = dY · Wᵀ', 'equation-2: dW = Xᵀ · dY'];

beforeEach(() => {
  resetStubs();
  stubs.canaries = async () => caught;
});
afterEach(() => void vi.useRealTimers());

const kinds = (noted: readonly JournalEntry[]) => noted.map(({ kind }) => kind);

describe('a run', () => {
  test('is canaries, and then a test for each property, as long as it takes', async () => {
    const { titles, tests, names, noted, all } = registered({ ...right, name: 'layer\n1.0' }, two);
    expect([titles, names]).toEqual([[before, ...laws], [String.raw`layer\n1.0`]]);
    expect(tests.map(({ options }) => options.timeout)).toEqual([0, 0, 0]);
    const run = expect.objectContaining({ subject: 'layer\n1.0', runs: 2 });
    const told = [{ id: 'equation-1' }, { id: 'equation-2' }];
    expect(noted).toMatchObject([{ kind: 'registered', run, laws: told }]);
    expect((await all()).map(({ ended }) => ended)).toEqual(['passed', 'passed', 'passed']);
    expect(kinds(noted)).toEqual([
      ...['registered', 'canaries judged', 'property started', 'property judged'],
      ...['property started', 'property judged'],
    ]);
    const [, canaries, started, judged] = noted;
    const subject = 'layer\n1.0';
    expect(canaries).toEqual({ kind: 'canaries judged', subject, canaries: caught });
    expect(started).toEqual({ kind: 'property started', subject, id: 'equation-1' });
    expect(judged).toMatchObject({
      subject,
      verdict: { id: 'equation-1', runs: expect.any(Number) },
    });
    expect(stubs.seeds).toEqual([1]);
  });

  test('that is whole, and not the shortest, looks at the arithmetic at last: the first shard does', () => {
    const last = (options: GateOptions) => registered(right, options).titles.at(-1) ?? '';
    const looks = 'arithmetic: how it sums is looked at, and compared with its claims';
    expect(last({})).toBe(looks);
    expect(last({ rounds: 2, shard: { index: 1, of: 2 } })).toBe(looks);
    expect(last({ for: 1 })).toBe(looks);
    for (const options of [
      { profile: 'smoke' },
      { properties: ['purity'] },
      { replay: 'purity/ci/1/0' },
      { rounds: 2, shard: { index: 2, of: 2 } },
    ] as const) {
      expect(last(options)).not.toBe(looks);
    }
  });

  test('disposes of the subject at its end', async () => {
    let disposed = 0;
    const dispose = () => {
      disposed += 1;
    };
    for (const end of registered({ ...right, dispose }, two).after) await end();
    expect([disposed, registered(right, two).after]).toEqual([1, []]);
  });

  test('of one problem that holds reproduces nothing', async () => {
    const [, property] = await registered(right, { replay: 'equation-1/smoke/1/0' }).all();
    expect(property?.ended).toMatch(/^failed: not reproduced: the problem/);
  });
});

describe('a property that fails', () => {
  test('fails its test, with the command that asks it again, and is noted at once', async () => {
    const { all, noted } = registered(ending, { ...two, properties: ['equation-1'] });
    const [, failed] = await all();
    expect(failed?.ended).toMatch(/^failed: equation-1 \(eq\. \(1\)\): /);
    expect(failed?.ended).toMatch(/again equation-1\/smoke\/1\/0/);
    const first = noted.find(({ kind }) => kind === 'failing');
    expect(first).toMatchObject({ subject: ending.name, verdict: { outcome: 'crashed' } });
  });

  test('leaves to the next that it was shrunk', async () => {
    const { all, noted } = registered(ending, two);
    await all();
    const judged = noted.filter(({ kind }) => kind === 'property judged');
    const shrinking = { ended: 'out of calls', calls: 0, after: 'equation-1' };
    expect(judged[1]).toMatchObject({ verdict: { counterexample: { shrinking } } });
  });

  test('ends a run that is to end with it, and not others', async () => {
    const ends = async (bail: boolean) =>
      (await registered(ending, { ...two, bail }).all()).map(({ ended }) => ended.slice(0, 34));
    const failed = expect.stringMatching(/^failed/);
    expect(await ends(true)).toEqual(['passed', failed, 'skipped: not judged because of bai']);
    expect(await ends(false)).toEqual(['passed', failed, failed]);
    const held = await registered(right, { ...two, bail: true }).all();
    expect(held.map(({ ended }) => ended)).toEqual(['passed', 'passed', 'passed']);
  });
});

test('every problem is told to who observes; how far it is, now and then', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const slow = off(() => vi.advanceTimersByTime(600) === undefined);
  const seen: string[] = [];
  const observe: GateOptions['observe'] = ({ property }) => seen.push(property);
  const { all, noted } = registered(slow, { ...two, properties: ['equation-1'], observe });
  await all();
  expect(new Set(seen)).toEqual(new Set(['equation-1']));
  const asked = noted.find(({ kind }) => kind === 'being asked');
  expect(asked).toMatchObject({ subject: slow.name, id: 'equation-1' });
  const own = registered(slow, { ...two, properties: ['equation-1'] }, { here: true });
  const taken = (await own.all()).flatMap(({ meta: { gradgate = [] } }) => gradgate);
  const told = taken.map((entry) => Object(entry).kind);
  expect(told).toContain('property judged');
  expect(told).not.toContain('being asked');
});

describe('canaries', () => {
  const missed: Canary[] = [{ name: 'misprint', property: 'equation-2', outcome: 'missed' }];

  test('that are missed make the run void', async () => {
    stubs.canaries = async () => missed;
    const [first] = await registered(right, two).all();
    expect(first?.ended).toMatch(/^failed: void: equation-2 did not catch misprint/);
  });

  test('on which our own code throws are a bug, and noted', async () => {
    stubs.canaries = () => Promise.reject(new RangeError('out of range'));
    const { all, noted } = registered(right, two);
    expect((await all())[0]?.ended).toBe('failed: out of range');
    const bug = { message: 'out of range', stack: expect.stringContaining('RangeError') };
    expect(noted[1]).toEqual({ kind: 'bug found', subject: right.name, bug });
  });

  test('are judged halfway and after, too, others each time, where the subject is here', async () => {
    const three = { ...two, properties: [...two.properties, 'purity'], seed: 5 };
    const { titles, all } = registered(right, three, { here: true });
    const [halfway, after] = ['halfway', 'after'].map((time) => seedFor(5, time));
    expect(titles.map((title) => /^[^:]*/.exec(title)?.[0])).toEqual([
      ...['canaries', 'equation-1', 'equation-2', 'canaries', 'purity', 'canaries'],
    ]);
    expect(titles[3]).toBe(
      'canaries: others are caught, and one passes, when the subject has been asked',
    );
    expect(titles[5]).toBe('canaries: others are caught, and one passes, when all is done');
    await all();
    expect(stubs.seeds).toEqual([5, halfway, after]);
  });
});
