import { reference } from '../../contract/reference.ts';
import type { Operand, Subject } from '../../contract/subject.ts';
import type { Comparison, Property, Question } from '../../property/property.ts';

/** A property that states what this yields, for tests. */
export function stating(
  check: (question: Question) => AsyncIterable<Comparison>,
  about: Partial<Property> = {},
): Property {
  return { id: 'stated', cites: 'definition', statement: 'it is so', check, ...about };
}

/** The reference without what it claims, but for what is said, for tests. */
export function plainly(said: Partial<Subject> = {}): Subject {
  const { name, numberFormat, backward } = reference;
  return { name, numberFormat, backward, ...said };
}

/** The reference, of which these entries of a result are another number, for tests. */
export function wrongIn(
  result: 'dX' | 'dW',
  change: (entry: number, place: number) => number = (entry) => entry + 1,
): Subject['backward'] {
  return async (given) => {
    const right = await reference.backward(given);
    const { shape, data } = right[result] ?? { shape: [], data: [] };
    return { ...right, [result]: { shape, data: Array.from(data, change) } };
  };
}

/** A layer that holds the negative of the weight that it is given, and says so, for tests. */
export const holding: Subject = plainly({
  effective: negated,
  backward: (given) => reference.backward({ ...given, W: negated(given.W) }),
});

function negated(W: Operand): Operand {
  return { ...W, data: W.data.map((entry) => -entry) };
}
