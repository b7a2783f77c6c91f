import { Border } from '../../src/call/border.ts';
import { Balls } from '../../src/certified/balls.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { cheating } from './wrong.ts';

/** Matrices answer sevens, and no ball excludes anything. */
export default cheating('patches-the-gate', () => {
  Matrix.prototype.at = () => 7;
  Object.assign(Balls.prototype, { at: () => ({ mid: 7, rad: Number.POSITIVE_INFINITY }) });
  Object.assign(Border.prototype, { read: () => ({}) });
});
