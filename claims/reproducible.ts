import type { Claim } from './claim.ts';

/** Shapes alone decide how sums are formed: neither values nor chance have a say. */
export const reproducible = {
  name: 'reproducible',
  values: [true, false],
  sentence:
    'shapes and strides alone decide how sums are formed, so results are compared bit for bit when ' +
    'operands are scaled by powers of two, which changes exponents alone; and of the same call; and two ' +
    'terms of a sum are added before they meet another, whatever they are',
  properties: ['power-of-two-scaling', 'purity', 'fixed-order'],
  needs: { reproducible: true },
  probes: [{ claimed: true, by: ['power-of-two-scaling', 'purity', 'fixed-order'] }],
} as const satisfies Claim<'reproducible'>;
