/** The fields of T that may be absent, where they may be undefined. */
type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The same object without the fields that are undefined: `{ ...defined({ x }) }`. */
export function defined<T extends object>(fields: T): Defined<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  // SAFETY: what is left has the keys of T, and no value that is undefined.
  return Object.fromEntries(entries) as Defined<T>;
}
