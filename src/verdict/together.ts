import { bothSurvived } from './ledger-of.ts';
import type { Evidence, Feature, LedgerLine } from './verdict.ts';

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

function entered(lines: readonly LedgerLine[], line: LedgerLine): readonly LedgerLine[] {
  const same = lines.find(
    ({ gradient, shapes }) => gradient === line.gradient && shapes === line.shapes,
  );
  if (same === undefined) return [...lines, line];
  return lines.map((each) => (each === same ? bothSurvived(same, line) : each));
}
