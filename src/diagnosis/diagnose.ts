import type { Problem } from '../problem/problem.ts';
import type { Border } from '../subject/border.ts';

/** placeholder */
export async function diagnose(_border: Border, _problem: Problem): Promise<string | undefined> {
  return undefined;
}
