import { expect, test } from 'vitest';
import { propertyNamed } from '../../properties/index.ts';
import { reference } from '../contract/reference.ts';
import type { Claims, Subject } from '../contract/subject.ts';
import { judge } from '../gate/judge/judge.ts';
import { profiles } from '../gate/run/profiles.ts';
import { Matrix } from '../matrix/matrix.ts';
import type { Problem } from '../problem/problem.ts';
import { Border } from './border.ts';

const claims = { loss: 'half squared error' } as const satisfies Claims;

/** What it was given in the place of dY. */
function listening(more: Partial<Subject> = {}) {
  const targets: number[][] = [];
  const border = new Border({
    ...reference,
    claims,
    backward: (given) => {
      targets.push([...given.dY.data]);
      return reference.backward(given);
    },
    ...more,
  });
  return { border, targets };
}

const problem: Problem = {
  X: Matrix.from([[1, 2]]),
  W: Matrix.from([
    [3, 1],
    [5, 1],
  ]),
  dY: Matrix.from([[7, -2]]),
  salt: 0,
};

test('a fused loss is given the target by which its gradient is dY', async () => {
  const { border, targets } = listening();
  await border.backward(problem);
  expect(targets).toEqual([[6, 5]]);
});

test('where the sum, the target or the gradient would be rounded, nothing is asked', async () => {
  const { border, targets } = listening();
  const third = { ...problem, X: problem.X.map((x) => x / 3) };
  const tiny = { ...problem, dY: problem.dY.map((dy) => dy * 2 ** -60) };
  for (const each of [third, tiny]) await expect(border.backward(each)).rejects.toThrow('rounded');
  const narrow = listening({ formats: { Y: 'bfloat16' } });
  const wide = { ...problem, dY: problem.dY.map(() => 257) };
  await expect(narrow.border.backward(wide)).rejects.toThrow('rounded');
  // A sum in between is rounded in float32, and the last one is not.
  const single = listening({ numberFormat: 'float32' });
  const X = Matrix.from<'m', 'n'>([[2 ** 24, 1, -(2 ** 24)]]);
  const [W, dY] = [Matrix.from<'n', 'k'>([[1], [1], [1]]), Matrix.from<'m', 'k'>([[1]])];
  await expect(single.border.backward({ X, W, dY, salt: 0 })).rejects.toThrow('rounded');
  expect([targets, narrow.targets, single.targets]).toEqual([[], [], []]);
});

test('its problems are exact, of whatever kind a property wants', async () => {
  const layer = {
    ...reference,
    claims: { ...claims, batchInvariant: true },
    backward: async ({ X, W, dY: T }: Parameters<Subject['backward']>[0]) => {
      const Y = await reference.forward?.({ X, W });
      const dY = { ...T, data: T.data.map((t, i) => (Y?.data[i] ?? Number.NaN) - t) };
      return reference.backward({ X, W, dY });
    },
  };
  for (const id of ['batch-invariance', 'equation-1', 'linearity']) {
    const plan = { ...profiles.smoke, runs: 30, seed: 1 };
    const { failures, runs } = await judge(propertyNamed(id), new Border(layer), plan);
    expect([failures, runs > 0]).toEqual([[], true]);
  }
});

test('what changes Y is not claimed beside a loss', () => {
  const both = { ...claims, scaling: true, bias: true, nonFinite: 'ieee' } as const;
  expect(new Border({ ...reference, claims: both }).claims).toEqual({ ...claims, bias: true });
  const { loss: _, ...without } = both;
  expect(new Border({ ...reference, claims: without }).claims).toEqual(without);
});
