/** stdlib's BLAS: by hand, from `dgemm` or `sgemm` on matrices where they lie. */
import type { Subject } from '../../src/contract/subject.ts';
import { byGemm } from '../lib/ts/by-gemm.ts';
import { library, versionOf } from '../lib/ts/library.ts';
import type { Strided } from '../lib/ts/strided.ts';

type Storage = Float64Array | Float32Array;
/** A matrix in stdlib's words: data, its two strides, and the offset. */
type Laid = readonly [Storage, number, number, number];
type Extents = readonly [M: number, N: number, K: number];
type Transposes = readonly ['no-transpose', 'no-transpose'];
type Arguments = readonly [
  ...Transposes,
  ...Extents,
  ...[alpha: number, ...A: Laid, ...B: Laid],
  ...[beta: number, ...C: Laid],
];

const packages = { float64: 'dgemm', float32: 'sgemm' } as const;

/** The subject of a format. */
export function stdlib(numberFormat: 'float64' | 'float32'): Subject {
  const name = `@stdlib/blas-base-${packages[numberFormat]}`;
  const blas = library<{ ndarray(...given: Arguments): unknown }>(name, import.meta.url);
  const wide = numberFormat === 'float64';
  return {
    name: `${name} ${versionOf(name, import.meta.url)}`,
    numberFormat,
    claims: {
      deterministic: true,
      reproducible: true,
      layouts: 'all',
      emptyExtents: true,
      // Not batches, which it has not.
      vectors: true,
      transposeFlags: true,
      scaling: true,
      bias: true,
      subsets: true,
      // Storage of float32 is a copy, so nothing is written into what arrived. BLAS allows no aliases.
      ...(wide ? { destinations: 'accumulate' } : {}),
      ownedAnswers: true,
      nonFinite: 'ieee',
    },
    ...byGemm<Storage>({
      from: (data) => (wide ? data : Float32Array.from(data)),
      gemm(C, [A, B], { alpha, beta }) {
        const extents: Extents = [C.rows, C.columns, A.columns];
        const none: Transposes = ['no-transpose', 'no-transpose'];
        blas.ndarray(...none, ...extents, alpha, ...laid(A), ...laid(B), beta, ...laid(C));
      },
    }),
  };
}

function laid({ data, row, column, offset }: Strided<Storage>): Laid {
  return [data, row, column, offset];
}
