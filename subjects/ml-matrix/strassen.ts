/** ml-matrix: a backward pass composed by hand from `mmulStrassen`. */
import manifest from '../../node_modules/ml-matrix/package.json' with { type: 'json' };
import { properties } from '../../properties/index.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { byHand } from '../lib/ts/by-hand.ts';
import { algebra } from './algebra.ts';

const reason = 'mmulStrassen is wrong for products that are not square: reports/findings.md no. 1';

const subject: Subject = {
  name: `ml-matrix ${manifest.version} mmulStrassen`,
  numberFormat: 'float64',
  claims: { deterministic: true, reproducible: true, algorithm: 'strassen' },
  knownFailures: Object.fromEntries(properties.map(({ id }) => [id, reason])),
  ...byHand(algebra((a, b) => a.mmulStrassen(b))),
};

export default subject;
