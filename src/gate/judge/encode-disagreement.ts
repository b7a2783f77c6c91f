import type { Step, Wrong } from '../../verdict/counterexample.ts';
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
  const { part, allowed } = disagreement;
  const { from = [0, 0] } = part ?? {};
  const [i, j] = [entry[0] - from[0], entry[1] - from[1]];
  return {
    kind,
    where,
    entry,
    expected: { mid: encodeNumber(expected.at(i, j)), rad: encodeNumber(radius) },
    actual: encodeNumber(actual.at(i, j)),
    excess: encodeNumber(excess),
    sides: {
      ...{ actual: encodeMatrix(actual), expected: encodeMatrix(expected), wrong },
      ...(allowed === undefined ? {} : { allowed: encodeMatrix(allowed) }),
      ...part,
    },
    ...(sentence === undefined ? {} : { sentence }),
  };
}

/** The first wrong entry in short, for a step; nothing, where no entry is to be named. */
export function wrongEntryIn(disagreement: Disagreement): Pick<Step, 'wrong'> {
  if (disagreement.kind !== 'entries') return {};
  const { entry, actual, expected, part } = disagreement;
  const { from = [0, 0] } = part ?? {};
  const [i, j] = [entry[0] - from[0], entry[1] - from[1]];
  const wrong = {
    expected: encodeNumber(expected.at(i, j)),
    actual: encodeNumber(actual.at(i, j)),
  };
  return { wrong: { entry, ...wrong } };
}
