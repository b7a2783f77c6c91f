import type { Answer } from '../contract/subject.ts';
import { GradgateError, inWords, messageOf } from '../errors.ts';
import { sizeOf } from '../matrix/strided.ts';

/**
 * The entries of an answer, row-major, when it has this shape.
 * @throws GradgateError ANSWER, with what is wrong about it
 */
export function readAnswer(where: string, answer: unknown, shape: readonly number[]): Float64Array {
  const data = copied(where, answer, shape);
  return data instanceof Float64Array ? data : onlyNumbers(where, data);
}

/** Whether a list says these extents; of another length, it is not looked into. */
export function sameShape(said: ArrayLike<unknown>, shape: readonly number[]): boolean {
  return said.length === shape.length && shape.every((extent, axis) => said[axis] === extent);
}

function onlyNumbers(where: string, entries: readonly unknown[]): Float64Array {
  const place = entries.findIndex((entry) => typeof entry !== 'number');
  if (place >= 0) {
    const entry = entries[place];
    const actual = typeof entry === 'object' ? inWords(entry) : `${typeof entry} ${inWords(entry)}`;
    throw new GradgateError('ANSWER', { where, expected: 'only numbers', actual });
  }
  // SAFETY: every entry has just been looked at.
  return Float64Array.from(entries as readonly number[]);
}

function inFull(shape: readonly unknown[]): string {
  if (shape.length === 0) return 'an empty shape';
  return shape.length === 1 ? `a vector of ${shape[0]}` : shape.join('×');
}

/**
 * A copy of its entries, because looking at the answer of a subject may run code of the subject. Those
 * of another shape or number are not looked at: there may be any number of them.
 */
function copied(where: string, answer: unknown, wanted: readonly number[]) {
  return looking(where, () => {
    const { shape, data } = asAnswer(where, answer);
    if (!sameShape(shape, wanted)) throw wrongShape(where, firstOf(shape, axes), wanted);
    const [size, { length }] = [sizeOf(wanted), data];
    if (length !== size) {
      throw new GradgateError('ANSWER', {
        where,
        expected: `${size} entries`,
        actual: `${length}`,
      });
    }
    const typed = data instanceof Float64Array || data instanceof Float32Array;
    return typed ? new Float64Array(data) : firstOf(data, size);
  });
}

/** What looking at an answer gives. @throws GradgateError ANSWER, also when the answer throws */
export function looking<T>(where: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof GradgateError) throw error;
    const [expected, actual] = ['an answer that can be read', `a throw: ${messageOf(error)}`];
    throw new GradgateError('ANSWER', { where, expected, actual });
  }
}

/** More axes than this are not printed. */
const axes = 16;

/** At most so many elements; a length that is none has no elements. */
export function firstOf(list: ArrayLike<unknown>, most: number): unknown[] {
  const length = Math.min(most, Number(list.length) || 0);
  return Array.from({ length }, (_, place) => list[place]);
}

function wrongShape(where: string, said: unknown[], shape: readonly number[]): GradgateError {
  const strange = said.findIndex((extent) => typeof extent !== 'number');
  const more = said.length === axes ? '×…' : '';
  const actual =
    strange < 0 ? `${inFull(said)}${more}` : `an extent that is a ${typeof said[strange]}`;
  const fix = 'A gradient has the shape of what it is the gradient of.';
  return new GradgateError('ANSWER', { where, expected: inFull(shape), actual, fix });
}

/** A value as a tensor with two lists, not yet looked into. @throws GradgateError ANSWER */
export function asAnswer(where: string, answer: unknown): Answer {
  const parts = typeof answer === 'object' && answer !== null ? answer : {};
  const shape = 'shape' in parts ? parts.shape : undefined;
  const data = 'data' in parts ? parts.data : undefined;
  if (!isList(shape) || !isList(data)) {
    const expected = 'an object with shape and data, both arrays of numbers';
    const kinds = `shape ${kindOf(shape)} and data ${kindOf(data)}`;
    const actual = answer === undefined ? 'nothing' : kinds;
    throw new GradgateError('ANSWER', { where, expected, actual });
  }
  return { shape, data };
}

/** An array or typed array; its elements are looked at later. */
function isList(value: unknown): value is ArrayLike<number> & readonly number[] {
  return typeof value === 'object' && value !== null && 'length' in value;
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Array.isArray(value) ? 'an array' : (value.constructor?.name ?? 'an object');
}
