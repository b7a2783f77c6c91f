import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { below, beside } from '../matrix/below.ts';
import { Matrix } from '../matrix/matrix.ts';
import { formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import type { Problem } from '../problem/problem.ts';
import { problems } from '../problem/problems.ts';
import { arithmeticsOf } from './arithmetic.ts';
import { ballsOf } from './balls-of.ts';
import { radiiOf } from './radii-of.ts';
import { through } from './through.ts';

const relu = { epilogue: 'relu' } as const;
const narrow = arithmeticsOf({ numberFormat: 'float16' }, {});
const wide = arithmeticsOf({ numberFormat: 'float64' }, {});

/** One row: Z is −1, 0 and 1. */
const small: Problem = {
  X: Matrix.from([[1, 1]]),
  W: Matrix.from([
    [1, 1, 1],
    [-2, -1, 0],
  ]),
  dY: Matrix.from([[5, 7, 11]]),
  salt: 0,
};

function entriesOf({ problem, open }: ReturnType<typeof through>) {
  return { dY: [...problem.dY.toArray()], open: open && [...open.toArray()] };
}

test('all of dY goes on without an epilogue, and of relu what stands where Z is above 0', () => {
  expect(through(small, {}, narrow.Y).problem).toBe(small);
  for (const arithmetic of [undefined, narrow.Y]) {
    expect(entriesOf(through(small, relu, arithmetic))).toEqual({
      dY: [0, 0, 11],
      open: undefined,
    });
  }
});

test('where Z is 0, either may be right: what is open widens dX, dW and db, and nothing else', () => {
  const terms = { ...relu, isEitherAtZero: true, bias: true };
  expect(entriesOf(through(small, terms, narrow.Y))).toEqual({ dY: [0, 7, 11], open: [0, 7, 0] });
  const { dX, dW, db } = radiiOf(small, terms, narrow);
  const least = (radii: Matrix | undefined) => Array.from(radii?.toArray() ?? [], Math.floor);
  expect([least(dX), least(dW), least(db)]).toEqual([
    [7, 7],
    [0, 7, 0, 0, 7, 0],
    [0, 7, 0],
  ]);
  // Either is within them: all of it has gone on in the middle.
  expect(ballsOf(small, terms, narrow).dX?.mid.toArray()).toEqual(Float64Array.of(18, -7));
});

test('the sign of a sum that cancels beyond every digit is known, and is open where it is rounded', () => {
  const tiny = 2 ** -120;
  const cancelling: Problem = {
    X: Matrix.from([[2 ** 60, 1, -(2 ** 60)]]),
    W: Matrix.from([[2 ** 60], [tiny], [2 ** 60]]),
    dY: Matrix.from([[3]]),
    salt: 0,
  };
  expect(entriesOf(through(cancelling, relu, undefined)).dY).toEqual([3]);
  const negative = { ...cancelling, X: cancelling.X.map((value) => -value) };
  expect(entriesOf(through(negative, relu, undefined)).dY).toEqual([0]);
  for (const problem of [cancelling, negative]) {
    expect(entriesOf(through(problem, relu, wide.Y))).toEqual({ dY: [3], open: [3] });
  }
});

test('a float16 sum of any order, rounded at each step, has no other sign than is known', () => {
  const rounded = (value: number): number => round(value, formats.float16);
  const drawn = problems({ format: formats.float16, extent: 5, volume: 60, kinds: ['rounded'] });
  let open = 0;
  fc.assert(
    fc.property(drawn, ({ X: half, W: other, dY, salt }) => {
      // Nearly as much is taken away again as is added.
      const X = beside([half, half.map((value) => -value)]);
      const W = below([other, other.map((value) => rounded(value * (1 + 2 ** -9)))]);
      const problem = { X, W, dY, salt };
      const known = entriesOf(through(problem, relu, narrow.Y));
      for (const order of [1, -1]) {
        dY.map((dy, i, j) => {
          const terms = Array.from({ length: X.cols }, (_, p) => X.at(i, p) * W.at(p, j));
          const Z = (order > 0 ? terms : terms.reverse()).reduce(
            (sum, term) => rounded(sum + rounded(term)),
            0,
          );
          const place = i * dY.cols + j;
          if (known.open?.[place]) open += 1;
          else expect(known.dY[place]).toBe(Z > 0 ? dy : 0);
          return 0;
        });
      }
    }),
    { seed: 1, numRuns: 400 },
  );
  expect(open).toBeGreaterThan(20);
});
