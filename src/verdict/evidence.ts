/** What problems are evidence of: plain JSON, and how it is added up. */
import type { ClaimedFeature } from '../../claims/index.ts';

/** What was the case in some problems, and how near the answers came to their bounds. */
export interface Evidence {
  /** In how many problems each of these was the case. */
  readonly features: Readonly<Partial<Record<Feature, number>>>;
  /** Entries of X, W and dY, and how many of them were 0. */
  readonly entries: number;
  readonly zeros: number;
  /** The largest error as a fraction of the allowed one, in (0, 1]; absent where all was exact. */
  readonly closest?: number;
  /** Where gradients are compared with their formulas: the odds that a wrong formula passed. */
  readonly ledger: readonly LedgerLine[];
}

/** What may be the case in a problem. */
export type Feature =
  | 'exact'
  | 'rounded'
  | 'saturating'
  | 'extent 0'
  | 'extent 1'
  | 'extent above 8'
  | ClaimedFeature;

/**
 * The probability that a fault was not seen: one that is confined to such shapes, there whatever the
 * entries and layouts, and bilinear, as a wrong index, transpose, bound, sign or factor is.
 */
export interface LedgerLine {
  readonly gradient: 'dX' | 'dW';
  /** Which extents are 1, or else which are equal. */
  readonly shapes: string;
  /** Those that count: exact, with entries drawn independently of one another. */
  readonly problems: number;
  /** In (0, 1). */
  readonly survival: number;
}

/** The evidence of no problem. */
export const noEvidence: Evidence = { features: {}, entries: 0, zeros: 0, ledger: [] };

/** The evidence of two sets of problems that were drawn independently. */
export function together(a: Evidence, b: Evidence): Evidence {
  const features = { ...a.features };
  for (const [feature, problems] of Object.entries(b.features)) {
    // SAFETY: Object.entries forgets the key type.
    const key = feature as Feature;
    features[key] = (features[key] ?? 0) + problems;
  }
  const closest = Math.max(a.closest ?? 0, b.closest ?? 0);
  return {
    features,
    entries: a.entries + b.entries,
    zeros: a.zeros + b.zeros,
    ...(closest === 0 ? {} : { closest }),
    ledger: b.ledger.reduce(entered, a.ledger),
  };
}

/** Two lines of the same gradient and shapes, drawn independently: a fault must survive both. */
export function bothSurvived(a: LedgerLine, b: LedgerLine): LedgerLine {
  // What underflows is said to be at most the smallest number there is.
  const survival = Math.max(a.survival * b.survival, Number.MIN_VALUE);
  return { ...a, problems: a.problems + b.problems, survival };
}

function entered(lines: readonly LedgerLine[], line: LedgerLine): readonly LedgerLine[] {
  const same = lines.find(
    ({ gradient, shapes }) => gradient === line.gradient && shapes === line.shapes,
  );
  if (same === undefined) return [...lines, line];
  return lines.map((each) => (each === same ? bothSurvived(same, line) : each));
}
