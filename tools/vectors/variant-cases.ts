/** Cases for what a claim adds to a call: options, vectors, empty extents, NaN and infinities. */

import { layoutKinds } from '../../claims/layout-kinds.ts';
import type { Variant } from '../../src/call/variant.ts';
import { seedFor } from '../../src/gate/run/replay.ts';
import type { NumberFormat } from '../../src/number/formats.ts';
import { restrict } from '../../src/problem/derive/restrict.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import type { EntryKind } from '../../src/problem/draw/draw-entries.ts';
import { generateProblem } from '../../src/problem/draw/generate-problem.ts';
import type { Problem } from '../../src/problem/problem.ts';
import type { Shape } from '../../src/problem/shape.ts';
import { before } from './before.ts';
import { type Draft, draft } from './case-of.ts';
import { groupCases } from './group-cases.ts';
import { jointCases } from './joint-cases.ts';
import { shaped } from './plain-tables.ts';

const shapes: readonly Shape[] = [
  { m: 2, n: 3, k: 4 },
  { m: 5, n: 3, k: 2 },
  { m: 3, n: 3, k: 3 },
  { m: 1, n: 4, k: 9 },
];

export function variantCases(format: NumberFormat): Draft[] {
  return [
    ...onEveryShape(format),
    ...vectorOperands(format),
    ...shared(format),
    ...emptyExtents(format),
    ...destinationViews(format),
    ...dyes(format),
    ...groupCases(format),
    ...jointCases(format),
  ];
}

const factors = [
  [2, 0.5],
  [-1, 1],
  [0, 2],
  [0.5, 0],
  [1, -1],
] as const;

const plain: readonly (readonly [name: string, variant: Variant])[] = [
  ['trans-X', { transX: true }],
  ['trans-W', { transW: true }],
  ['trans-X-trans-W', { transX: true, transW: true }],
  ...factors.map(([alpha, beta]) => [`scaled-${alpha}-${beta}`, { alpha, beta }] as const),
  ['bias', { bias: true }],
  ['relu', { epilogue: 'relu' }],
  ['relu-bias', { epilogue: 'relu', bias: true }],
  ['only-dX', { wants: ['dX'] }],
  ['only-dW', { wants: ['dW'] }],
  ['overwrite', { into: 'overwrite' }],
  ['over-operands', { into: 'operands' }],
];

function onEveryShape(format: NumberFormat): Draft[] {
  return shapes.flatMap((shape, i) => {
    const kind: EntryKind = i % 2 === 0 ? 'middle' : 'rounded';
    const cases = [...plain, ['accumulate', {}] as const].map(([name, variant]) => {
      const id = `${name}-${shape.m}x${shape.n}x${shape.k}`;
      const problem = shaped(id, shape, { kind, format });
      const asked = name === 'accumulate' ? { into: before(problem, id) } : variant;
      return draft({ id, flags: [] }, problem, asked);
    });
    return cases;
  });
}

function vectorOperands(format: NumberFormat): Draft[] {
  const asked: [string, Shape, Variant][] = [
    ['X', { m: 1, n: 4, k: 3 }, { vectorX: true }],
    ['W', { m: 3, n: 4, k: 1 }, { vectorW: true }],
    ['both', { m: 1, n: 5, k: 1 }, { vectorX: true, vectorW: true }],
  ];
  return asked.flatMap(([name, shape, variant]) =>
    (['tiny', 'rounded'] as const).map((kind) => {
      const id = `vector-${name}-${kind}`;
      const about = { id, flags: ['extent of 1'], source: 'eq. (3)' };
      return draft(about, shaped(id, shape, { kind, format }), variant);
    }),
  );
}

function shared(format: NumberFormat): Draft[] {
  return [1, 2, 3, 4].flatMap((extent) => {
    const square = { m: extent, n: extent, k: extent };
    const flat = { m: extent, n: extent + 2, k: extent };
    const kind = extent % 2 === 0 ? 'rounded' : 'tiny';
    return [
      draft(
        { id: `shared-XX-${extent}`, flags: [], source: 'definition' },
        shaped(`shared-XX-${extent}`, square, { kind, format }),
        { shared: 'X·X' },
      ),
      draft(
        { id: `shared-XXt-${extent}`, flags: [], source: 'definition' },
        transposedW(shaped(`shared-XXt-${extent}`, flat, { kind, format })),
        { shared: 'X·Xᵀ' },
      ),
    ];
  });
}

function transposedW(problem: Problem): Problem {
  // SAFETY: X is m×n with m = k, so its transpose is a W; only names of axes differ.
  return { ...problem, W: problem.X.T as unknown as Problem['W'] };
}

/** Each axis empty alone, two at a time, and all. */
function emptyExtents(format: NumberFormat): Draft[] {
  const sets = [['m'], ['n'], ['k'], ['m', 'n'], ['n', 'k'], ['m', 'k'], ['m', 'n', 'k']] as const;
  return sets.flatMap((axes) => {
    const id = `empty-${axes.join('')}`;
    const full = shaped(id, { m: 2, n: 3, k: 4 }, { kind: 'tiny', format });
    const problem = axes.reduce<Problem>((less, axis) => restrict(less, axis, []), full);
    const flags = ['empty extent'];
    return [
      draft({ id, flags }, problem),
      draft({ id: `${id}-transposed`, flags }, problem, { transX: true, transW: true }),
      draft({ id: `${id}-bias`, flags }, problem, { bias: true }),
      draft({ id: `${id}-overwrite`, flags }, problem, { into: 'overwrite' }),
    ];
  });
}

/** Gradients into storage with gaps and an offset, of views; and flags on views. */
function destinationViews(format: NumberFormat): Draft[] {
  const asked = ['overwrite', 'accumulate', 'over-operands', 'transposed', 'bias'];
  return asked.flatMap((name) =>
    Array.from({ length: 8 }, (_, i) => {
      const id = `${name}-views-${i + 1}`;
      const options = { format, extent: 9, volume: 120, layouts: layoutKinds };
      const problem = generateProblem(drawFrom(seedFor(1, id)), options);
      const variants: Record<string, Variant> = {
        overwrite: { into: 'overwrite' },
        accumulate: { into: before(problem, id) },
        'over-operands': { into: 'operands' },
        transposed: i % 2 === 0 ? { transX: true } : { transX: true, transW: true },
        bias: { bias: true },
      };
      return draft({ id, flags: ['drawn'] }, problem, variants[name]);
    }),
  );
}

const colours = [
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['minus-infinity', Number.NEGATIVE_INFINITY],
] as const;

/** One entry that is not finite, in each operand; with zeros elsewhere, and without. */
function dyes(format: NumberFormat): Draft[] {
  const all = (['X', 'W', 'dY'] as const).flatMap((name) =>
    colours.map(([word, dye]) => ({ name, word, dye })),
  );
  return all.flatMap(({ name, word, dye }, i) =>
    ['', '-and-zeros'].map((zeros) => {
      const id = `${word}-in-${name}${zeros}`;
      const problem = shaped(id, { m: 3, n: 4, k: 3 }, { kind: 'tiny', format });
      const zeroed = zeros === '' ? problem : withZeros(problem);
      const [row, column] = [i % 3, (i + 1) % 3];
      const set = (value: number, r: number, c: number): number =>
        r === row && c === column ? dye : value;
      const dyed = { ...zeroed, [name]: zeroed[name].map(set) };
      return draft({ id, flags: ['not finite'] }, dyed);
    }),
  );
}

function withZeros({ X, W, dY, salt }: Problem): Problem {
  const zero = (value: number, i: number, j: number): number => ((i + j) % 2 === 0 ? 0 : value);
  return { X: X.map(zero), W: W.map(zero), dY: dY.map(zero), salt };
}
