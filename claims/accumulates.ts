import { accumulatorOf, formats } from '../src/number/formats.ts';
import { accumulatedKinds, entryKinds } from '../src/problem/draw/entries.ts';
import type { Claim } from './claim.ts';

const by = ['equation-1', 'equation-2'];

/** Partial sums are kept in a wider format, and rounded once, when the result is stored. */
export const accumulates = {
  name: 'accumulates',
  values: ['float64', 'float32'],
  sentence:
    'partial sums have the precision of that format, and the result is rounded to `numberFormat` once, ' +
    'at the end: judged by a stronger bound, and by integers that fill the accumulator',
  probes: [
    { claimed: 'float64', by, of: ['float32', 'bfloat16', 'float16'] },
    { claimed: 'float32', by, of: ['bfloat16', 'float16'] },
  ],
  unfit: (claimed, numberFormat) => {
    if (formats[claimed].precision >= formats[numberFormat].precision) return undefined;
    return `nothing narrower than the numberFormat ${numberFormat}`;
  },
  draws: (options, claimed) => {
    const accumulator = accumulatorOf(options.format, claimed);
    if (accumulator === undefined) return options;
    const { kinds = entryKinds } = options;
    const more = kinds.includes('saturating') ? accumulatedKinds : [];
    return { ...options, accumulator, kinds: [...kinds, ...more] };
  },
} as const satisfies Claim<'accumulates'>;
