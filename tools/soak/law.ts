import type { Draw } from '../../src/problem/draw/draw.ts';

/** Something that must hold of every input; says what is broken, or nothing. */
export interface Law {
  readonly name: string;
  broken(draw: Draw): string | undefined;
}
