/** A gate in the process of the subject, as in a user's own tests; what is refused; and runs in rounds. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Subject } from '../../contract/subject.ts';
import type { JournalEntry, Progress } from '../../verdict/journal-entry.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import type { GateOptions } from './gate-options.ts';
import { resetStubs, stubs } from './recording.test-setup.ts';
import { ran, registered } from './register-gate.test-setup.ts';
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

const few = { profile: 'smoke', runs: 2, extent: 3, volume: 9 } as const;
const one = { ...few, properties: ['equation-1'] };

beforeEach(resetStubs);

const kinds = (noted: readonly unknown[] = []) => noted.map((entry) => Object(entry).kind);

describe('in the process of the subject', () => {
  test('each test takes along what was noted since the one before, and nobody puts something else', async () => {
    const { tests, all } = registered(right, one, { here: true });
    expect(kinds(Object(tests[0]?.options.meta).gradgate)).toEqual(['registered']);
    const ends = await all();
    expect(ends.map(({ meta: { gradgate } }) => kinds(gradgate))).toEqual([
      ['registered', 'canaries judged'],
      ['property started', 'property judged'],
      ['canaries judged'],
    ]);
    const { meta } = ends[1] ?? {};
    expect(Object.isFrozen(meta?.gradgate)).toBe(true);
    const { configurable, writable } = Object.getOwnPropertyDescriptor(meta, 'gradgate') ?? {};
    expect([configurable, writable]).toEqual([false, false]);
    expect(Object.keys(meta ?? {})).toEqual(['gradgate']); // or it would not be sent
  });

  test('of a test that is tried again, the first time counts; its task cannot be given another', async () => {
    const { tests } = registered(right, one, { here: true });
    const [, property] = tests;
    if (property === undefined) throw new Error('there is no property');
    const task = { meta: {} };
    const first = await ran(property, task);
    const { gradgate } = first.meta;
    expect(Object.getOwnPropertyDescriptor(task, 'meta')).toMatchObject({
      writable: false,
      configurable: false,
    });
    expect((await ran(property, task)).meta.gradgate).toBe(gradgate);
  });

  test('a built-in that it leaves replaced is noted', async () => {
    const { abs } = Math;
    const replacing = off(() => {
      Math.abs = () => 0;
      return false;
    });
    try {
      const [, property] = await registered(replacing, one, { here: true }).all();
      const entry = { kind: 'built-in replaced', subject: right.name, name: 'Math.abs' };
      expect(property?.meta.gradgate?.at(-1)).toMatchObject({ ...entry, subject: replacing.name });
    } finally {
      Math.abs = abs;
    }
  });

  test('elsewhere it cannot replace any, and nothing is taken along', async () => {
    const { abs } = Math;
    const replacing = off(() => {
      Math.abs = () => 0;
      return false;
    });
    try {
      const { all, noted } = registered(replacing, one);
      expect((await all()).map(({ meta }) => meta)).toEqual([{}, {}]);
      expect(kinds(noted)).not.toContain('built-in replaced');
    } finally {
      Math.abs = abs;
    }
  });
});

describe('how the subject sums', () => {
  const last = async (subject: Subject, options: GateOptions = {}) => {
    const { tests, noted } = registered(subject, options);
    const looking = tests.at(-1);
    return { ends: looking && (await ran(looking)), noted };
  };

  test('is looked at, and noted', async () => {
    const { ends, noted } = await last(right);
    expect(ends?.ended).toBe('passed');
    const arithmetic = { unknown: 'not looked at' };
    expect(noted.at(-1)).toEqual({ kind: 'arithmetic seen', subject: right.name, arithmetic });
  });

  test('is taken along, where the subject is here, and takes as long as it takes', async () => {
    const { tests } = registered(right, { runs: 1 }, { here: true });
    const looking = tests.find(({ title }) => title.startsWith('arithmetic'));
    const { gradgate } = (looking && (await ran(looking)).meta) ?? {};
    expect(kinds(gradgate).at(-1)).toBe('arithmetic seen');
    expect(looking?.options.timeout).toBe(0);
  });

  test('where our own code throws, that is a bug, and noted', async () => {
    stubs.arithmetic = () => Promise.reject(new RangeError('out of range'));
    const { ends, noted } = await last(right);
    expect(ends?.ended).toBe('failed: out of range');
    expect(noted.at(-1)).toMatchObject({ kind: 'bug found', bug: { message: 'out of range' } });
  });

  test('is not looked at, once a failure has ended the run', async () => {
    const { tests } = registered(ending, { bail: true, runs: 1, extent: 2, volume: 4 });
    const [property, looking] = [tests[1], tests.at(-1)];
    if (property === undefined || looking === undefined) throw new Error('there are no tests');
    await ran(property);
    expect((await ran(looking)).ended).toBe('skipped: not looked at because of bail');
  });
});

describe('a run in rounds', () => {
  const options = { ...one, profile: 'deep', rounds: 2 } as const;
  const passed = (noted: readonly JournalEntry[]) =>
    noted.flatMap((entry) => (entry.kind === 'round passed' ? [entry] : []));

  test('notes each round that was passed, and goes on from there', async () => {
    const { all, noted } = registered(right, options);
    expect((await all()).map(({ ended }) => ended)).toEqual(['passed', 'passed']);
    const [first, second] = passed(noted);
    expect(first).toMatchObject({ subject: right.name, id: 'equation-1', count: { rounds: 1 } });
    expect(second).toMatchObject({ count: { rounds: 2 } });
    const registeredEntry = noted.find((entry) => entry.kind === 'registered');
    if (first === undefined || registeredEntry?.kind !== 'registered') throw new Error('not noted');
    const { count, time } = first;
    const resume: Progress = {
      run: registeredEntry.run,
      properties: { 'equation-1': { count, time } },
    };
    const rest = registered(right, { ...options, resume });
    expect(passed(rest.noted)).toEqual([first]);
    await rest.all();
    expect(passed(rest.noted).map((entry) => entry.count.rounds)).toEqual([1, 2]);
  });
});

describe('what is refused, before anything is registered', () => {
  const refused = (subject: Subject, options: GateOptions) => () => registered(subject, options);

  test('is a known failure of no property', () => {
    const subject = { ...right, knownFailures: { 'equation-1': 'a', 'equation-9': 'b' } };
    const message =
      'subject.knownFailures: expected ids of properties, got equation-9. Take it off the list, or correct it.';
    expect(refused(subject, {})).toThrow(expect.objectContaining({ code: 'ADAPTER', message }));
    expect(refused({ ...right, knownFailures: { 'equation-1': 'a' } }, {})).not.toThrow();
  });

  test('is an entry of a file that cannot be', () => {
    // SAFETY: the first thing that is wrong is the property.
    const known = [{ property: 'equation-9' } as KnownEntry];
    expect(refused(right, { known })).toThrow('known[0].property: expected the id of a property');
  });

  test('is a large problem of a layer that holds another weight, or has a loss', () => {
    const large = { profile: 'large' } as const;
    const message = (what: string) =>
      `profile: expected a layer that multiplies what it is given, with profile large, got ${what}. Use profile ci or deep.`;
    const holding: Subject = { ...right, effective: (W) => W };
    expect(refused(holding, large)).toThrow(
      expect.objectContaining({ code: 'OPTION', message: message('effective') }),
    );
    const loss: Subject = { ...right, claims: { loss: 'half squared error' } };
    expect(refused(loss, large)).toThrow(message('a loss'));
    expect(refused(holding, one)).not.toThrow();
    expect(refused(right, large)).not.toThrow();
  });
});
