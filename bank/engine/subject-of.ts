import type { Claims, Subject } from '../../src/contract/subject.ts';
import { backward, forward, type Parts, record, rightParts } from './parts.ts';

/** Everything that there is to claim. */
export const everyClaim = {
  deterministic: 'any layout',
  layouts: 'all',
  emptyExtents: true,
  batching: 'broadcast',
  vectors: true,
  transposeFlags: true,
  scaling: true,
  bias: true,
  subsets: true,
  destinations: 'accumulate',
  aliasedDestinations: true,
  ownedAnswers: true,
  sharedOperand: true,
  nonFinite: 'ieee',
} as const satisfies Claims;

/** The engine as a subject in float64 with every claim; with other parts, a faulty one. */
export function subjectOf(name: string, parts: Parts = rightParts): Subject {
  return {
    name,
    numberFormat: 'float64',
    claims: everyClaim,
    backward: (given) => backward(given, parts),
    forward: (operands) => forward(operands, parts),
    record: (operands) => record(operands, parts),
  };
}
