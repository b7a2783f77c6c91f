/** What to say of the first entry that is not as it should be. */
export function firstBroken(
  { rows, cols }: { readonly rows: number; readonly cols: number },
  broken: (i: number, j: number) => string | undefined,
): string | undefined {
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < cols; j += 1) {
      const found = broken(i, j);
      if (found !== undefined) return `entry (${i}, ${j}): ${found}`;
    }
  }
  return undefined;
}
