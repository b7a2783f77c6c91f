import type { Matrix } from '../src/matrix/matrix.ts';
import { isOf } from '../src/number/round.ts';
import { chance, type Draw, pick } from '../src/problem/draw/draw.ts';
import { colouring, type Drop } from '../src/property/dye.ts';
import type { Property } from '../src/property/property.ts';

/**
 * An entry that is NaN or infinite colours what depends on it, and nothing else: dY_il row i of dX
 * and column l of dW, W_jl column j of dX, X_ij row j of dW. A colour that is missing is a term left
 * out; one too many is a foreign entry read. No arithmetic, and no tolerance.
 */
export const nanDye: Property = {
  id: 'nan-dye',
  cites: 'eq. (1), (2)',
  statement: 'a NaN or infinity reaches every entry whose sum it is in, and no other',
  makesWeights: true,
  needs: 'nonFinite',
  wants: { extent: 9, volume: 300 },

  async *check(question) {
    const { problem, draw, formats } = question;
    for (const name of ['dY', 'W', 'X'] as const) {
      // Formats of few bits have no infinities, and those of four no NaN.
      const known = dyes.filter((dye) => isOf(dye, formats[name]));
      if (known.length === 0) continue;
      yield* colouring(question, { name, drops: drops(draw, problem[name], known) });
    }
  },
};

const dyes = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** One, or two in different places. */
function drops(draw: Draw, { rows, cols }: Matrix, known: readonly number[]): Drop[] {
  const [first, second] = [0, 1].map((): Drop => {
    const at = [draw.integer(0, rows - 1), draw.integer(0, cols - 1)] as const;
    return { at, dye: pick(draw, known) };
  });
  const both = chance(draw, 50) && String(first?.at) !== String(second?.at);
  return [first, second].flatMap((each, i) => (each && (both || i === 0) ? [each] : []));
}
