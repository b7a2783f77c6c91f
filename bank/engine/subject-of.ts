import { claimList } from '../../claims/index.ts';
import type { Claims, Subject } from '../../src/contract/subject.ts';
import { backward, forward, type Parts, record, rightParts } from './parts.ts';

/** Everything that there is to claim, in its strongest form, but for what lets a subject off. */
export const everyClaim: Claims = Object.fromEntries(
  claimList.flatMap(({ name, values, weakens }) => (weakens ? [] : [[name, values[0]]])),
);

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
