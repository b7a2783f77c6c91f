import { explain } from '../verdict/explain.ts';
import type { PropertyVerdict } from '../verdict/property-verdict.ts';
import { reasonOf } from '../verdict/reason-of.ts';
import type { ReplayCommand } from '../verdict/see-again.ts';
import { staleSentences } from '../verdict/stale-sentences.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { oneLine, printable } from '../wire/printable.ts';
import { markdown } from './markdown.ts';
import { failuresOf } from './told-failures.ts';

/** A job shows ten annotations of a step. */
const mostAnnotations = 10;

/**
 * Commands of a workflow that annotate a job, or a file of it, with what failed: first the property that says most.
 * Whatever names and messages hold, nothing of them is a command.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function annotations(
  verdict: Verdict,
  replayCommand: ReplayCommand,
  file?: string,
): string[] {
  const { subject } = verdict.run;
  const [first, ...others] = failuresOf(verdict.properties);
  const told =
    first === undefined
      ? [[verdict.conclusion, `${subject}: ${verdict.conclusion}`] as const].filter(
          ([conclusion]) => conclusion !== 'verified',
        )
      : [
          [first.id, explain(first, replayCommand)] as const,
          ...others.map((other) => [other.id, shortly(other)] as const),
        ];
  const annotation = (level: 'error' | 'warning', what: string, text: string): string => {
    const title = property(oneLine(`gradgate: ${subject}: ${what}`));
    const place = file === undefined ? '' : `file=${property(file)},`;
    return `::${level} ${place}title=${title}::${data(printable(text))}`;
  };
  const isOld = (id: string): boolean => verdict.since?.still.includes(id) === true;
  const stale = staleSentences(verdict);
  return [
    ...told.map(([what, text]) => annotation(isOld(what) ? 'warning' : 'error', what, text)),
    ...stale.map((text) => annotation('warning', 'known failures', text)),
  ].slice(0, mostAnnotations);
}

function shortly(verdict: PropertyVerdict): string {
  return `${verdict.statement}: ${reasonOf(verdict) ?? ''}`;
}

/** The value of a command: it ends with the line. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property of a command: it ends at a comma or a colon, too. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** What a step may add to the summary of its job, in bytes. */
const mostBytes = 2 ** 20;

/** The report, as far as a summary has room for it. */
export function jobSummary(verdict: Verdict, replayCommand: ReplayCommand): string {
  const report = markdown(verdict, replayCommand);
  if (Buffer.byteLength(report) < mostBytes) return report;
  const rest = '\n\nThe rest is in report.md: a summary has no room for it.\n';
  const room = mostBytes - Buffer.byteLength(rest) - 1;
  const cut = Buffer.from(report)
    .subarray(0, room)
    .toString()
    .replace(/\n[^\n]*$/, '');
  return `${cut}${rest}`;
}
