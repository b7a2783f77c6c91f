import { GradgateError } from '../errors.ts';

/** The error for a request that cannot be carried out. */
export function wrong(where: string, expected: string, actual: string): GradgateError {
  return new GradgateError('OPTION', { where, expected, actual, fix: 'See gradgate --help.' });
}
