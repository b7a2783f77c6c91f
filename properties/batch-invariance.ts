import { restrict } from '../src/problem/derive/restrict.ts';
import { chance, type Draw, drawPermutation } from '../src/problem/draw/draw.ts';
import { roundedKinds } from '../src/problem/draw/draw-entries.ts';
import { agree, identical, type Property } from '../src/property/property.ts';

/**
 * Step 3, bit for bit: a row of Y and of dX is summed in one way, whatever company it keeps. dW sums
 * over the rows, so its order may depend on how many there are. Operands are dense here; what views
 * do to bits is layout-independence. Every summation of integers gives the same bits: none is asked. Where
 * a scale is of several rows, it depends on them all: bits are not compared.
 */
export const batchInvariance: Property = {
  id: 'batch-invariance',
  cites: 'step 3',
  statement: 'a row of Y and dX has the same bits alone, among many rows, and in any order of them',
  gradients: ['dX'],
  needs: 'batchInvariant',
  wants: { extent: 65, volume: 400, kinds: roundedKinds },

  async *check({ problem: { layouts: _, ...problem }, formats, draw, ...subject }) {
    const { backward, forward, hasForward } = subject;
    const isApart = [formats.X, formats.dY].every(({ coding }) => {
      return coding === undefined || (coding.block[0] === 1 && coding.globalScale === undefined);
    });
    const same = isApart ? identical : agree;
    const { dX } = await backward(problem);
    const Y = hasForward ? await forward(problem) : undefined;
    for (const rows of companies(draw, problem.X.rows)) {
      const asked = restrict(problem, 'm', rows);
      const explain = (_: number, i: number): string =>
        `what is expected is what row ${rows[i]} has in the problem itself, where m = ${dX.rows}`;
      const others = await backward(asked);
      yield { ...same(`dX, ${inWords(rows)}`, others.dX, dX.pickRows(rows)), explain };
      if (Y === undefined) continue;
      const again = await forward(asked);
      yield { ...same(`Y, ${inWords(rows)}`, again, Y.pickRows(rows)), explain };
    }
  },
};

/** Some of so many rows: one alone, all in another order, and often about a power of two of them. */
function companies(draw: Draw, rows: number): number[][] {
  const any = (): number => draw.integer(0, rows - 1);
  const edge = 2 ** draw.integer(1, 7) + draw.integer(-1, 1);
  const length = chance(draw, 60) ? edge : draw.integer(1, 40);
  return [[any()], drawPermutation(draw, rows), Array.from({ length }, any)];
}

function inWords(rows: readonly number[]): string {
  if (rows.length === 1) return `row ${rows[0]} alone`;
  if (rows.length > 9) return `${rows.length} rows, in another order or several times`;
  return `rows ${rows.join(', ')} in this order`;
}
