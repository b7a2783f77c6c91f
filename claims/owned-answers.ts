import type { Claim } from './claim.ts';

/** The arrays it answers with are the caller's, who may write into them. */
export const ownedAnswers = {
  name: 'ownedAnswers',
  values: [true, false],
  local: true,
  sentence: 'every answer is overwritten with NaN once it is read',
  probes: [{ claimed: true, by: ['equation-1', 'equation-2', 'history-independence'] }],
} as const satisfies Claim<'ownedAnswers'>;
