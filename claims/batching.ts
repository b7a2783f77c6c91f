import type { Claim } from './claim.ts';

/** Operands may have batch axes in front: the same ones, or any that NumPy's rules join. */
export const batching = {
  name: 'batching',
  values: ['broadcast', 'leading'],
  joins: true,
  sentence: "batch axes in front; with `'broadcast'` also joined by NumPy's rules",
  needs: { batching: 'leading', broadcasting: 'broadcast' },
  probes: [
    { claimed: 'broadcast', by: ['broadcast-reduction', 'batch-decomposition'] },
    { claimed: 'leading', by: ['batch-decomposition'] },
  ],
  evidence: {
    feature: 'batch',
    lack: 'there was no batch',
    wanted: 'batch',
    has: ({ batch }) => batch !== undefined && batch.groups === undefined,
  },
  draws: ({ batch, ...options }, claimed) => {
    if (claimed === undefined) return options;
    if (batch !== undefined) return { ...options, batch };
    if (options.variants === undefined) return options;
    return { ...options, batch: claimed === 'broadcast' ? 'sometimes broadcast' : 'sometimes' };
  },
  neededBy: ({ X, W, groups }) => {
    if (groups !== undefined) return undefined;
    const [axesOfX, axesOfW] = [X.shape.slice(0, -2), W.shape.slice(0, -2)];
    if (axesOfX.length + axesOfW.length === 0) return undefined;
    return axesOfX.join() === axesOfW.join() ? 'leading' : 'broadcast';
  },
} as const satisfies Claim<'batching'>;
