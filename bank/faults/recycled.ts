/** What is left in recycled storage, and what a factor 0 hides. */
import { at } from '../../src/at.ts';
import type { Product } from '../engine/parts.ts';
import { get, placeOf } from '../engine/view.ts';
import type { Fault } from './fault.ts';
import { fillOut } from './fill-out.ts';
import { wrongGemm } from './wrong-parts.ts';

/** What is in a result before it is computed is multiplied by 0 where `hit`, not overwritten. */
function timesZero(
  product: Product,
  right: (product: Product) => void,
  hit: (i: number, j: number) => boolean,
): void {
  const { out } = product;
  const before = product.accumulate ? undefined : out.data.slice();
  right(product);
  if (before === undefined) return;
  fillOut(product, (i, j, there) =>
    hit(i, j) ? 0 * at(before, placeOf(out, i, j)) + there : there,
  );
}

const tile = 8;

export const recycled: readonly Fault[] = [
  wrongGemm(
    {
      name: 'beta0-partial-tile-reads-C',
      story: 'at the edge of the tiles, old storage is multiplied by 0 instead of ignored',
      trigger: 'recycled storage and m or n no multiple of 8',
      caughtBy: 'equation-1',
      thread: 'https://github.com/robertknight/rten/pull/81',
    },
    (product, right) => {
      const [rows, cols] = [product.a.rows, product.b.cols];
      const edge = (i: number, j: number): boolean =>
        i >= rows - (rows % tile) || j >= cols - (cols % tile);
      timesZero(product, right, edge);
    },
  ),
  wrongGemm(
    {
      name: 'baddbmm-small-inhouse-beta0',
      story: 'the loop for small sizes multiplies recycled storage by 0',
      trigger: 'recycled storage and a small product',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pytorch/pytorch/pull/96086',
    },
    (product, right) => {
      const { a, b } = product;
      timesZero(product, right, () => a.rows * a.cols * b.cols < 400);
    },
  ),
  wrongGemm(
    {
      name: 'dst-nan-survives',
      story: 'a destination is multiplied by 0 and added to',
      trigger: 'recycled storage',
      caughtBy: 'destinations',
      thread: 'https://github.com/gonum/gonum/pull/1294',
    },
    (product, right) => timesZero(product, right, () => true),
  ),
  wrongGemm(
    {
      name: 'decomp-addmm-alpha0-beta0',
      story: 'for α = 0 a path of its own multiplies recycled storage by 0',
      trigger: 'α = 0 and recycled storage',
      caughtBy: 'scaling',
      thread: 'https://github.com/pytorch/pytorch/issues/196596',
    },
    (product, right) => timesZero(product, right, () => product.alpha === 0),
  ),
  wrongGemm(
    {
      name: 'zero-skip-drops-nan',
      story: 'terms with a 0 in the right operand are skipped, also when the other factor is NaN',
      trigger: 'a NaN or infinity meets a 0',
      caughtBy: 'nan-dye',
      thread: 'https://github.com/Reference-LAPACK/lapack/issues/179',
    },
    (product, right) => {
      right({ ...product, a: { ...product.a, cols: 0 } });
      const { a, b, alpha } = product;
      fillOut(product, (i, j, there) => {
        let total = there;
        for (let p = 0; p < a.cols; p += 1) {
          if (get(b, p, j) !== 0) total += alpha * get(a, i, p) * get(b, p, j);
        }
        return total;
      });
    },
  ),
];
