import type { Claim } from './claim.ts';

const by = ['equation-1', 'equation-2'];

/** How products are summed: each once in one tree, or by Strassen's or Winograd's recursion. */
export const algorithm = {
  name: 'algorithm',
  values: ['conventional', 'strassen'],
  assumed: 'conventional',
  weakens: true,
  sentence: 'judged by a weaker bound, which is norm-wise',
  settles: {
    claimed: ['strassen'],
    when: "products are formed by Strassen's recursion, or Winograd's",
  },
  probes: [
    { claimed: 'conventional', by },
    { claimed: 'strassen', by },
  ],
} as const satisfies Claim<'algorithm'>;
