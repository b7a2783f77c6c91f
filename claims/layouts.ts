import type { Claim } from './claim.ts';
import { kindsOfViews, layoutKinds } from './layout-kinds.ts';

/** Operands may be views with strides and an offset: of these kinds, or of all. */
export const layouts = {
  name: 'layouts',
  values: ['all'],
  some: layoutKinds,
  sentence:
    'operands with `strides` and `offset`; gaps are NaN. All other properties draw them too',
  needs: { layouts: [] },
  probes: layoutKinds.map((kind) =>
    kind === 'batch order'
      ? { claimed: [kind], by: ['batch-decomposition'], beside: { batching: 'leading' } }
      : {
          ...{ claimed: [kind], by: ['layout-independence', 'equation-1', 'equation-2'] },
          ...(kind === 'lone strides' && { withOthers: true }),
        },
  ),
  evidence: {
    feature: 'view',
    lack: 'no operand was a view',
    has: (problem) => problem.layouts !== undefined,
  },
  draws: (options, claimed) => {
    if (claimed === undefined) return options;
    return { ...options, layouts: claimed === 'all' ? layoutKinds : claimed };
  },
  neededBy: ({ X, W, dY, options }) => {
    const tensors = [X, W, dY, options?.into?.dX, options?.into?.dW];
    if (tensors.every((tensor) => tensor?.strides === undefined)) return undefined;
    return kindsOfViews(tensors);
  },
} as const satisfies Claim<'layouts'>;
