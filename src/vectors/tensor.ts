/** Tensors and questions of the contract to JSON and back. */

import { placesOf } from '../call/lay-out.ts';
import type { Given, Operand, Options } from '../contract/subject.ts';
import { GradgateError, inWords } from '../errors.ts';
import { denseStrides } from '../matrix/tensor.ts';
import { encodeNumber } from '../verdict/encode.ts';
import type { JsonGiven, JsonOptions, JsonTensor } from './vector.ts';

export function encodeTensor({ shape, data, strides, offset }: Operand): JsonTensor {
  const entries = Array.from(data, encodeNumber);
  if (strides === undefined) return { shape, data: entries };
  return { shape, strides, offset: offset ?? 0, data: entries };
}

/** A question as JSON: what a port is given. */
export function encodeGiven({ X, W, dY, options }: Given): JsonGiven {
  const operands = { X: encodeTensor(X), W: encodeTensor(W), dY: encodeTensor(dY) };
  if (options === undefined) return operands;
  const { into, ...plain } = options;
  if (into === undefined) return { ...operands, options: plain };
  const dX = into.dX.data === X.data ? ('X' as const) : encodeTensor(into.dX);
  const dW = into.dW.data === W.data ? ('W' as const) : encodeTensor(into.dW);
  return { ...operands, options: { ...plain, into: { dX, dW, accumulate: into.accumulate } } };
}

/** The question without the strides, and the guards, of operands that lie dense all the same. */
export function withoutIdleStrides({ X, W, dY, ...rest }: JsonGiven): JsonGiven {
  return { X: dense(X), W: dense(W), dY: dense(dY), ...rest };
}

function dense(tensor: JsonTensor): JsonTensor {
  const { shape, strides, offset, data } = tensor;
  if (strides?.join() !== denseStrides(shape).join() || offset !== 0) return tensor;
  const size = shape.reduce((product, extent) => product * extent, 1);
  return { shape, data: data.slice(0, size) };
}

/** The question that `encodeGiven` wrote, in storage of its own. @throws GradgateError FORMAT */
export function decodeGiven({ X, W, dY, options }: JsonGiven): Given {
  const operands = { X: decodeTensor('X', X), W: decodeTensor('W', W) };
  const given = {
    ...operands,
    ...(options?.shared === undefined ? {} : { W: operands.X }),
    dY: decodeTensor('dY', dY),
  };
  return options === undefined ? given : { ...given, options: decodeOptions(options, operands) };
}

function decodeOptions(options: JsonOptions, { X, W }: Pick<Given, 'X' | 'W'>): Options {
  const { into, ...plain } = options;
  if (into === undefined) return plain;
  const dX = into.dX === 'X' ? X : decodeTensor('options.into.dX', into.dX);
  const dW = into.dW === 'W' ? W : decodeTensor('options.into.dW', into.dW);
  return { ...plain, into: { dX, dW, accumulate: into.accumulate === true } };
}

/** A view may claim any size with strides of 0. */
const most = 2 ** 24;

/** @throws GradgateError FORMAT, naming what is no tensor about it */
export function decodeTensor(where: string, value: unknown): Operand {
  const { shape, data, strides, offset = 0 } = fieldsOf(where, value);
  if (!isListOf(shape, isExtent)) throw wrong(`${where}.shape`, 'whole extents', shape);
  if (!Array.isArray(data)) throw wrong(`${where}.data`, 'a list of numbers', data);
  const entries = Float64Array.from(data, (entry, i) => decodeEntry(`${where}.data[${i}]`, entry));
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (size > most) throw wrong(`${where}.shape`, `at most ${most} entries`, shape);
  if (strides === undefined) {
    if (entries.length === size) return { shape, data: entries };
    throw wrong(`${where}.data`, `${size} numbers`, entries.length);
  }
  if (!isListOf(strides, Number.isInteger) || strides.length !== shape.length) {
    throw wrong(`${where}.strides`, 'a whole stride for every axis', strides);
  }
  if (typeof offset !== 'number') throw wrong(`${where}.offset`, 'a whole number', offset);
  const view = { shape, strides, offset, data: entries };
  const outside = placesOf({ ...view, length: entries.length }).find(
    (place) => !(place >= 0 && place < entries.length),
  );
  if (outside === undefined) return view;
  throw wrong(where, `a view inside its ${entries.length} numbers`, `entry ${outside}`);
}

/** JSON has no NaN; every spelling of it, and of infinity, that is common is read. */
export function decodeEntry(where: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    const [, sign = '', word] = /^([+-]?)(?:(inf)(?:inity)?|nan)$/i.exec(value.trim()) ?? [];
    if (word !== undefined) return sign === '-' ? -Infinity : Infinity;
    if (/^[+-]?nan$/i.test(value.trim())) return Number.NaN;
    if (value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  }
  throw wrong(where, 'a number, or "NaN", "Infinity" or "-Infinity"', value);
}

function fieldsOf(where: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { ...value };
  }
  throw wrong(where, 'an object with shape and data', value);
}

function isListOf(value: unknown, holds: (entry: unknown) => boolean): value is readonly number[] {
  return Array.isArray(value) && value.every(holds);
}

function isExtent(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

/** The error for JSON that is not what it should be. */
export function wrong(where: string, expected: string, actual: unknown): GradgateError {
  const words = Array.isArray(actual) ? JSON.stringify(actual) : inWords(actual);
  const shown = actual === undefined ? 'nothing' : words;
  return new GradgateError('FORMAT', { where, expected, actual: shown.slice(0, 120) });
}
