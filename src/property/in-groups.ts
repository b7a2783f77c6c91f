import type { Balls } from '../certified/balls.ts';
import type { Claims } from '../contract/subject.ts';
import { rowsInGroups } from '../problem/grouped.ts';
import type { Problem } from '../problem/problem.ts';

/** What is judged of Y or dX: all rows, or those of groups, where rows beyond have no meaning. */
export function inGroups(
  { batch }: Pick<Problem, 'batch'>,
  claims: Claims,
): <R extends string, C extends string>(balls: Balls<R, C>) => Balls<R, C> {
  const { groups } = batch ?? {};
  if (groups === undefined || claims.grouping === 'zero tail') return (balls) => balls;
  return (balls) => balls.rowRange(0, rowsInGroups(groups));
}
