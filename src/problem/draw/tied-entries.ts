import { Matrix } from '../../matrix/matrix.ts';
import { type NumberFormat, smallestNormal } from '../../number/formats.ts';
import { chance, type Draw, drawPermutation, pick } from './draw.ts';
import { type Entries, type EntryContext, each, sign } from './entry-context.ts';

/**
 * Sums of two terms that decide how a claimed accumulator rounds, whatever the order. The larger is α·β·2^c, halfway
 * between two numbers of what is stored, of which the nearer to 0 is even. Beside it is one unit of the
 * accumulator, or three quarters of one. Rounded to nearest in so many bits, their sum is beyond the tie, and is
 * stored as the other number. Fewer bits lose the unit, and sums that are cut off lose three quarters of it.
 */
export interface Tie {
  /** Odd factors, α of dY and β of X and W, with 2^s ≤ α·β ≤ 1.4·2^s for s stored bits, and α·β = 1 modulo 4. */
  readonly factors: readonly (readonly [alpha: number, beta: number])[];
  /** 2^c, in units. */
  readonly scale: number;
  /** The accumulator's unit beside that. */
  readonly unit: number;
}

type Context = Pick<EntryContext, 'formats' | 'sums' | 'accumulator'>;

/** The ties that there is room for; nothing, where factors are too short, or no wider accumulator is claimed. */
export function tieOf({ formats, sums, accumulator }: Context): Tie | undefined {
  if (accumulator === undefined) return undefined;
  const { X, W, dY } = formats;
  const stored = sums.precision;
  const room = dY.maxExponent > 15 ? 8 : 1;
  // The larger term lies below 1.5·2^top, with room for scaling; quarters of a unit are numbers of dY.
  const top = Math.min(dY.maxExponent, sums.maxExponent) - room - 1;
  const lowest = Math.max(...[dY, sums, accumulator].map(lowestOf)) + room + 2;
  const bits = Math.min(accumulator.precision, top - Math.ceil(lowest) + 1);
  const longest = Math.min(top, bits - 1);
  const factors = factorsFor(stored, 2 ** dY.precision, 2 ** Math.min(X.precision, W.precision));
  if (bits < stored + 3 || factors.length === 0) return undefined;
  return { factors, scale: 2 ** (bits - 1 - stored), unit: 2 ** (longest - bits + 1) };
}

/** The exponent of the smallest number; where those below the normal range are 0, with less room for scaling. */
function lowestOf(format: NumberFormat): number {
  const isFlushed = format.smallest > smallestNormal(format);
  return Math.log2(format.smallest) - (isFlushed ? 1 : 0);
}

/** A few for each β, the least α first. */
function factorsFor(bits: number, alphas: number, betas: number): [number, number][] {
  const found: [number, number][] = [];
  for (let beta = 3; beta < Math.min(betas, 64); beta += 2) {
    const least = Math.ceil(2 ** bits / beta);
    const most = Math.min(alphas - 1, Math.floor((1.4 * 2 ** bits) / beta), least + 40);
    for (let alpha = least; alpha <= most; alpha += 1) {
      if ((alpha * beta) % 4 === 1) found.push([alpha, beta]);
    }
  }
  return found;
}

/** X and W are ±β and ±1, dY the larger factor of a tie; `tiedUpstream` puts it in its places. */
export function tiedEntries(draw: Draw, { factors, scale, unit }: Tie): Entries {
  const [alpha, beta] = pick(draw, factors);
  const large = alpha * scale * unit;
  return {
    ...each(() => () => sign(draw) * (chance(draw, 50) ? beta : 1)),
    dY: () => sign(draw) * large,
  };
}

/** Each line has two entries, the larger and a unit or three quarters of it; lines are rows, where these are longer. */
export function tiedUpstream(
  draw: Draw,
  { unit }: Tie,
  { rows, cols, large }: { rows: number; cols: number; large: () => number },
): Matrix<'m', 'k'> {
  const isByRow = rows === cols ? chance(draw, 50) : cols > rows;
  const [lines, length] = isByRow ? [rows, cols] : [cols, rows];
  const terms = new Map<string, number>();
  for (let line = 0; line < lines; line += 1) {
    const [first = 0, second = first] = drawPermutation(draw, length);
    terms.set(`${line} ${second}`, sign(draw) * pick(draw, [1, 0.75]) * unit);
    terms.set(`${line} ${first}`, large());
  }
  return Matrix.of([rows, cols], (i, j) => terms.get(isByRow ? `${i} ${j}` : `${j} ${i}`) ?? 0);
}
