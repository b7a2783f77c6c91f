import { codesOf } from '../../matrix/codes-of.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { type OperandFormats, operandNames } from '../../number/tensor-formats.ts';
import { batchSizes, givenAxes } from '../../problem/batch.ts';
import { describeVariant } from '../../problem/drawn-variant.ts';
import { describeGroups } from '../../problem/grouped.ts';
import { describeLayout, type Layout } from '../../problem/layout.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { JsonLayout, JsonProblem } from '../../verdict/counterexample.ts';
import { encodeMatrix, type JsonMatrix } from '../../verdict/encode-matrix.ts';

/** A problem as plain JSON, with its batch axes, its scales, and the layouts that are not dense. */
export function encodeProblem(problem: Problem, formats: OperandFormats): JsonProblem {
  const { X, W, dY, batch, variant, layouts } = problem;
  const { scales, globalScales } = encodeScales(problem, formats);
  return {
    shape: shapeOf(problem),
    X: encodeMatrix(X),
    W: encodeMatrix(W),
    dY: encodeMatrix(dY),
    ...(scales.length === 0 ? {} : { scales: Object.fromEntries(scales) }),
    ...(globalScales.length === 0 ? {} : { globalScales: Object.fromEntries(globalScales) }),
    ...(batch === undefined
      ? {}
      : {
          batch: {
            X: givenAxes(batch, 'X'),
            W: givenAxes(batch, 'W'),
            dY: givenAxes(batch, 'dY'),
          },
        }),
    ...(batch?.groups === undefined ? {} : { groups: batch.groups }),
    ...(variant === undefined ? {} : { asks: describeVariant(variant) }),
    ...(layouts === undefined ? {} : { layouts: encodeLayouts(problem) }),
  };
}

interface Grids {
  readonly scales: [string, JsonMatrix][];
  readonly globalScales: [string, JsonMatrix][];
}

/** Of each coded operand the grids of its members, below one another; and their global scales. */
function encodeScales(problem: Problem, formats: OperandFormats): Grids {
  const grids: Grids = { scales: [], globalScales: [] };
  const { m, n } = shapeOf(problem);
  const sizes = batchSizes(problem.batch);
  for (const name of operandNames) {
    const { coding } = formats[name];
    if (coding === undefined) continue;
    const { cols } = problem[name];
    const rows = name === 'W' ? n : m;
    const entries = problem[name].toArray();
    const found = codesOf({ entries, members: sizes[name], rows, cols }, coding);
    if (found === undefined || found.scales.length === 0) continue;
    const across = Math.ceil(cols / Math.min(coding.block[1], cols));
    const { scales, globalScale: all } = found;
    const grid = Matrix.over(scales.length / across, across, scales);
    grids.scales.push([name, encodeMatrix(grid)]);
    if (all) grids.globalScales.push([name, encodeMatrix(Matrix.over(all.length, 1, all))]);
  }
  return grids;
}

function encodeLayouts(problem: Problem): Record<string, JsonLayout> {
  return Object.fromEntries(
    namedLayouts(problem).map(([name, layout]) => [
      name,
      { words: describeLayout(layout), ...layout },
    ]),
  );
}

/** The batch axes, or groups, and the views of a problem in words; empty for a plain dense one. */
export function describeProblem(problem: Problem): string[] {
  const { batch, variant } = problem;
  return [
    ...(batch === undefined ? [] : [membersIn(problem)]),
    ...describeVariant(variant),
    ...namedLayouts(problem).map(([name, layout]) => `${name} ${describeLayout(layout)}`),
  ];
}

function membersIn({ X, batch }: Problem): string {
  if (batch?.groups !== undefined) return describeGroups(batch.groups, X.rows);
  const axes = (name: 'X' | 'W'): string => givenAxes(batch, name).join('×') || 'none';
  return `batch axes of X ${axes('X')}, of W ${axes('W')}`;
}

function namedLayouts({ layouts = {} }: Problem): ['X' | 'W' | 'dY' | 'dX' | 'dW', Layout][] {
  // SAFETY: Object.entries forgets the key type; absent layouts are left out, not undefined.
  return Object.entries(layouts) as ['X' | 'W' | 'dY' | 'dX' | 'dW', Layout][];
}
