/** Plain cases for an accumulator wider than what is stored: sums that fill it, long ones too. */
import { seedFor } from '../../src/gate/run/replay.ts';
import { accumulators } from '../../src/number/accumulators.ts';
import { meetOf, type TensorFormats, tensorFormats } from '../../src/number/tensor-formats.ts';
import { accumulatedKinds } from '../../src/problem/draw/accumulated-entries.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import type { EntryKind } from '../../src/problem/draw/draw-entries.ts';
import { generateProblem, type ProblemOptions } from '../../src/problem/draw/generate-problem.ts';
import type { Shape } from '../../src/problem/shape.ts';
import type { Said } from '../../src/wire/said-in.ts';
import { type Draft, draft } from './case-of.ts';
import { flagOf, plainTables } from './plain-tables.ts';

/** Kinds that no accumulator is needed for; the operands' own ranges are in the tables. */
const others = ['rounded', 'wide', 'cancelling', 'absorbing'] as const satisfies EntryKind[];

/** Sums of so many terms, with the kinds that they come in: where implementations cut a sum. */
const lengths = [
  [65, accumulatedKinds],
  [130, accumulatedKinds],
  [300, accumulatedKinds],
  [512, ['paired']],
  [1100, ['filling', 'paired']],
] as const;

/** The tables of the format that all operands have in common, and what fills the accumulator. */
export function mixtureDrafts(said: Said): Draft[] {
  const formats = tensorFormats(said);
  const { X, W, dY } = formats;
  const tables = plainTables(meetOf([X, W, dY])).filter(isShort);
  return [...tables, ...filling(said, formats), ...long(said, formats)];
}

/** Tiles beyond 64 are asked by long sums, which show more. */
function isShort({ given: { X, W } }: Draft): boolean {
  return [...X.shape, ...W.shape].every((extent) => extent <= 65);
}

function filling(said: Said, formats: TensorFormats): Draft[] {
  const shapes = { extent: 34, volume: 600 };
  return [...accumulatedKinds, ...others].flatMap((kind) =>
    Array.from({ length: 6 }, (_, i) => {
      const id = `drawn-${flagOf(kind)}-${i + 1}`;
      return drawn(id, kind, { ...optionsOf(said, formats), ...shapes });
    }),
  );
}

function long(said: Said, formats: TensorFormats): Draft[] {
  return lengths.flatMap(([length, kinds]) =>
    kinds.flatMap((kind) =>
      thin(length).map((fixed) => {
        const id = `long-${fixed.m}x${fixed.n}x${fixed.k}-${flagOf(kind)}`;
        const limits = { extent: length, volume: 2 * length, fixed };
        return drawn(id, kind, { ...optionsOf(said, formats), ...limits });
      }),
    ),
  );
}

/** One long sum for dX, and one for dW. */
function thin(length: number): Shape[] {
  return [
    { m: 1, n: 1, k: length },
    { m: length, n: 1, k: 1 },
  ];
}

function drawn(id: string, kind: EntryKind, options: Limits): Draft {
  const problem = generateProblem(drawFrom(seedFor(1, id)), { ...options, kinds: [kind] });
  return draft({ id, flags: ['drawn', flagOf(kind)] }, problem);
}

type Limits = Omit<ProblemOptions, 'kinds'>;

function optionsOf({ claims }: Said, { X, W, dY, Y, dX, dW }: TensorFormats) {
  const { accumulates = 'float32' } = claims;
  return {
    format: meetOf([X, W, dY]),
    formats: { X, W, dY },
    sums: meetOf([Y, dX, dW]),
    accumulator: accumulators[accumulates],
    plain: true,
  };
}
