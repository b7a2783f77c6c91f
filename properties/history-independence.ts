import { rightGradients } from '../src/oracle/right-gradients.ts';
import { agree, type Property } from '../src/property/property.ts';

/**
 * The gradients of a problem do not depend on what was asked before. It is checked on random
 * sequences of calls, after every one of them: against formulas, which have no memory.
 */
export const historyIndependence: Property = {
  id: 'history-independence',
  cites: 'definition',
  statement: 'whatever was asked before, a call answers as the first one in a fresh process would',
  compares: ['dX', 'dW'],
  wants: { sequence: true, extent: 17, volume: 200 },

  async *check({ problem, backward }) {
    const { dX, dW } = await backward(problem);
    const right = rightGradients(problem);
    yield agree('dX', dX, right.dX);
    yield agree('dW', dW, right.dW);
  },
};
