import { GradgateError, inWords } from '../errors.ts';

/** The error for JSON that is not what it should be: FORMAT, with the beginning of what it is. */
export function malformed(where: string, expected: string, actual: unknown): GradgateError {
  const words = Array.isArray(actual) ? JSON.stringify(actual) : inWords(actual);
  const shown = actual === undefined ? 'nothing' : words;
  return new GradgateError('FORMAT', { where, expected, actual: shown.slice(0, 120) });
}
