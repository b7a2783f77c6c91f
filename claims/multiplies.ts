import type { Claim } from './claim.ts';

/** Operands are rounded before they are multiplied. */
export const multiplies = {
  name: 'multiplies',
  values: ['tf32', 'float16', 'bfloat16'],
  weakens: true,
  sentence:
    'operands are rounded to that format before they are multiplied: judged by a weaker bound, where ' +
    'they are no numbers of it',
  settles: {
    claimed: ['tf32', 'float16', 'bfloat16'],
    when: 'operands are meant to be rounded to it',
    upTo: 24,
  },
  draws: (options, claimed) => (claimed === undefined ? options : { ...options, pairs: true }),
  probes: [], // its bound is so wide that other excuses hold by it, too
} as const satisfies Claim<'multiplies'>;
