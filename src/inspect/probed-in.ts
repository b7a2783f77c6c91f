import type { Subject } from '../contract/subject.ts';
import { GradgateError } from '../errors.ts';
import { type FormatName, formatNames, formats } from '../number/formats.ts';
import { meetOf, tensorFormats } from '../number/tensor-formats.ts';

/**
 * The format in which a subject is asked: its numbers are numbers of all operands, and its range is that of
 * all results. @throws GradgateError ADAPTER, where there is none that probes know
 */
export function probedIn(subject: Pick<Subject, 'numberFormat' | 'formats'>): FormatName {
  const { X, W, dY, Y, dX, dW } = tensorFormats(subject);
  const common = meetOf([X, W, dY]);
  const range = Math.min(...[common, Y, dX, dW].map(({ maxExponent }) => maxExponent));
  const found = formatNames.find((name) => {
    const { precision, maxExponent } = formats[name];
    return precision === common.precision && maxExponent === range;
  });
  if (found !== undefined) return found;
  throw new GradgateError('ADAPTER', {
    where: 'subject.formats',
    expected: `operands and results whose numbers are those of ${formatNames.join(', ')}`,
    actual: [...new Set([X, W, dY, Y, dX, dW].map(({ name }) => name))].join(', '),
    fix: 'Shorter numbers have no room for what inspect asks; gradgate check judges them.',
  });
}
