import { GradgateError } from '../errors.ts';

/** The error for a request that cannot be carried out. Its verb adds what to do about it. */
export function wrong(where: string, expected: string, actual: string): GradgateError {
  return new GradgateError('OPTION', { where, expected, actual });
}

/** What `work` returns; an error that says not what to do about it is to say: see that help. */
export function advising<T>(help: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof GradgateError) || error.mismatch.fix !== undefined) throw error;
    throw new GradgateError(error.code, { ...error.mismatch, fix: `See ${help}.` });
  }
}
