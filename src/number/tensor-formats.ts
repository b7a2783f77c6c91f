import type {
  Claims,
  ScaledFormat,
  Subject,
  TensorFormat,
  TensorName,
} from '../contract/subject.ts';
import { type Coding, codingOf, formatInWords } from './coding.ts';
import { flushing, formats, type NumberFormat } from './formats.ts';

/** The format of an operand; of a coded one it is that of its codes. */
export interface OperandFormat extends NumberFormat {
  readonly coding?: Coding;
}

export const operandNames = ['X', 'W', 'dY'] as const satisfies readonly TensorName[];
export const resultNames = ['Y', 'dX', 'dW', 'db', 'dC'] as const satisfies readonly TensorName[];
export const tensorNames = [...operandNames, ...resultNames] as const;

/** The format of every operand. */
export type OperandFormats = Readonly<Record<(typeof operandNames)[number], OperandFormat>>;

/** The format of every tensor. */
export type TensorFormats = OperandFormats &
  Readonly<Record<(typeof resultNames)[number], NumberFormat>>;

/** What a subject says of its formats, tensor by tensor; with these claims, their subnormal numbers are 0. */
export function tensorFormats(
  { numberFormat, formats: named = {} }: Pick<Subject, 'numberFormat' | 'formats'>,
  { subnormals }: Claims = {},
): TensorFormats {
  const isFlushed = subnormals === 'flushed';
  const catalogue = isFlushed ? flushed : formats;
  const format = (tensor: TensorName): OperandFormat => {
    const said = named[tensor] ?? numberFormat;
    return typeof said === 'string'
      ? catalogue[said]
      : { ...catalogue[said.codes], name: formatInWords(said), coding: codingOf(said) };
  };
  const [X, W, dY, Y] = [format('X'), format('W'), format('dY'), format('Y')];
  return { X, W, dY, Y, dX: format('dX'), dW: format('dW'), db: format('db'), dC: format('dC') };
}

// SAFETY: the same names with other values.
const flushed = Object.fromEntries(
  Object.entries(formats).map(([name, format]) => [name, flushing(format)]),
) as Readonly<Record<TensorFormat, NumberFormat>>;

/** Only what differs from `numberFormat`; nothing, where nothing does. */
export function unlike({
  numberFormat,
  formats: named = {},
}: Pick<Subject, 'numberFormat' | 'formats'>): Subject['formats'] | undefined {
  const some = tensorNames.flatMap((tensor): [TensorName, TensorFormat | ScaledFormat][] => {
    const name = named[tensor];
    return name === undefined || name === numberFormat ? [] : [[tensor, name]];
  });
  return some.length === 0 ? undefined : Object.fromEntries(some);
}

/** A format whose numbers are numbers of all of these; of one format, that format. */
export function meetOf(all: readonly [NumberFormat, ...NumberFormat[]]): NumberFormat {
  const [first] = all;
  if (all.every((format) => format === first)) return first;
  const least = (of: (format: NumberFormat) => number): number => Math.min(...all.map(of));
  const precision = least((format) => format.precision);
  const minExponent = -least((format) => -format.minExponent);
  const maxExponent = least((format) => format.maxExponent);
  const smallest = 2 ** (minExponent - (precision - 1));
  return {
    name: [...new Set(all.map(({ name }) => name))].join(' and '),
    ...{ precision, minExponent, maxExponent },
    unitRoundoff: 2 ** -precision,
    smallest: Math.max(smallest, ...all.map((format) => format.smallest)),
    largest: Math.min(
      (2 - 2 ** (1 - precision)) * 2 ** maxExponent,
      least(({ largest }) => largest),
    ),
    infinities: all.every(({ infinities }) => infinities),
  };
}
