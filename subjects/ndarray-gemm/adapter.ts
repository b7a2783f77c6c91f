/** ndarray-gemm: by hand from its `gemm`, on views of the package ndarray. */
import type { Subject } from '../../src/contract/subject.ts';
import { byGemm } from '../lib/ts/by-gemm.ts';
import { library, versionOf } from '../lib/ts/library.ts';
import type { Strided } from '../lib/ts/strided.ts';

type Pair = readonly [number, number];
type View = { readonly shape: Pair; readonly stride: Pair };

const ndarray = library<(data: Float64Array, shape: Pair, stride: Pair, offset: number) => View>(
  'ndarray',
  import.meta.url,
);
const gemm = library<(c: View, a: View, b: View, alpha: number, beta: number) => void>(
  'ndarray-gemm',
  import.meta.url,
);

const subject: Subject = {
  name: `ndarray-gemm ${versionOf('ndarray-gemm', import.meta.url)}`,
  numberFormat: 'float64',
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
    destinations: 'accumulate',
    ownedAnswers: true,
    nonFinite: 'ieee',
  },
  ...byGemm<Float64Array>({
    from: (data) => data,
    gemm: (C, [A, B], { alpha, beta }) => gemm(view(C), view(A), view(B), alpha, beta),
  }),
};

function view({ data, rows, columns, row, column, offset }: Strided<Float64Array>): View {
  return ndarray(data, [rows, columns], [row, column], offset);
}

export default subject;
