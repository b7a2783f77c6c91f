import type { Claims } from '../../src/contract/subject.ts';

/** What math.js can do, whatever the storage. */
export const claims: Claims = {
  deterministic: true,
  reproducible: true,
  // Not `layouts`: a matrix is nested arrays, or values and indices.
  // Not `emptyExtents`: it refuses to transpose a matrix without columns.
  transposeFlags: true,
  scaling: true,
  bias: true,
  subsets: true,
  ownedAnswers: true,
  nonFinite: 'ieee',
};
