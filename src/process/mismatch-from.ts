import type { Mismatch } from '../errors.ts';
import { isObject } from '../wire/is-object.ts';

/** What the data of an error say is wrong, if they do. */
export function mismatchFrom(data: unknown): Mismatch | undefined {
  if (!isObject(data)) return undefined;
  const { where, expected, actual, fix } = data;
  if (typeof where !== 'string' || typeof expected !== 'string') return undefined;
  if (typeof actual !== 'string') return undefined;
  const told = { where, expected, actual };
  return typeof fix === 'string' ? { ...told, fix } : told;
}
