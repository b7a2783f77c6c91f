/** ml-matrix: the same, from `mmulStrassen`. */
import manifest from '../node_modules/ml-matrix/package.json' with { type: 'json' };
import type { Subject } from '../src/subject/subject.ts';
import { byHand } from './by-hand.ts';
import { algebra } from './ml-matrix-algebra.ts';

const subject: Subject = {
  name: `ml-matrix ${manifest.version} mmulStrassen`,
  numberFormat: 'float64',
  claims: { deterministic: true, algorithm: 'strassen' },
  ...byHand(algebra((a, b) => a.mmulStrassen(b))),
};

export default subject;
