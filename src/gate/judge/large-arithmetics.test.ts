import { expect, test } from 'vitest';
import { cutOff } from '../../../bank/engine/cut-off.ts';
import { alignedSum } from '../../../bank/engine/tensor-core.ts';
import { type Dense, dotted, entry, toAnswer, transposed } from '../../../bank/unusual/unusual.ts';
import { claims } from '../../../claims/index.ts';
import { Border } from '../../call/border.ts';
import type { Operand, Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import { accumulators } from '../../number/accumulators.ts';
import {
  formatNames,
  formats,
  type NumberFormat,
  smallestNormal,
  tensorFormatNames,
  tf32,
} from '../../number/formats.ts';
import { isOf, round } from '../../number/round.ts';
import { tensorFormats, tensorNames } from '../../number/tensor-formats.ts';
import { isOffered } from '../../oracle/entry-rules.ts';
import { wrongTiles } from '../../oracle/wrong-tiles.ts';
import { type Draw, drawFrom, pick } from '../../problem/draw/draw.ts';
import {
  type LargeProblem,
  largeKinds,
  type ProductName,
} from '../../problem/large/large-problem.ts';
import { dense } from '../../problem/layout.ts';
import { askLarge, sizingOf } from './ask-large.ts';

type Name = 'X' | 'W' | 'dY';
type Change = (value: number, format: NumberFormat) => number;
type Dot = (row: Float64Array, column: Float64Array) => number;
type About = Pick<Subject, 'name' | 'numberFormat' | 'formats' | 'claims'>;

/** What is below the normal range becomes 0. */
function flushing(change: Change): Change {
  return (value, format) => {
    const changed = change(value, format);
    return Math.abs(changed) < smallestNormal(format) ? 0 : changed;
  };
}

/** From the first term to the last, each multiplied and added at once, or one after the other. */
function inOrder(step: (value: number) => number, isFused: boolean): Dot {
  return (row, column) => {
    let sum = 0;
    for (let p = 0; p < row.length; p += 1) {
      const product = entry(row, p) * entry(column, p);
      sum = step(sum + (isFused ? product : step(product)));
    }
    return sum;
  };
}

/** Sums of halves. */
function inHalves(step: (value: number) => number): Dot {
  const dot: Dot = (row, column) => {
    if (row.length === 1) return step(entry(row, 0) * entry(column, 0));
    const half = Math.ceil(row.length / 2);
    const first = dot(row.subarray(0, half), column.subarray(0, half));
    return step(first + dot(row.subarray(half), column.subarray(half)));
  };
  return dot;
}

/** Groups of terms are aligned, cut off, and added to what was summed. */
function inGroups(
  terms: number,
  change: Change,
  { sums, operands }: Readonly<Record<'sums' | 'operands', NumberFormat>>,
): Dot {
  return (row, column) => {
    let sum = 0;
    for (let from = 0; from < row.length; from += terms) {
      const group = [row, column].map((each) => each.subarray(from, from + terms));
      const [a = row, b = column] = group;
      sum = change(alignedSum([a, b, sum], { fraction: sums.precision - 1 }, operands).sum, sums);
    }
    return sum;
  };
}

const readAs = { tf32, float16: formats.float16, bfloat16: formats.bfloat16 } as const;

/** How this layer sums, as it says. */
function dotOf(draw: Draw, about: About, stored: NumberFormat): Dot {
  const { accumulates, multiplies, subnormals, fusedSums } = about.claims ?? {};
  const as = (change: Change): Change => (subnormals ? flushing(change) : change);
  const sums = accumulates === undefined ? stored : accumulators[accumulates];
  if (fusedSums === undefined) {
    const step = (value: number): number => as(round)(value, sums);
    return pick(draw, [inOrder(step, true), inOrder(step, false), inHalves(step)]);
  }
  const { X, W, dY } = tensorFormats(about);
  const all = [X, W, dY, ...(multiplies ? [readAs[multiplies]] : [])];
  const operands = all.reduce((most, each) => (each.minExponent > most.minExponent ? each : most));
  return inGroups(fusedSums, as(cutOff), { sums, operands });
}

/** A right layer that does what it says; `draw` chooses what it does not say. */
function layer(about: About, draw: Draw): Subject {
  const { multiplies, stores, subnormals, weight } = about.claims ?? {};
  const all = tensorFormats(about);
  const as = (change: Change): Change => (subnormals ? flushing(change) : change);
  const reading = as(pick(draw, [round, cutOff]));
  const storing = as(stores ? pick(draw, [round, cutOff]) : round);
  const multiplied = (name: Name) => (value: number) => {
    const given = as((same) => same)(value, all[name]);
    return multiplies ? reading(given, readAs[multiplies]) : given;
  };
  const product = (into: ProductName, a: readonly [Name, Dense], b: readonly [Name, Dense]) => {
    const [left, right] = [a, b].map(([name, { data, ...shape }]) => {
      return { ...shape, data: data.map(multiplied(name)) };
    });
    const { data, ...shape } = dotted(dotOf(draw, about, all[into]))(left ?? a[1], right ?? b[1]);
    return { ...shape, data: data.map((sum) => storing(sum, all[into])) };
  };
  const W = (operand: Operand): Dense => {
    const held = denseOf(operand, all.W);
    return weight ? transposed(held) : held;
  };
  return {
    ...about,
    backward: (given) => {
      const [x, w, dy] = [denseOf(given.X, all.X), W(given.W), denseOf(given.dY, all.dY)];
      const dW = product('dW', ['X', transposed(x)], ['dY', dy]);
      const dX = product('dX', ['dY', dy], ['W', transposed(w)]);
      return { dX: toAnswer(dX), dW: toAnswer(weight ? transposed(dW) : dW) };
    },
    forward: ({ X, W: held }) => toAnswer(product('Y', ['X', denseOf(X, all.X)], ['W', W(held)])),
  };
}

/** @throws Error, where an entry is no number of the format that is claimed */
function denseOf({ shape, data, strides, offset = 0 }: Operand, format: NumberFormat): Dense {
  const [rows = 0, cols = 0] = shape;
  const [down = cols, right = 1] = strides ?? [];
  const entries = Float64Array.from({ length: rows * cols }, (_, place) => {
    const value = data[offset + Math.floor(place / cols) * down + (place % cols) * right];
    if (value !== undefined && isOf(value, format)) return value;
    throw new Error(`${value} is no number of ${format.name}`);
  });
  return { rows, cols, data: entries };
}

/** Formats and claims that nobody may ever have put together. */
function drawnAbout(draw: Draw): About {
  const some = <T>(chance: number, of: readonly T[]): T | undefined =>
    draw.integer(1, 100) <= chance ? pick(draw, of) : undefined;
  const tensors = tensorNames.map((name) => [name, some(40, tensorFormatNames)] as const);
  const said = {
    accumulates: some(60, claims.accumulates.values),
    multiplies: some(40, claims.multiplies.values),
    stores: some(25, ['toward zero'] as const),
    subnormals: some(30, ['flushed'] as const),
    fusedSums: some(25, claims.fusedSums.values),
    layouts: some(30, ['all'] as const),
    weight: some(30, ['out×in'] as const),
  };
  return {
    ...{ name: 'drawn', numberFormat: pick(draw, formatNames), claims: defined(said) },
    formats: Object.fromEntries(tensors.filter(([, format]) => format !== undefined)),
  };
}

/** Small, or long along one axis: bounds do not ask how large a problem is. */
function drawnProblem(draw: Draw): LargeProblem {
  const extent = () => pick(draw, [1, 2, 3, draw.integer(1, 20), draw.integer(1, 60)]);
  const few = () => pick(draw, [1, 2, 3]);
  const axis = pick(draw, ['m', 'n', 'k'] as const);
  const long = { m: few(), n: few(), k: few(), [axis]: draw.integer(100, 20_000) };
  const square = { m: extent(), n: extent(), k: extent() };
  return {
    shape: draw.integer(1, 8) === 1 ? long : square,
    ...{ kind: pick(draw, largeKinds), grows: draw.integer(0, 1) === 1 },
    salt: draw.integer(0, 2 ** 31 - 1),
  };
}

/** What is said against an answer; nothing, where the problem cannot be asked. */
async function told(border: Border, problem: LargeProblem, name: ProductName) {
  if (!isOffered(problem, sizingOf(border, name))) return undefined;
  const { layouts } = border.claims;
  const W = { ...dense, columnMajor: true, gap: 2 };
  const asked = await askLarge(border, { ...problem, ...(layouts && { layouts: { W } }) }, name);
  const { wrong } = wrongTiles(asked.product, drawFrom(problem.salt));
  return asked.probed.wrong ?? (wrong.flat().includes(true) ? wrong : undefined);
}

const seeds = Number(process.env['GRADGATE_SEEDS'] ?? '1');

test('no random arithmetic is accused of a large product', { timeout: 0 }, async () => {
  for (let seed = 1; seed <= 20 * seeds; seed += 1) {
    const draw = drawFrom(seed);
    const about = drawnAbout(draw);
    const border = new Border(layer(about, draw));
    for (let run = 0; run < 12; run += 1) {
      const problem = drawnProblem(draw);
      const name = pick(draw, ['Y', 'dX', 'dW'] as const);
      expect(await told(border, problem, name), JSON.stringify({ about, problem })).toBeUndefined();
    }
  }
});

const rare: readonly About[] = [
  {
    ...{ name: 'numbers that are flushed once they are float16', numberFormat: 'float32' },
    claims: { multiplies: 'float16', subnormals: 'flushed' },
  },
  {
    ...{ name: 'numbers of float4 that may be taken for 0', numberFormat: 'float64' },
    ...{ formats: { dY: 'float4_e2m1fn' }, claims: { subnormals: 'flushed' } },
  },
  {
    ...{ name: 'sums of float4 that are stored in few bits', numberFormat: 'float64' },
    ...{ formats: { dY: 'float4_e2m1fn', dX: 'float4_e2m1fn' }, claims: { fusedSums: 4 } },
  },
];

test.each(rare)('no layer is accused: $name', async (about) => {
  for (let salt = 1; salt <= 20; salt += 1) {
    const border = new Border(layer(about, drawFrom(salt)));
    for (const k of [1, 3]) {
      const shape = { m: 1000, n: 3, k };
      const problem: LargeProblem = { shape, kind: 'rounded', grows: false, salt };
      expect(await told(border, problem, 'dX')).toBeUndefined();
    }
  }
});
