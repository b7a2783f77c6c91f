/** Every pair of so many terms, by their indices. */
export function pairsOf(size: number): (readonly [p: number, r: number])[] {
  return Array.from({ length: size }, (_, p) =>
    Array.from({ length: size - p - 1 }, (_, r) => [p, p + r + 1] as const),
  ).flat();
}
