import type { Claims } from '../../src/contract/subject.ts';

/**
 * What WGSL leaves to the driver: a shader may take subnormal numbers for 0, and may be compiled as if
 * there were no NaN and no infinity, so that `nonFinite` is not claimed ("Differences from IEEE-754",
 * https://www.w3.org/TR/WGSL/#differences-from-ieee754).
 */
export const shaderClaims: Claims = { subnormals: 'flushed' };
