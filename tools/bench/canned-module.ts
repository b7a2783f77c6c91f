/** A subject that computes nothing: dX is X and dW is W. What it takes is what the way takes. */
import type { Subject } from '../../src/contract/subject.ts';

const canned: Subject = {
  name: 'canned',
  numberFormat: 'float64',
  backward: ({ X, W }) => ({ dX: X, dW: W }),
};

export default canned;
