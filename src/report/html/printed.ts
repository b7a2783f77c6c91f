import { printable } from '../../wire/printable.ts';

/** Plain JSON with every text as a reader may have it: nothing in it turns letters around. */
export function printed<T>(json: T): T {
  return JSON.parse(JSON.stringify(json), (_, value: unknown) =>
    typeof value === 'string' ? printable(value) : value,
  );
}
