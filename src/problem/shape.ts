/** The extents of a problem: X is m×n, W n×k and dY m×k. Whole numbers, 0 included. */
export interface Shape {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}
