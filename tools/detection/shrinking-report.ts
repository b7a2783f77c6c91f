import type { Size } from '../lib/size.ts';
import { table } from '../lib/table.ts';
import type { Contest } from './contest.ts';
import type { Detection, FaultRecord, Shrinking } from './detection.ts';

/** reports/shrinking.md: for each fault the first failing problem and the smallest. */
export function shrinkingReport({ faults, seed }: Detection): string {
  const contests = faults.filter(({ contest: { joint, chained } }) => joint ?? chained);
  const shrunk = faults.flatMap(({ name, shrinking }) => (shrinking ? { name, shrinking } : []));
  const steps = shrunk.map(({ shrinking }) => shrinking.steps);
  const sizes = shrunk.map(({ shrinking }) => shrinking.smallest.entries);
  const parts = [
    `# Shrinking

From the first failing problem to the smallest, for each fault of the bank, by the property that states most directly what it breaks
(profile ci, seed ${seed}). Written by \`npm run detection\`; a seed determines all of it.`,
    '## Distribution',
    table(header, [row('accepted steps', steps), row('entries of X, W and dY, shrunk', sizes)]),
    '## Against a chained arbitrary',
    `The same subjects, hunted with equation 1 and 2 on plain problems by gradgate's arbitrary (*joint*) and by one chained from fast-check's
own parts (*chained*, \`tools/lib/chained-problems.ts\`; see also [generator.md](generator.md) and [hypothesis.md](hypothesis.md)), seed ${seed}. In each cell: entries, of them not 0, accepted steps.`,
    contestTable(contests),
    '## Every fault',
    table(
      ['fault', 'property', ' found', ' not 0', ' steps', ' smallest', ' not 0', ' largest', ''],
      faults.map(faultRow),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

const header = ['', ' least', ' a quarter', ' half', ' three quarters', ' 95 %', ' most'];

/** Quantiles. */
function row(title: string, values: readonly number[]): string[] {
  const sorted = values.toSorted((a, b) => a - b);
  const quantile = (part: number): string =>
    `${sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? '–'}`;
  return [title, ...[0, 0.25, 0.5, 0.75, 0.95, 1].map(quantile)];
}

function faultRow({ name, shrinking }: FaultRecord): string[] {
  if (shrinking === undefined) return [name, 'not caught', ...Array<string>(7).fill('')];
  const { property, found, smallest, steps, text } = shrinking;
  const sizes = [found, smallest].map(shape);
  const [first = '', last = ''] = sizes;
  const numbers = [`${found.nonZero}`, `${steps}`, last, `${smallest.nonZero}`, largest(shrinking)];
  return [name, property, first, ...numbers, text];
}

function shape({ m, n, k }: Size): string {
  return `${m}×${n}×${k}`;
}

function largest({ smallest }: Shrinking): string {
  const value = smallest.largest;
  return Number.isInteger(value) && value < 1e6 ? `${value}` : value.toExponential(1);
}

function contestTable(contests: readonly FaultRecord[]): string {
  const cell = (size: Contest['joint']): string =>
    size === undefined ? 'not found' : `${size.entries}, ${size.nonZero}, ${size.steps}`;
  const fewer = (a: Contest['joint'], b: Contest['joint']): boolean =>
    a !== undefined && (b === undefined || a.entries < b.entries);
  const better = contests.filter(({ contest: { joint, chained } }) => fewer(joint, chained)).length;
  const worse = contests.filter(({ contest: { joint, chained } }) => fewer(chained, joint)).length;
  const rows = contests.map(({ name, contest: { joint, chained } }) => [
    name,
    cell(joint),
    cell(chained),
  ]);
  const summary = `Joint ends with fewer entries (or alone finds the fault) ${better} times, chained ${worse} times, of ${contests.length}.`;
  return `${summary}\n\n${table(['fault', ' joint', ' chained'], rows)}`;
}
