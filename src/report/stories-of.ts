import type { Wrong } from '../verdict/counterexample.ts';
import type { PropertyVerdict } from '../verdict/property-verdict.ts';
import { reasonOf } from '../verdict/reason-of.ts';
import { smallestIn } from '../verdict/smallest-in.ts';

/** Failures that are one: the first, and the names of the others. */
export interface Story {
  readonly failure: PropertyVerdict;
  readonly alike: readonly string[];
}

/**
 * Failures, each story once. Of one story are those that throw the same, or answer what is no gradient in the same words, those of which the diagnosis
 * says, or may say, the same, and those that fail in the way of an earlier one.
 */
export function storiesOf(told: readonly PropertyVerdict[]): readonly Story[] {
  const keys = new Map<PropertyVerdict, string>();
  for (const failure of told) keys.set(failure, keyOf(failure, told));
  return [...new Set(keys.values())].map((key): Story => {
    const own = told.filter((failure) => keys.get(failure) === key);
    const [failure] = own;
    if (failure === undefined) throw new RangeError(key);
    return { failure, alike: own.slice(1).map(({ id }) => id) };
  });
}

function keyOf(failure: PropertyVerdict, told: readonly PropertyVerdict[]): string {
  const found = smallestIn(failure);
  if (failure.outcome === 'crashed') return `throws ${firstLine(reasonOf(failure) ?? '')}`;
  if (failure.outcome === 'fails' && isMalformed(failure.counterexample)) {
    return `says ${firstLine(reasonOf(failure) ?? '')}`;
  }
  const { diagnosis, candidates = [] } = found ?? {};
  if (diagnosis !== undefined) return `looks ${unnamed(diagnosis)}`;
  const said = told.flatMap((each) => smallestIn(each)?.diagnosis ?? []).map(unnamed);
  const like = candidates.map(unnamed).find((each) => said.includes(each));
  if (like !== undefined) return `looks ${like}`;
  const { after } = found?.shrinking ?? {};
  const earlier = told.find(({ id }) => id === after && id !== failure.id);
  return earlier === undefined ? `is no. ${told.indexOf(failure)}` : keyOf(earlier, told);
}

/** Whether an answer is no tensor of its shape: what was asked does not matter then. */
function isMalformed(wrong: Wrong): boolean {
  return wrong.kind === 'fact' && wrong.where.startsWith("the subject's ");
}

/** A diagnosis without the result that it is about. */
function unnamed(sentence: string): string {
  return sentence.replace(/^this (dX|dW|Y) /, '');
}

/** What a subject says may be a whole traceback; the report has it in full. */
export function firstLine(text: string): string {
  const [first = '', ...others] = text.split('\n');
  return others.length === 0 ? first : `${first} …`;
}
