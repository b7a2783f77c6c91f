/** Answers that whoever gave them still writes to, once the call is over. */
import type { Answers, Given } from '../../src/contract/subject.ts';
import { type About, type Fault, right, wrongBackward } from './fault.ts';

/** The right answer, of which one entry is changed when `later` says so. */
function changing(about: About, later: (change: () => void) => void): Fault {
  const honest = wrongBackward(about, right);
  return {
    ...honest,
    backward: async (given: Given): Promise<Answers> => {
      const { dX, dW } = await honest.backward(given);
      if (dX === undefined || dW === undefined) return {};
      const data = Float64Array.from(dX.data);
      later(() => data.fill(0.25, 0, 1));
      return { dX: { ...dX, data }, dW };
    },
  };
}

export const late: readonly Fault[] = [
  changing(
    {
      name: 'planted-changed-a-turn-later',
      story: 'the storage of dX is used for something else in the next turn of the event loop',
      trigger: 'always',
      caughtBy: 'purity',
    },
    (change) => setImmediate(change),
  ),
];
