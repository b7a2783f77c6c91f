/** vectorious, without its bindings to C: by hand from `multiply`, on its own views. */
import type { Operand, Subject } from '../../src/contract/subject.ts';
import { byHand } from '../lib/ts/by-hand.ts';
import { library, versionOf } from '../lib/ts/library.ts';

interface NdArray {
  readonly shape: number[];
  readonly data: Float64Array;
  readonly T: NdArray;
  copy(): NdArray;
  multiply(other: NdArray): NdArray;
  scale(factor: number): NdArray;
}

interface Vectorious {
  array(
    data: Float64Array,
    as: { readonly shape: number[]; readonly strides?: readonly number[] },
  ): NdArray;
}

const vectorious = library<Vectorious>('vectorious', import.meta.url);

const subject: Subject = {
  name: `vectorious ${versionOf('vectorious', import.meta.url)}`,
  numberFormat: 'float64',
  claims: {
    deterministic: true,
    reproducible: true,
    // Not `reversed`: its iterators begin at the first entry of the storage.
    layouts: ['column-major', 'gaps', 'offset', 'steps', 'expanded', 'lone strides'],
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
    to: (result) => ({ shape: result.shape, data: result.copy().data }),
    transpose: (matrix) => matrix.T,
    multiply: (a, b) => a.multiply(b),
    scale: (matrix, factor) => matrix.copy().scale(factor),
  }),
};

/** The operand where it lies; an offset is the beginning of another array. */
function view({ shape, data, strides, offset = 0 }: Operand): NdArray {
  if (strides === undefined) return vectorious.array(data, { shape: [...shape] });
  return vectorious.array(data.subarray(offset), { shape: [...shape], strides: [...strides] });
}

export default subject;
