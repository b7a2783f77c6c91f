/** ml-matrix: a backward pass composed by hand from `mmul` and `transpose`. */
import manifest from '../node_modules/ml-matrix/package.json' with { type: 'json' };
import type { Subject } from '../src/subject/subject.ts';
import { byHand } from './by-hand.ts';
import { algebra } from './ml-matrix-algebra.ts';

const subject: Subject = {
  name: `ml-matrix ${manifest.version}`,
  numberFormat: 'float64',
  claims: { deterministic: true },
  ...byHand(algebra((a, b) => a.mmul(b))),
};

export default subject;
