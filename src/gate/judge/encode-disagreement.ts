import type { Wrong } from '../../verdict/counterexample.ts';
import { encodeMatrix } from '../../verdict/encode-matrix.ts';
import { encodeNumber } from '../../wire/json-number.ts';
import type { Crash, Disagreement } from './disagreement.ts';

/** A disagreement by which the subject is wrong; nothing, when it could only not be run. */
export function encodeDisagreement(disagreement: Disagreement): Wrong | undefined {
  return disagreement.kind === 'crash' ? encodeThrow(disagreement) : encodeWrong(disagreement);
}

function encodeThrow({ threw: claims = {}, message }: Crash): Wrong | undefined {
  return Object.keys(claims).length === 0 ? undefined : { kind: 'throw', claims, message };
}

function encodeWrong(disagreement: Exclude<Disagreement, Crash>): Wrong {
  if (disagreement.kind === 'fact') {
    const { kind, where, expected, actual } = disagreement;
    return { kind, where, expected, actual };
  }
  const { kind, where, entry, wrong, actual, expected, radius, excess, sentence } = disagreement;
  const [i, j] = entry;
  return {
    kind,
    where,
    entry,
    expected: { mid: encodeNumber(expected.at(i, j)), rad: encodeNumber(radius) },
    actual: encodeNumber(actual.at(i, j)),
    excess: encodeNumber(excess),
    sides: { actual: encodeMatrix(actual), expected: encodeMatrix(expected), wrong },
    ...(sentence === undefined ? {} : { sentence }),
  };
}
