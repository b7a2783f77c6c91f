import { asAsked } from '../src/property/as-asked.ts';
import type { Property } from '../src/property/property.ts';

/**
 * The answer to a call does not depend on what was asked before. It is checked on random sequences of
 * calls, of all that is claimed, after every one of them: against formulas, which have no memory.
 */
export const historyIndependence: Property = {
  id: 'history-independence',
  cites: 'definition',
  statement: 'whatever was asked before, a call answers as the first one in a fresh process would',
  compares: ['dX', 'dW'],
  wants: { sequence: true, joint: true, extent: 40, volume: 400 },

  check: (question) => asAsked(question),
};
