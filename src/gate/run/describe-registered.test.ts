import { beforeEach, expect, test, vi } from 'vitest';
import type { Subject } from '../../contract/subject.ts';
import { describeMatmulBackprop } from './describe-matmul-backprop.ts';
import type { GateOptions } from './gate-options.ts';
import { recorded, resetStubs } from './recording.test-setup.ts';
import { ran } from './register-gate.test-setup.ts';
import { ending, right } from './small-runs.test-setup.ts';

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

const one = {
  profile: 'smoke',
  runs: 2,
  extent: 3,
  volume: 9,
  properties: ['equation-1'],
} as const;

beforeEach(resetStubs);

/** What each test takes along, by kind. */
async function taken(subject: Subject, options: GateOptions) {
  const { tests } = recorded(() => describeMatmulBackprop(subject, options));
  const ends = [];
  for (const each of tests) ends.push(await ran(each));
  return ends.map(({ meta: { gradgate = [] } }) => gradgate.map((entry) => Object(entry).kind));
}

test('a subject that shares the process is judged there, and each test takes along what was noted', async () => {
  expect(await taken(right, one)).toEqual([
    ['registered', 'canaries judged'],
    ['property started', 'property judged'],
    ['canaries judged'],
  ]);
});

test('of a failure, what came of it is taken along, and not what it was meanwhile', async () => {
  const [, failed] = await taken(ending, one);
  expect(failed).toEqual(['property started', 'property judged']);
});

test('without options, all properties are registered at profile ci', () => {
  const { tests } = recorded(() => describeMatmulBackprop(right));
  expect(tests.length).toBeGreaterThan(40);
  expect(tests.map(({ title }) => title)).toContain(
    'arithmetic: how it sums is looked at, and compared with its claims',
  );
});

test('what is no subject is refused', () => {
  // SAFETY: being wrong is what is tested.
  const subject = { ...right, name: '' } as Subject;
  expect(() => describeMatmulBackprop(subject)).toThrow(
    'subject.name: expected a non-empty string',
  );
});
