import type { Shrinking } from './counterexample.ts';

/** What must be known of the search for a smaller problem; nothing, where it just came to its end. */
export function shrinkingSentences(shrinking: Shrinking | undefined): string[] {
  if (shrinking === undefined) return [];
  const { ended, calls, otherwise, after } = shrinking;
  const [why, times] = [whys[ended], `${calls} ${calls === 1 ? 'call' : 'calls'}`];
  const alike = `: ${after}, before it, fails in the same way (alone it is shrunk in full)`;
  return [
    ...(why === undefined
      ? []
      : [`shrinking ended early, after ${times}${after === undefined ? why : alike}`]),
    ...(otherwise === undefined ? [] : [`left aside: ${otherwise} smaller ${fail(otherwise)}`]),
  ];
}

const whys = {
  'nothing smaller fails': undefined,
  'out of calls': ', which is the most: there may be a smaller one',
  'out of time': ', as the subject is slow: there may be a smaller one',
  'cut off': ', with the run: there may be a smaller one',
} as const satisfies Record<Shrinking['ended'], string | undefined>;

function fail(count: number): string {
  return count === 1 ? 'problem that fails in another way' : 'problems that fail in another way';
}
