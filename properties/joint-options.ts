import { asAsked } from '../src/property/as-asked.ts';
import type { Property } from '../src/property/property.ts';

/** Claims hold together: what each of two options makes of an answer, both make of one answer. */
export const jointOptions: Property = {
  id: 'joint-options',
  cites: 'eq. (1), (2)',
  statement:
    'whatever set of its claims a call needs, each answer is the one that the formulas give',
  needs: 'two claims',
  wants: { joint: true, extent: 17, volume: 400 },

  check: (question) => asAsked(question),
};
