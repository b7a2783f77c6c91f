import type { Subject } from '../contract/subject.ts';
import { GradgateError } from '../errors.ts';
import { formatNames, formats, type NumberFormat } from '../number/formats.ts';
import { meetOf, type TensorFormats, tensorFormats } from '../number/tensor-formats.ts';
import type { Probed } from './probed.ts';

/**
 * The format in which a subject is asked: its numbers are numbers of all operands, and its range is that of
 * all results. Operands of eight bits, with scales or without, are asked about where results hold their products.
 * @throws GradgateError ADAPTER, where there is none that probes know
 */
export function probedIn(subject: Pick<Subject, 'numberFormat' | 'formats'>): Probed {
  const all = tensorFormats(subject);
  const { X, W, dY, Y, dX, dW } = all;
  const common = meetOf([X, W, dY]);
  const found = probedOf(common, [Y, dX, dW]);
  if (found !== undefined) return found;
  const float8 = asFloat8(common, all);
  if (float8 !== undefined) return float8;
  throw new GradgateError('ADAPTER', {
    where: 'subject.formats',
    expected: `operands and results whose numbers are those of ${formatNames.join(', ')}, or operands of eight bits and wider results`,
    actual: [...new Set([X, W, dY, Y, dX, dW].map(({ name }) => name))].join(', '),
    fix: 'Results do not hold the product of the smallest operands. gradgate check judges them.',
  });
}

/** The format with the precision of operands and the range of all; nothing, where there is none. */
export function probedOf(
  operands: NumberFormat,
  results: readonly NumberFormat[],
): Probed | undefined {
  const range = Math.min(...[operands, ...results].map(({ maxExponent }) => maxExponent));
  const found = formatNames.find((name) => {
    const { precision, maxExponent } = formats[name];
    return precision === operands.precision && maxExponent === range;
  });
  return found && { ...formats[found], as: found };
}

/** Bits of counts that results must hold. */
export const leastPrecision = 8;

/** Whether no number is lost beside another: of four bits. */
export function isTooShort({ precision, maxExponent }: NumberFormat): boolean {
  return precision < 3 || maxExponent < 7;
}

/** Nothing, where results do not hold the square of the smallest operand. */
function asFloat8(common: NumberFormat, { Y, dX, dW }: TensorFormats): Probed | undefined {
  const results = [Y, dX, dW];
  if (isTooShort(common)) return undefined;
  const holds = ({ precision, smallest }: NumberFormat): boolean =>
    precision >= leastPrecision && smallest <= common.smallest ** 2;
  if (!results.every(holds)) return undefined;
  // The square of the largest power of two is a number of all results.
  const most = Math.min(...results.map(({ maxExponent }) => maxExponent >> 1));
  return { ...common, maxExponent: Math.min(common.maxExponent, most), as: 'float8' };
}
