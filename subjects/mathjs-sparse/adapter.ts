/** Sparse matrices of math.js as it comes. */
import { mathjs } from '../mathjs/algebra.ts';
import { claims } from '../mathjs/claims.ts';

export default mathjs('sparse', { ...claims, nonFinite: 'zero-skipping' });
