import { describe, expect, test } from 'vitest';
import { Border } from '../src/call/border.ts';
import { toAnswer, toMatrix } from '../src/contract/reference.ts';
import type { Subject } from '../src/contract/subject.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { profiles } from '../src/gate/run/profiles.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import { formatNames, formats } from '../src/number/formats.ts';
import { round } from '../src/number/round.ts';
import { unmet } from '../src/property/need.ts';
import { properties, propertyNamed } from './index.ts';

/** A right subject that rounds after every operation, as hardware of the format does. */
function emulated(numberFormat: Subject['numberFormat']): Subject {
  const product = (a: Matrix, b: Matrix) =>
    toAnswer(
      Matrix.of([a.rows, b.cols], (i, j) => {
        let total = 0;
        for (let p = 0; p < a.cols; p += 1) {
          const term = round(a.at(i, p) * b.at(p, j), formats[numberFormat]);
          total = round(total + term, formats[numberFormat]);
        }
        return total;
      }),
    );
  return {
    name: `emulated ${numberFormat}`,
    numberFormat,
    claims: { deterministic: true, reproducible: true },
    backward: ({ X, W, dY }) => ({
      dX: product(toMatrix(dY), toMatrix(W).T),
      dW: product(toMatrix(X).T, toMatrix(dY)),
    }),
    forward: ({ X, W }) => product(toMatrix(X), toMatrix(W)),
  };
}

for (const name of formatNames) {
  describe(`a right ${name} subject`, () => {
    for (const property of properties) {
      test(`keeps ${property.id}`, async () => {
        const border = new Border(emulated(name));
        if (unmet(property, border) !== undefined) return;
        const { failures } = await judge(property, border, {
          ...profiles.ci,
          runs: 60,
          seed: 3,
          brief: true,
        });
        expect(failures.at(-1)?.disagreement).toBeUndefined();
      });
    }
  });
}

describe('a wrong forward pass is caught', () => {
  test('by finite differences on it, while the backward pass is right', async () => {
    const right = emulated('float64');
    const border = new Border({
      ...right,
      forward: ({ X, W }) => {
        const Y = toMatrix(X).rows === 1 ? toMatrix(X) : toMatrix(X).map((x) => 2 * x);
        return right.forward?.({ X: { shape: X.shape, data: Y.toArray() }, W }) ?? toAnswer(Y);
      },
    });
    const property = properties.find(({ id }) => id === 'finite-difference');
    if (property === undefined) throw new Error('no finite-difference in the catalogue');
    const { failures } = await judge(property, border, { ...profiles.ci, seed: 1 });
    const smallest = failures.at(-1)?.problem;
    expect([smallest?.X.rows, smallest?.X.cols, smallest?.W.cols]).toEqual([2, 1, 1]);
  });
});

test('an answer that its owner changes by a timer is caught', async () => {
  const right = emulated('float64');
  const late = new Border({
    ...right,
    backward: async (given) => {
      const answers = await right.backward(given);
      const data = Float64Array.from(answers.dX?.data ?? []);
      setTimeout(() => data.fill(0.25), 1);
      return { ...answers, ...(answers.dX && { dX: { ...answers.dX, data } }) };
    },
  });
  const { failures } = await judge(propertyNamed('purity'), late, { ...profiles.ci, seed: 1 });
  expect(failures.length).toBeGreaterThan(0);
});
