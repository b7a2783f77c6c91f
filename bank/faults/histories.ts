/** What an earlier call of another kind leaves behind: α, empty sums, batches, recycled numbers. */
import { at } from '../../src/at.ts';
import { gemm, type Product } from '../engine/parts.ts';
import { recycling } from '../engine/recycling.ts';
import type { Fault } from './fault.ts';
import { remembering } from './wrong-parts.ts';

/** The shapes of a product. */
function shapesOf({ a, b, of, member, members }: Product): string {
  return [a.rows, a.cols, b.cols, of, member, members].join(' ');
}

/** A product whose kernel is found by its shapes, with one more number that was compiled in. */
function compiledIn<Baked>(
  baked: (product: Product) => Baked,
  run: (product: Product, kept: Baked) => void,
) {
  return () => {
    const kernels = new Map<string, Baked>();
    return {
      gemm: (product: Product): void => {
        const key = shapesOf(product);
        const kept = kernels.get(key) ?? baked(product);
        kernels.set(key, kept);
        run(product, kept);
      },
    };
  };
}

export const histories: readonly Fault[] = [
  remembering(
    {
      name: 'planted-kernel-with-alpha',
      story: 'α is compiled into a kernel that is found by its shapes alone',
      trigger: 'the same shapes came before with another α',
      caughtBy: 'history-independence',
    },
    compiledIn(
      ({ alpha }) => alpha,
      (product, alpha) => gemm({ ...product, alpha }),
    ),
  ),
  remembering(
    {
      name: 'planted-plan-without-joins',
      story: 'whether an element is added to the one before is kept by the shapes of the elements',
      trigger: 'as many elements came before that were joined otherwise',
      caughtBy: 'history-independence',
    },
    compiledIn(
      ({ accumulate }) => accumulate,
      (product, accumulate) => gemm({ ...product, accumulate }),
    ),
  ),
  remembering(
    {
      name: 'planted-empty-sum-left-over',
      story: 'a product over nothing returns recycled storage as the call before left it',
      trigger: 'k or m is 0, and storage of that size was used before',
      caughtBy: 'history-independence',
    },
    () => ({
      allocate: recycling(),
      gemm: (product) => {
        if (product.a.cols > 0) gemm(product);
      },
    }),
  ),
  remembering(
    {
      name: 'planted-recycled-added-to',
      story: 'the last row is added to recycled storage, which is 0 in a fresh process alone',
      trigger: 'storage of that size was used before',
      caughtBy: 'history-independence',
    },
    () => ({
      allocate: recycling(),
      gemm: (product) => {
        const { out, a, b } = product;
        const last = out.offset + (a.rows - 1) * out.rowStride;
        const places = Array.from({ length: b.cols }, (_, j) => last + j * out.colStride);
        const before = a.rows === 0 ? [] : places.map((place) => at(out.data, place));
        gemm(product);
        if (product.accumulate || a.rows < 2 || before.some(Number.isNaN)) return;
        places.forEach((place, j) => {
          out.data[place] = at(out.data, place) + at(before, j);
        });
      },
    }),
  ),
];
