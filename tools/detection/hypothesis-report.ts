import { formats } from '../../src/number/formats.ts';
import { problems } from '../../src/problem/problems.ts';
import { type Find, hunt } from '../lib/hunt.ts';
import { plantedFaults } from '../lib/planted-faults.ts';
import { sizeOf } from '../lib/size.ts';
import { table } from '../lib/table.ts';
import { type HypothesisFind, hypothesisOn, limits } from './hypothesis-on.ts';

/** reports/hypothesis.md: Hypothesis and gradgate's own arbitrary on the same faults. */
export async function hypothesisReport(): Promise<string | { readonly missing: string }> {
  const theirs = await hypothesisOn(plantedFaults);
  if ('missing' in theirs) return theirs;
  const ours = problems({ ...limits, format: formats.float64 });
  const rows: string[][] = [];
  for (const fault of plantedFaults) {
    const find = await hunt(fault, ours, 1);
    rows.push([fault.name, ...cells(sized(find)), ...cells(theirs.get(fault.name))]);
  }
  const [{ hypothesis = '' } = {}] = theirs.values();
  const header = ['fault', ' runs', ' m×n×k', ' entries, not 0'];
  return `# Hypothesis, compared

Ten faults of the bank, hunted by gradgate's arbitrary with equation 1 and 2, and by Hypothesis ${hypothesis} over the protocol with the same two
equations (\`tools/detection/hunt_with_hypothesis.py\`: extents, then lists of floats, Higham's bound in exact fractions). Extents up to ${limits.extent}, m·n·k ≤ ${limits.volume},
at most 300 problems; Hypothesis derandomized, ours with seed 1. *runs*: until found. Written by \`npm run detection -- --hypothesis\`, which needs the
Debian package python3-hypothesis.

${table([...header, ...header.slice(1).map((title) => `${title} (Hypothesis)`)], rows)}
`;
}

function sized(find: Find | undefined): HypothesisFind | undefined {
  return find && { hypothesis: '', found: true, runs: find.runs, ...sizeOf(find.problem) };
}

function cells(find: HypothesisFind | undefined): string[] {
  if (!find?.found) return [`${find?.runs ?? '–'}`, 'not found', '–'];
  const { runs, m, n, k, entries, nonZero } = find;
  return [`${runs}`, `${m}×${n}×${k}`, `${entries}, ${nonZero}`];
}
