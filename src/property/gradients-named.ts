/** The gradients that a comparison is about, as its name says: "row 2 of dX" is about dX. */
export function gradientsNamed(where: string): ('dX' | 'dW')[] {
  return (['dX', 'dW'] as const).filter((name) => where.includes(name));
}
