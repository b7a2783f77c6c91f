import { entryKinds } from '../src/problem/draw/draw-entries.ts';
import type { Claim } from './claim.ts';

/** Numbers below the normal range may be taken for 0, as processors do that flush them. */
export const subnormals = {
  name: 'subnormals',
  values: ['flushed'],
  weakens: true,
  sentence: 'numbers below the normal range may be taken for 0; none is asked then',
  settles: {
    claimed: ['flushed'],
    involves: 'involves subnormal numbers, which are below the normal range, and ',
    when: 'they may be taken for 0',
  },
  probes: [{ claimed: 'flushed', by: ['equation-1', 'equation-2'] }],
  draws: (options, claimed) => {
    if (claimed === undefined) return options;
    const { kinds = entryKinds } = options;
    return { ...options, kinds: kinds.filter((kind) => kind !== 'subnormal') };
  },
} as const satisfies Claim<'subnormals'>;
