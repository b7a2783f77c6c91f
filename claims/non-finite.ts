import type { Claim } from './claim.ts';

/** NaN and infinities may come. */
export const nonFinite = {
  name: 'nonFinite',
  values: ['ieee', 'zero-skipping'],
  sentence: "NaN and infinities; with `'zero-skipping'`, 0·NaN may be left out",
  needs: { nonFinite: 'zero-skipping' },
  probes: [
    { claimed: 'ieee', by: ['nan-dye'] },
    { claimed: 'zero-skipping', by: ['nan-dye'] },
  ],
  // Where something that is not finite meets a 0, the term may be left out by who skips zeros.
  neededBy: (_, entries) => {
    if (entries.every((list) => list.every(Number.isFinite))) return undefined;
    return entries.some((list) => list.includes(0)) ? 'ieee' : 'zero-skipping';
  },
} as const satisfies Claim<'nonFinite'>;
