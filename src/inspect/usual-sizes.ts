/** Sizes at which libraries change kernels: powers of two, their neighbours, and others. */
export const usualSizes: readonly number[] = [8, 16, 24, 33, 64, 100, 128];

/** The smallest size that has room for all probes. */
export const smallestSize = 8;
