/** The real PyTorch gradcheck and our re-statement of it, on the same inputs. */
import type { Fault } from '../../bank/faults/fault.ts';
import { gradcheck, gradcheckFast } from '../../bank/peers/gradcheck.ts';
import type { PeerVerdict } from '../../bank/peers/peer.ts';
import { usualProblems } from '../../bank/peers/usual-problems.ts';
import type { Subject } from '../../src/contract/subject.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { RealGradcheck } from './real-gradcheck.ts';

/** One question put to both: what each said. */
export interface Comparison {
  readonly subject: string;
  /** As in 3×2·2×4. */
  readonly shape: string;
  readonly seed: number;
  readonly mode: 'slow' | 'fast';
  readonly real: PeerVerdict;
  /** What the real one complains about; empty when it accepts. */
  readonly why: string;
  readonly ours: PeerVerdict;
}

export interface RealPeers {
  /** The version of PyTorch. */
  readonly torch: string;
  readonly comparisons: readonly Comparison[];
  readonly disagreements: readonly Comparison[];
  /** Subjects that were not asked: they need more than plain dense float64 problems. */
  readonly leftOut: readonly string[];
}

/** Whether PyTorch can be given this fault as it is: no views, no options, nothing kept. */
export function isPlain(fault: Fault): boolean {
  const { numberFormat, claims, forward } = fault;
  return numberFormat === 'float64' && claims === undefined && forward !== undefined;
}

/**
 * Asks the real gradcheck, slow and fast, and ours about each plain fault on the usual problems of
 * each seed, as far as ours can be asked. Where PyTorch is missing, says so and how to get it. Three
 * seeds take minutes: where fast mode fails, PyTorch computes whole Jacobians for its message.
 */
export async function realPeers(
  faults: readonly Fault[],
  seeds: readonly number[] = [1, 2, 3],
): Promise<RealPeers | { readonly missing: string }> {
  const real = await RealGradcheck.start();
  if ('missing' in real) return real;
  const comparisons: Comparison[] = [];
  try {
    for (const fault of faults.filter(isPlain)) {
      for (const seed of seeds) {
        for (const problem of usualProblems(fault, seed)) {
          comparisons.push(...(await compare(real, fault, problem)));
        }
      }
    }
  } finally {
    real.stop();
  }
  return {
    torch: real.version,
    comparisons,
    disagreements: comparisons.filter(({ real: said, ours }) => said !== ours),
    leftOut: faults.filter((fault) => !isPlain(fault)).map(({ name }) => name),
  };
}

async function compare(
  real: RealGradcheck,
  subject: Subject,
  problem: Problem,
): Promise<Comparison[]> {
  const { X, W, salt: seed } = problem;
  const shape = `${X.rows}×${X.cols}·${W.rows}×${W.cols}`;
  const compared: Comparison[] = [];
  for (const mode of ['slow', 'fast'] as const) {
    const ours = await (mode === 'fast' ? gradcheckFast : gradcheck).verdictOn(subject, problem);
    if (ours === 'cannot be asked') continue;
    await subject.reset?.();
    const said = await real.check(subject, problem, mode);
    compared.push({ subject: subject.name, shape, seed, mode, ...said, ours });
  }
  return compared;
}
