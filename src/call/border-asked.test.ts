/** What a right subject answers is read as what the formulas say, whatever it is asked for. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heldLayer } from '../../bank/engine/held-layer.ts';
import { subjectOf } from '../../bank/engine/subject-of.ts';
import { oneGradient } from '../../bank/unusual/one-gradient.ts';
import { missingGradients } from '../../claims/existing-gradients.ts';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import type { Balls } from '../certified/balls.ts';
import type { Subject } from '../contract/subject.ts';
import { formats } from '../number/formats.ts';
import { ballsOf, forwardBalls } from '../oracle/balls-of.ts';
import type { Problem } from '../problem/problem.ts';
import { problems } from '../problem/problems.ts';
import { variantOf } from '../property/as-asked.ts';
import { Border } from './border.ts';

const options = {
  format: formats.float64,
  extent: 4,
  volume: 40,
  layouts: layoutKinds,
  batch: 'sometimes broadcast',
  kinds: ['tiny'],
} as const;
const plain = fc.oneof(problems(options), problems({ ...options, groups: 'always' }));
const asking = problems({
  ...options,
  variants: [
    ...(['transX', 'transW', 'alpha', 'beta', 'bias', 'wants', 'epilogue', 'shared'] as const),
    ...(['overwrite', 'accumulate', 'operands', 'vectorX', 'vectorW'] as const),
  ],
});

const complete = subjectOf('complete');
const subjects: readonly Subject[] = [complete, heldLayer(complete), ...oneGradient.slice(0, 2)];

/** Shape and entries of what is exact; −0 is 0. */
function exactly(balls: Balls | undefined) {
  if (balls === undefined) return undefined;
  const { rows, cols, mid, rad } = balls;
  expect(new Set(rad.toArray())).toEqual(new Set(rows * cols === 0 ? [] : [0]));
  return { rows, cols, entries: [...mid.toArray()].map((entry) => entry + 0) };
}

const unasked = { rows: 0, cols: 0, entries: [] };

function zerosLike({ rows, cols }: { readonly rows: number; readonly cols: number }) {
  return { rows, cols, entries: new Array<number>(rows * cols).fill(0) };
}

/** What the formulas say; zeros of a gradient that does not exist, nothing of what is not asked for. */
function expected(border: Border, problem: Problem) {
  const variant = variantOf(problem);
  const prior = typeof variant.into === 'object' ? variant.into : undefined;
  const right = ballsOf(problem, { ...variant, prior }, undefined);
  const missing = missingGradients(border.claims);
  return {
    dX: missing.includes('dX') ? zerosLike(problem.X) : (exactly(right.dX) ?? unasked),
    dW: missing.includes('dW') ? zerosLike(problem.W) : (exactly(right.dW) ?? unasked),
    db: exactly(right.db) ?? unasked,
    dC: exactly(right.dC) ?? unasked,
  };
}

describe.each(subjects)('of $name, $claims.weight', (subject) => {
  test('every gradient is what it is asked for', async () => {
    const law = fc.asyncProperty(fc.oneof(asking, plain), async (problem) => {
      const border = new Border(subject);
      const { dX, dW, db, dC } = await border.ask(problem, variantOf(problem));
      expect({
        ...{ dX: exactly(dX), dW: exactly(dW) },
        ...{ db: exactly(db), dC: exactly(dC) },
      }).toEqual(expected(border, problem));
    });
    await fc.assert(law, { seed: 1, numRuns: 80 });
  });

  test('a forward pass gives Y, and a recorded one the gradients for a dY that comes later', async () => {
    const law = fc.asyncProperty(plain, async (problem) => {
      const border = new Border(subject);
      const Y = exactly(forwardBalls(problem, undefined));
      expect(exactly(await border.forward(problem))).toEqual(Y);
      const tape = await border.record(problem);
      tape.spoil();
      expect(exactly(tape.Y)).toEqual(Y);
      for (const sign of [1, -1]) {
        const later = { ...problem, dY: problem.dY.map((entry) => sign * entry) };
        const { dX, dW } = await tape.backward(later);
        expect(expected(border, later)).toMatchObject({ dX: exactly(dX), dW: exactly(dW) });
      }
    });
    await fc.assert(law, { seed: 1, numRuns: 30 });
  });
});
