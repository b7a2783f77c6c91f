/** numjs: by hand from `dot`, `T` and `multiply`, on views of the package ndarray that it wraps. */
import type { Operand, Subject } from '../../src/contract/subject.ts';
import { byHand } from '../lib/ts/by-hand.ts';
import { library, versionOf } from '../lib/ts/library.ts';

interface NdArray {
  readonly shape: number[];
  readonly T: NdArray;
  flatten(): { tolist(): number[] };
  dot(other: NdArray): NdArray;
  multiply(factor: number): NdArray;
}

type Pair = readonly [number, number];

interface NumJs {
  readonly NdArray: new (data: Float64Array, shape: Pair, strides: Pair, offset: number) => NdArray;
}

const numjs = library<NumJs>('numjs', import.meta.url);

const subject: Subject = {
  name: `numjs ${versionOf('numjs', import.meta.url)}`,
  numberFormat: 'float64',
  claims: {
    deterministic: true,
    reproducible: true,
    // Not `expanded`: it multiplies in place, once for each entry.
    layouts: ['column-major', 'gaps', 'offset', 'steps', 'reversed', 'lone strides'],
    emptyExtents: true,
    transposeFlags: true,
    scaling: true,
    bias: true,
    subsets: true,
    ownedAnswers: true,
    nonFinite: 'ieee',
  },
  ...byHand<NdArray>({
    from: view,
    to: (result) => ({ shape: result.shape, data: result.flatten().tolist() }),
    transpose: (matrix) => matrix.T,
    multiply: (a, b) => a.dot(b),
    scale: (matrix, factor) => matrix.multiply(factor),
  }),
};

/** The operand where it lies. */
function view({ shape, data, strides, offset = 0 }: Operand): NdArray {
  const [rows = 0, columns = 0] = shape;
  const [row = columns, column = 1] = strides ?? [];
  return new numjs.NdArray(data, [rows, columns], [row, column], offset);
}

export default subject;
