/** What problems are evidence of: plain JSON, and how it is added up. */
import type { ClaimedFeature } from '../../claims/index.ts';
import { addDistances, addDrawn, type Distances, type DrawnCounts } from './drawn-counts.ts';

/** What was the case in some problems, and how near the answers came to their bounds. */
export interface Evidence {
  /** In how many problems each of these was the case. */
  readonly features: Readonly<Partial<Record<Feature, number>>>;
  /** Problems in which anything is multiplied, and in how many of them most entries were 0. */
  readonly problems: number;
  readonly mostlyZero: number;
  /** The largest extent of an axis, and the largest min(m, n, k): all three at once. */
  readonly sizes: { readonly axis: number; readonly all: number };
  /** The largest error as a fraction of the allowed one, in (0, 1]; absent where all was exact. */
  readonly closest?: number;
  /** Entries that are not 0, and how many of them had a bound within which 0 lies, too. */
  readonly bounds: { readonly entries: number; readonly vacuous: number };
  /**
   * Large products that were exact and not multiplied out: with 2^−bits at most, something wrong in one
   * of them went unseen.
   */
  readonly probed?: { readonly problems: number; readonly bits: number };
  /** Why problems were left out, where these were most of them, or of those that a property lists. */
  readonly unasked?: string;
  /** What the problems were like; absent of large ones, which are few. */
  readonly drawn?: DrawnCounts;
  /** How far answers were from what they are judged by; absent where all was exact. */
  readonly distances?: Distances;
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
  /** Those that count: radius 0 everywhere, and entries drawn independently of one another. */
  readonly problems: number;
  /**
   * −log₂ of the probability, above 0: a multiple of 2^−20, rounded down for each problem. Sums of
   * such numbers are exact, so that rounds and shards give the same bytes in any order.
   */
  readonly bits: number;
}

/** The evidence of no problem. */
export const noEvidence: Evidence = {
  features: {},
  problems: 0,
  mostlyZero: 0,
  sizes: { axis: 0, all: 0 },
  bounds: { entries: 0, vacuous: 0 },
  ledger: [],
};

/** The evidence of two sets of problems that were drawn independently. */
export function together(a: Evidence, b: Evidence): Evidence {
  const features = { ...a.features };
  for (const [feature, problems] of Object.entries(b.features)) {
    // SAFETY: Object.entries forgets the key type.
    const key = feature as Feature;
    features[key] = (features[key] ?? 0) + problems;
  }
  const [unasked] = [a.unasked, b.unasked].sort(); // what is undefined comes last
  const closest = Math.max(a.closest ?? 0, b.closest ?? 0);
  return {
    features,
    problems: a.problems + b.problems,
    mostlyZero: a.mostlyZero + b.mostlyZero,
    sizes: {
      axis: Math.max(a.sizes.axis, b.sizes.axis),
      all: Math.max(a.sizes.all, b.sizes.all),
    },
    bounds: {
      entries: a.bounds.entries + b.bounds.entries,
      vacuous: a.bounds.vacuous + b.bounds.vacuous,
    },
    ...(closest === 0 ? {} : { closest }),
    ...probedTogether(a, b),
    ...(unasked !== undefined && { unasked }),
    ...either('drawn', addDrawn, [a.drawn, b.drawn]),
    ...either('distances', addDistances, [a.distances, b.distances]),
    ledger: b.ledger.reduce(entered, a.ledger),
  };
}

/** The same, with its counts and lines in an order that does not depend on what was added to what. */
export function ordered(evidence: Evidence): Evidence {
  const { drawn, ledger } = evidence;
  return {
    ...evidence,
    features: byName(evidence.features),
    ...(drawn && {
      drawn: {
        extents: byName(drawn.extents),
        entries: byName(drawn.entries),
        layouts: byName(drawn.layouts),
        batches: byName(drawn.batches),
      },
    }),
    ledger: [...ledger].sort((p, q) => (nameOf(p) < nameOf(q) ? -1 : 1)),
  };
}

function nameOf({ gradient, shapes }: LedgerLine): string {
  return `${gradient} ${shapes}`;
}

function byName<T extends object>(fields: T): T {
  // SAFETY: the same fields with the same values.
  return Object.fromEntries(Object.entries(fields).sort(([p], [q]) => (p < q ? -1 : 1))) as T;
}

/** A field that either may lack. */
function either<Name extends string, T>(
  name: Name,
  add: (a: T, b: T) => T,
  [a, b]: readonly [T | undefined, T | undefined],
): { readonly [Key in Name]?: T } {
  const sum = a === undefined ? b : b === undefined ? a : add(a, b);
  // SAFETY: the only key is the name.
  return (sum === undefined ? {} : { [name]: sum }) as { readonly [Key in Name]?: T };
}

function probedTogether(
  { probed: a }: Evidence,
  { probed: b }: Evidence,
): Pick<Evidence, 'probed'> {
  if (a === undefined) return b === undefined ? {} : { probed: b };
  if (b === undefined) return { probed: a };
  return { probed: { problems: a.problems + b.problems, bits: Math.min(a.bits, b.bits) } };
}

/** Two lines of the same gradient and shapes, drawn independently: a fault must survive both. */
export function bothSurvived(a: LedgerLine, b: LedgerLine): LedgerLine {
  return { ...a, problems: a.problems + b.problems, bits: a.bits + b.bits };
}

function entered(lines: readonly LedgerLine[], line: LedgerLine): readonly LedgerLine[] {
  const same = lines.find(
    ({ gradient, shapes }) => gradient === line.gradient && shapes === line.shapes,
  );
  if (same === undefined) return [...lines, line];
  return lines.map((each) => (each === same ? bothSurvived(same, line) : each));
}
