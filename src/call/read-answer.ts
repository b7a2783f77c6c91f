import type { Answer } from '../contract/subject.ts';
import { GradgateError, inWords, messageOf } from '../errors.ts';
import { sizeOf } from '../matrix/strided.ts';

/**
 * The entries of an answer, row-major, when it has this shape.
 * @throws GradgateError ANSWER, with what is wrong about it
 */
export function readAnswer(where: string, answer: unknown, shape: readonly number[]): Float64Array {
  const given = looking(where, () => asAnswer(where, answer));
  const extents = looking(where, () => extentsOf(given.shape));
  if (extents.length !== shape.length || extents.some((extent, i) => extent !== shape[i])) {
    const fix = 'A gradient has the shape of what it is the gradient of.';
    const strange = extents.find((extent) => typeof extent !== 'number');
    const actual =
      strange === undefined ? inFull(extents) : `an extent that is a ${typeof strange}`;
    const expected = inFull(shape);
    throw new GradgateError('ANSWER', { where, expected, actual, fix });
  }
  const size = sizeOf(shape);
  const length = looking(where, () => given.data.length);
  if (length !== size) {
    const expected = `${size} entries`;
    throw new GradgateError('ANSWER', { where, expected, actual: inWords(length) });
  }
  const entries = looking(where, () => entriesOf(given.data, size));
  return entries instanceof Float64Array ? entries : onlyNumbers(where, entries);
}

/** A copy, because looking at the answer of a subject may run code of the subject. */
function entriesOf(data: ArrayLike<unknown>, size: number): Float64Array | readonly unknown[] {
  const typed = data instanceof Float64Array || data instanceof Float32Array;
  return typed ? new Float64Array(data) : Array.from({ length: size }, (_, i) => data[i]);
}

/** The extents, and no more than any tensor has. */
export function extentsOf(shape: ArrayLike<number>): readonly number[] {
  // SAFETY: what is no number is found out by whoever compares extents.
  return Array.from({ length: Math.min(shape.length, 64) }, (_, axis) => shape[axis] as number);
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

function inFull(shape: readonly number[]): string {
  if (shape.length === 0) return 'an empty shape';
  return shape.length === 1 ? `a vector of ${shape[0]}` : shape.join('×');
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
