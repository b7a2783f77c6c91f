import { distance } from '../../certified/ball.ts';
import { Matrix } from '../../matrix/matrix.ts';
import type { Product } from '../../oracle/entry-ball.ts';
import { isOutside, type Probed, type WrongEntry, wrongAt } from '../../oracle/probe-product.ts';
import type { LargeProblem, ProductName } from '../../problem/large/large-problem.ts';
import type { AskedLarge } from './ask-large.ts';
import type { Disagreement } from './disagreement.ts';

/** A large problem on which a product is wrong, and how. */
export interface LargeFailure {
  readonly problem: LargeProblem;
  readonly disagreement: Disagreement;
  /** Entries of the operands that are not 0, and the largest magnitude among all; 0 where it crashed. */
  readonly nonZero: number;
  readonly largest: number;
}

/** Rows and columns of a neighbourhood that is shown. */
const side = 7;

/** Which product is wrong, in words. */
export function whereIn(name: ProductName, { variant }: LargeProblem, { member }: Probed): string {
  const added = variant?.into === 'accumulate' ? ', less what it was added to' : '';
  const scaled = variant?.alpha === undefined ? '' : ', divided by α';
  return `${name}${member === undefined ? '' : ` of batch element ${member}`}${added}${scaled}`;
}

/** The wrong entry in its neighbourhood. */
export function neighbourhood(
  where: string,
  { product }: Pick<AskedLarge, 'product'>,
  { entry, expected, actual }: WrongEntry,
): Disagreement {
  const { rows, cols } = product.answer;
  const from = [startOf(entry[0], rows), startOf(entry[1], cols)] as const;
  const size = [Math.min(side, rows), Math.min(side, cols)] as const;
  const all = Matrix.of(size, (i, j) => wrongIn(product, from, [i, j]).expected.mid);
  const allowed = Matrix.of(size, (i, j) => wrongIn(product, from, [i, j]).expected.rad);
  const places = Array.from({ length: size[0] * size[1] }, (_, place): [number, number] => {
    return [Math.floor(place / size[1]), place % size[1]];
  });
  return {
    ...{ kind: 'entries', where, entry, expected: all },
    wrong: places.filter((place) => isOutside(wrongIn(product, from, place))),
    actual: Matrix.of(size, (i, j) => product.answer.at(from[0] + i, from[1] + j)),
    ...(allowed.entries().some((radius) => radius > 0) && { allowed }),
    radius: expected.rad,
    excess: distance({ mid: actual, rad: 0 }, expected),
    ...((rows > side || cols > side) && { part: { from, of: [rows, cols] as const } }),
  };
}

function wrongIn(
  product: Product,
  from: readonly [number, number],
  [i, j]: readonly [number, number],
): WrongEntry {
  return wrongAt(product, [from[0] + i, from[1] + j]);
}

function startOf(place: number, extent: number): number {
  return Math.max(0, Math.min(place - Math.floor(side / 2), extent - side));
}

/** How many entries of the operands are not 0, and the largest magnitude. */
export function sizesIn({ operands }: Pick<AskedLarge, 'operands'>) {
  let [nonZero, largest] = [0, 0];
  const all: readonly Matrix[] = [operands.X, operands.W, operands.dY];
  for (const matrix of all) {
    for (const entry of matrix.entries()) {
      if (entry !== 0) nonZero += 1;
      largest = Math.max(largest, Math.abs(entry));
    }
  }
  return { nonZero, largest };
}
