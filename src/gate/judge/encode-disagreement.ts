import type { BrokenFact, WrongEntries } from '../../verdict/counterexample.ts';
import { encodeMatrix } from '../../verdict/encode-matrix.ts';
import { encodeNumber } from '../../wire/json-number.ts';
import type { Crash, Disagreement } from './disagreement.ts';

/** Why a wrong answer is wrong, as plain JSON. */
export function encodeDisagreement(
  disagreement: Exclude<Disagreement, Crash>,
): WrongEntries | BrokenFact {
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
