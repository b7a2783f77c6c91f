import { table } from '../lib/table.ts';
import type { Told } from './told.ts';

const outcomes = ['right', 'wrong', 'candidates', 'no pattern', 'not diagnosed'] as const;

/** reports/diagnosis.md: how often what is said of a fault is so, and every sentence. */
export function diagnosisReport(bank: readonly Told[], heldOut: readonly Told[]): string {
  return `# Diagnosis

What a run says of the cause of a failure, at profile ci, by the property that each fault names. Written by \`npm run diagnosis\`. *Right*:
the sentence names a kind of mistake that the fault is (\`tools/diagnosis/causes-of.ts\`). *Candidates*: up to three are told as such.
*Not diagnosed*: it fails in another way than by wrong entries of dX, dW or Y, and the comparison itself says how.
The mistakes were written with the bank at hand. The held-out faults were written later, and no mistake for their sake, but for
three (row lengths of other extents, a clip at 6, and one word for two sentences), so that they say little of what others meet.

${table(['faults', ...outcomes.map((each) => ` ${each}`), ' right of those diagnosed'], [row('the bank', bank), row('held out', heldOut)])}

## The bank

${sentences(bank)}

## Held out

${sentences(heldOut)}
`;
}

function row(name: string, all: readonly Told[]): string[] {
  const counts = outcomes.map((outcome) => count(all, outcome));
  const diagnosed = all.length - count(all, 'not diagnosed');
  const share = ((100 * count(all, 'right')) / diagnosed).toFixed(1);
  return [name, ...counts.map(String), `${share} %`];
}

function count(all: readonly Told[], which: Told['outcome']): number {
  return all.filter(({ outcome }) => outcome === which).length;
}

function sentences(all: readonly Told[]): string {
  const rows = all.map(({ fault, seed, outcome, text }) => [fault, `${seed}`, outcome, text]);
  return table(['fault', ' seed', '', 'what is said'], rows);
}
