/** What a recorded forward pass keeps for its backward pass, and for whom. */

import type { Operands } from '../../src/contract/subject.ts';
import { backward, record, rightParts } from '../engine/parts.ts';
import { subjectOf } from '../engine/subject-of.ts';
import type { About, Fault } from './fault.ts';

function usesLastForward(): Fault {
  const story: About = {
    name: 'backward-uses-last-forward',
    story: 'the backward pass uses what the last forward pass kept, whichever that was',
    trigger: 'another forward pass came in between',
    caughtBy: 'history-independence',
    thread: 'https://github.com/intel/ipex-llm/issues/2575',
  };
  let last: Operands | undefined;
  return {
    ...subjectOf(story.name),
    ...story,
    record: (operands) => {
      const [X, W] = [rightParts.save(operands.X), rightParts.save(operands.W)];
      last = { ...operands, X, W };
      const { Y } = record(operands);
      return { Y, backward: (dY) => backward({ ...(last ?? operands), dY }) };
    },
    reset: () => {
      last = undefined;
    },
  };
}

export const tapes: readonly Fault[] = [usesLastForward()];
