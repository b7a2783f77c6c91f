import { asAnswer, firstOf, looking } from '../call/read-answer.ts';
import type { Answer } from '../contract/subject.ts';
import { sizeOf } from '../matrix/strided.ts';

/** A list of extents is not looked at further. */
const mostAxes = 64;

/**
 * An answer as it is now, in arrays of its own. Of data that are no answer to any question of `most`
 * entries, the length alone is told: that it is another says enough. @throws GradgateError ANSWER
 */
export function detached(where: string, answer: unknown, most: number): Answer {
  return looking(where, () => copyOf(where, answer, most));
}

function copyOf(where: string, answer: unknown, most: number): Answer {
  const { shape, data } = asAnswer(where, answer);
  // SAFETY: what is no extent is found out by whoever compares them.
  const extents = firstOf(shape, mostAxes) as number[];
  const { length } = data;
  const size = extents.every(Number.isInteger) ? sizeOf(extents) : -1;
  if (length !== size || length > most) return { shape: extents, data: onlyLength(length) };
  return { shape: extents, data: numbersOf(data, length) };
}

function onlyLength(length: number): Answer['data'] {
  return Object.assign(Object.create(null), { length });
}

/** Numbers as a typed array; what has others among them as it is, for whoever says what they are. */
function numbersOf(data: ArrayLike<number>, length: number): ArrayLike<number> {
  if (data instanceof Float64Array || data instanceof Float32Array) return new Float64Array(data);
  // SAFETY: what is no number is left to whoever reads it.
  const values = Array.from({ length }, (_, i) => data[i] as number);
  return values.every((value) => typeof value === 'number') ? Float64Array.from(values) : values;
}
