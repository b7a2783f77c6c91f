/** Class R: what a recorded forward pass keeps for its backward pass, and for whom. */
import { backward, record } from '../engine/engine.ts';
import { subjectOf } from '../engine/subject.ts';
import type { Operands } from '../subject/subject.ts';
import { type About, type Fault, reported } from './fault.ts';

function usesLastForward(): Fault {
  const story = reported(
    'R',
    'backward-uses-last-forward',
    'the backward pass uses what the last forward pass kept, whichever that was',
    'intel/ipex-llm/issues/2575',
  );
  let last: Operands | undefined;
  return {
    ...subjectOf(story.name),
    ...story,
    record: (operands) => {
      last = { X: copy(operands.X), W: copy(operands.W) };
      const { Y } = record(operands);
      return { Y, backward: (dY) => backward({ ...(last ?? operands), dY }) };
    },
    reset: () => {
      last = undefined;
    },
  };
}

function copy(operand: Operands['X']): Operands['X'] {
  return { ...operand, data: operand.data.slice() };
}

function reusesTape(): Fault {
  const story: About = {
    name: 'planted-tape-reused',
    class: 'planted',
    story:
      'a forward pass of the same shapes overwrites what an earlier one keeps for its backward pass',
  };
  let kept = new Map<string, { operands: Operands }>();
  return {
    ...subjectOf(story.name),
    ...story,
    record: (operands) => {
      const key = `${operands.X.shape} ${operands.W.shape}`;
      const tape = kept.get(key) ?? { operands };
      tape.operands = { X: copy(operands.X), W: copy(operands.W) };
      kept.set(key, tape);
      const { Y } = record(operands);
      return { Y, backward: (dY) => backward({ ...tape.operands, dY }) };
    },
    reset: () => {
      kept = new Map();
    },
  };
}

export const tapes: readonly Fault[] = [usesLastForward(), reusesTape()];
