/**
 * The element at an index that the caller knows to be inside. Outside it would be `undefined`, which
 * no comparison accepts: a default such as 0 would hide the mistake.
 */
export function at<T>(list: { readonly [index: number]: T }, index: number): T {
  // SAFETY: the index is inside, which is what the caller says by calling.
  return list[index] as T;
}

/** The same for inner loops: a function that has only ever met one kind of list is fast. */
export function entryAt(list: Float64Array, index: number): number {
  // SAFETY: the index is inside, which is what the caller says by calling.
  return list[index] as number;
}
