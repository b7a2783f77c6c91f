/** Right ways to keep something from call to call. */
import { gemm, type Parts, type Product, rightParts } from '../engine/parts.ts';
import { recycling } from '../engine/recycling.ts';
import { subjectOf } from '../engine/subject-of.ts';
import type { Unusual } from './unusual.ts';

/** Kernels that are found by all that is compiled into them. */
function compiling(): Parts['gemm'] {
  const kernels = new Map<string, (product: Product) => void>();
  return (product) => {
    const { a, b, alpha, accumulate } = product;
    const key = [a.rows, a.cols, b.cols, alpha, accumulate].join(' ');
    const kernel = kernels.get(key) ?? ((given: Product) => gemm({ ...given, alpha, accumulate }));
    kernels.set(key, kernel);
    kernel(product);
  };
}

function keeping(name: string, story: string, parts: Partial<Parts>): Unusual {
  return { ...subjectOf(name, { ...rightParts, ...parts }), story };
}

export const histories: readonly Unusual[] = [
  keeping('recycled storage', 'results are written over those of earlier calls', {
    allocate: recycling(),
  }),
  keeping('kernels by all they depend on', 'kernels are kept with their factors', {
    gemm: compiling(),
  }),
];
