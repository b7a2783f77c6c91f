import { mathjs } from './algebra.ts';
import { claims } from './claims.ts';

/** By default it leaves out what is at most 1e-15: see subjects/mathjs-sparse. */
export default mathjs('sparse', { ...claims, nonFinite: 'zero-skipping' }, 0);
