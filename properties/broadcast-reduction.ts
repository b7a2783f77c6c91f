import { rightGradients } from '../src/oracle/right-gradients.ts';
import { agree, type Property } from '../src/property/property.ts';

/** An operand that is joined to several members is used by all of them: its gradients add up. */
export const broadcastReduction: Property = {
  id: 'broadcast-reduction',
  cites: 'eq. (1), (2)',
  equation: String.raw`\dW = \sum_b X_b\T\,\dY_b`,
  statement:
    'an operand joined to several members has its own shape of gradient: the sum of theirs',
  needs: 'broadcasting',
  wants: { batch: 'broadcast', extent: 9, volume: 200 },

  async *check({ problem, backward }) {
    const { dX, dW } = await backward(problem);
    const right = rightGradients(problem);
    yield agree('dX', dX, right.dX);
    yield agree('dW', dW, right.dW);
  },
};
