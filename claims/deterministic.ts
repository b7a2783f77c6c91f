import type { Claim } from './claim.ts';

/** The same call gives the same bits; `any layout`: so does a view, and its dense copy. */
export const deterministic = {
  name: 'deterministic',
  values: ['any layout', true, false],
  sentence:
    "results of the same call are compared bit for bit; with `'any layout'` also those of a view and " +
    'its copy',
  properties: ['purity', 'layout-independence'],
  probes: [
    { claimed: true, by: ['purity'] },
    { claimed: 'any layout', by: ['layout-independence'], beside: 'what holds' },
  ],
} as const satisfies Claim<'deterministic'>;
