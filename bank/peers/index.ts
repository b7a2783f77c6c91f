/** The catalogue of other gradient checkers. */
import { checkGrads } from './check-grads.ts';
import { computeGradient } from './compute-gradient.ts';
import { gradcheck, gradcheckFast } from './gradcheck.ts';
import { handwritten } from './handwritten.ts';
import type { Peer } from './peer.ts';

export const peers: readonly Peer[] = [
  gradcheck,
  gradcheckFast,
  checkGrads,
  computeGradient,
  handwritten,
];
