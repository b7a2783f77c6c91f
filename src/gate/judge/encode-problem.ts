import { givenAxes } from '../../problem/batch.ts';
import { describeVariant } from '../../problem/drawn-variant.ts';
import { describeLayout, type Layout } from '../../problem/layout.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { JsonLayout, JsonProblem } from '../../verdict/counterexample.ts';
import { encodeMatrix } from '../../verdict/encode-matrix.ts';

/** A problem as plain JSON, with its batch axes and with the layouts that are not dense. */
export function encodeProblem(problem: Problem): JsonProblem {
  const { X, W, dY, batch, variant, layouts } = problem;
  return {
    shape: shapeOf(problem),
    X: encodeMatrix(X),
    W: encodeMatrix(W),
    dY: encodeMatrix(dY),
    ...(batch === undefined
      ? {}
      : {
          batch: {
            X: givenAxes(batch, 'X'),
            W: givenAxes(batch, 'W'),
            dY: givenAxes(batch, 'dY'),
          },
        }),
    ...(variant === undefined ? {} : { asks: describeVariant(variant) }),
    ...(layouts === undefined ? {} : { layouts: encodeLayouts(problem) }),
  };
}

function encodeLayouts(problem: Problem): Record<string, JsonLayout> {
  return Object.fromEntries(
    namedLayouts(problem).map(([name, layout]) => [
      name,
      { words: describeLayout(layout), ...layout },
    ]),
  );
}

/** The batch axes and the views of a problem in words; empty for a plain dense one. */
export function describeProblem(problem: Problem): string[] {
  const { batch, variant } = problem;
  const axes = (name: 'X' | 'W'): string => givenAxes(batch, name).join('×') || 'none';
  return [
    ...(batch === undefined ? [] : [`batch axes of X ${axes('X')}, of W ${axes('W')}`]),
    ...describeVariant(variant),
    ...namedLayouts(problem).map(([name, layout]) => `${name} ${describeLayout(layout)}`),
  ];
}

function namedLayouts({ layouts = {} }: Problem): ['X' | 'W' | 'dY' | 'dX' | 'dW', Layout][] {
  // SAFETY: Object.entries forgets the key type; absent layouts are left out, not undefined.
  return Object.entries(layouts) as ['X' | 'W' | 'dY' | 'dX' | 'dW', Layout][];
}
