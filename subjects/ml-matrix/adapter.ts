/** ml-matrix: a backward pass composed by hand from `mmul`, `transpose`, `mul` and `sum`. */
import manifest from '../../node_modules/ml-matrix/package.json' with { type: 'json' };
import type { Subject } from '../../src/contract/subject.ts';
import { byHand } from '../lib/ts/by-hand.ts';
import { algebra } from './algebra.ts';

const subject: Subject = {
  name: `ml-matrix ${manifest.version}`,
  numberFormat: 'float64',
  claims: {
    deterministic: 'any layout',
    reproducible: true,
    batchInvariant: true,
    // Not `lone strides`: the views of ml-matrix have no strides.
    layouts: ['column-major', 'gaps', 'offset', 'steps', 'reversed', 'expanded'],
    emptyExtents: true,
    scaling: true,
    bias: true,
    ownedAnswers: true,
    nonFinite: 'ieee',
    // Not batches and vectors, which it has not, nor what needs its own gradients, which it has not.
  },
  ...byHand(algebra((a, b) => a.mmul(b))),
};

export default subject;
