/** ml-matrix: `strassen2x2` and `strassen3x3` where they apply, `mmul` elsewhere. */
import type { AbstractMatrix } from 'ml-matrix';
import manifest from '../../node_modules/ml-matrix/package.json' with { type: 'json' };
import type { Subject } from '../../src/contract/subject.ts';
import { byHand } from '../lib/ts/by-hand.ts';
import { algebra } from './algebra.ts';

const subject: Subject = {
  name: `ml-matrix ${manifest.version} strassen2x2`,
  numberFormat: 'float64',
  claims: { deterministic: true, reproducible: true, algorithm: 'strassen' },
  ...byHand(algebra(multiply)),
};

function multiply(a: AbstractMatrix, b: AbstractMatrix): AbstractMatrix {
  const extents = new Set([a.rows, a.columns, b.columns]);
  if (extents.size > 1) return a.mmul(b);
  if (extents.has(2)) return a.strassen2x2(b);
  return extents.has(3) ? a.strassen3x3(b) : a.mmul(b);
}

export default subject;
