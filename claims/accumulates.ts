import { accumulators } from '../src/number/accumulators.ts';
import { accumulatedKinds } from '../src/problem/draw/accumulated-entries.ts';
import { entryKinds } from '../src/problem/draw/draw-entries.ts';
import type { Claim } from './claim.ts';

const by = ['equation-1', 'equation-2'];

/** Partial sums are kept in a format of their own, and rounded once, when the result is stored. */
export const accumulates = {
  name: 'accumulates',
  values: ['float64', 'float32', '14 bits', 'float16', 'bfloat16'],
  sentence:
    'partial sums have the precision of that format, and the result is rounded to its own once, at the ' +
    'end: judged by a stronger bound where it is wider, and by integers that fill the accumulator',
  settles: {
    claimed: ['float32', '14 bits'],
    when: 'partial sums are meant to be kept in it',
    upTo: 24, // sums of float64 that are kept in less become numbers of that format
  },
  probes: [
    { claimed: 'float64', by, of: ['float32', 'bfloat16', 'float16'] },
    { claimed: 'float32', by, of: ['bfloat16', 'float16'] },
  ],
  draws: (options, claimed) => {
    if (claimed === undefined) return options;
    const { format, sums = format, kinds = entryKinds } = options;
    const accumulator = accumulators[claimed];
    if (accumulator.precision <= sums.precision) return { ...options, pairs: true };
    const more = kinds.includes('saturating') ? accumulatedKinds : [];
    return { ...options, accumulator, kinds: [...kinds, ...more] };
  },
} as const satisfies Claim<'accumulates'>;
