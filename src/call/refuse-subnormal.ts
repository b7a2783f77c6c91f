import type { Claims } from '../contract/subject.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { type NumberFormat, smallestNormal } from '../number/formats.ts';
import type { Problem } from '../problem/problem.ts';
import { Unasked } from './subject-crash.ts';

/** Who takes small numbers for 0 is not asked about them. @throws Unasked */
export function refuseSubnormal(
  { X, W, dY }: Pick<Problem, 'X' | 'W'> & Partial<Pick<Problem, 'dY'>>,
  { claims, format }: { readonly claims: Claims; readonly format: NumberFormat },
): void {
  if (claims.subnormals !== 'flushed') return;
  const normal = smallestNormal(format);
  const small = (entry: number): boolean => entry !== 0 && Math.abs(entry) < normal;
  const found = [X, W, ...(dY === undefined ? [] : [dY])].some((matrix: Matrix) =>
    matrix.toArray().some(small),
  );
  if (found) throw new Unasked('an entry is subnormal');
}
