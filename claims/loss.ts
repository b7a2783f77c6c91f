import { entryKinds, exactKinds } from '../src/problem/draw/draw-entries.ts';
import type { Claim } from './claim.ts';

const by = ['equation-1', 'equation-2'];

/** The loss is fused into the layer: dY follows from Y, and a target takes its place. */
export const loss = {
  name: 'loss',
  values: ['half squared error'],
  weakens: true,
  sentence:
    'in the place of dY comes the target T of f = ½‖Y − T‖², so that ∂f/∂Y is Y − T; only problems come on ' +
    'which Y, T and Y − T are exact',
  probes: [{ claimed: 'half squared error', by }],
  draws: ({ kinds = entryKinds, ...options }, claimed) => {
    if (claimed === undefined) return { kinds, ...options };
    const exact = kinds.filter((kind) => exactKinds.some((known) => known === kind));
    return { ...options, kinds: exact.length === 0 ? exactKinds : exact };
  },
} as const satisfies Claim<'loss'>;
