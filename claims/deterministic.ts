import type { Claim } from './claim.ts';

/** The same call gives the same bits; `any layout`: so does a view, and its dense copy. */
export const deterministic = {
  name: 'deterministic',
  values: ['any layout', true, false],
  sentence:
    'shapes alone decide how sums are formed, so results are compared bit for bit: of the same call, ' +
    "and scaled by powers of two; with `'any layout'` also of a view and its copy",
  properties: ['purity', 'power-of-two-scaling', 'layout-independence'],
  probes: [{ claimed: true, by: ['purity', 'power-of-two-scaling'] }],
} as const satisfies Claim<'deterministic'>;
