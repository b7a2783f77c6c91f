import type { Parts } from './parts.ts';

/** Storage with what was left in the last of its size; that of a fresh process is 0. */
export function recycling(): Parts['allocate'] {
  const last = new Map<number, Float64Array>();
  return (length) => {
    const storage = last.get(length)?.slice() ?? new Float64Array(length);
    last.set(length, storage);
    return storage;
  };
}
