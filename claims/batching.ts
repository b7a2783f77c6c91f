import type { Claim } from './claim.ts';

/** Operands may have batch axes in front: the same ones, any that NumPy's rules join, or X alone. */
export const batching = {
  name: 'batching',
  values: ['broadcast', 'X alone', 'leading'],
  apart: true,
  joins: true,
  sentence:
    "batch axes in front of both; with `'X alone'` of X, while W is one matrix, like that of linear layers; with " +
    "`'broadcast'` all that NumPy's rules join",
  needs: { batching: 'leading', broadcasting: 'X alone' },
  probes: [
    { claimed: 'broadcast', by: ['broadcast-reduction', 'batch-decomposition'] },
    { claimed: 'leading', by: ['batch-decomposition'] },
    { claimed: 'X alone', by: ['broadcast-reduction'] },
  ],
  evidence: {
    feature: 'batch',
    lack: 'there was no batch',
    wanted: 'batch',
    has: ({ batch }) => batch !== undefined && batch.groups === undefined,
  },
  draws: ({ batch, ...options }, claimed) => {
    if (claimed === undefined) return options;
    if (batch !== undefined && claimed !== 'X alone') return { ...options, batch };
    if (batch === undefined && options.variants === undefined) return options;
    if (claimed === 'leading') return { ...options, batch: 'sometimes' };
    return { ...options, batch: batch === 'broadcast' ? claimed : `sometimes ${claimed}` };
  },
  neededBy: ({ X, W, groups }) => {
    if (groups !== undefined) return undefined;
    const [axesOfX, axesOfW] = [X.shape.slice(0, -2), W.shape.slice(0, -2)];
    if (axesOfX.length + axesOfW.length === 0) return undefined;
    if (axesOfX.length > 0 && W.shape.length === 2) return 'X alone';
    return axesOfX.join() === axesOfW.join() ? 'leading' : 'broadcast';
  },
} as const satisfies Claim<'batching'>;
