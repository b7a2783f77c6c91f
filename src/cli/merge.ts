import { conclusion } from '../report/console.ts';
import { writeReport } from '../report/write-report.ts';
import { causeLines, causesOf } from '../verdict/causes-of.ts';
import { mergeVerdicts } from '../verdict/merge-verdicts.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { askedOf } from './asked-of.ts';
import { exitCode } from './exit-code.ts';
import { Lost } from './lost.ts';
import { askedAt, claimHome, placeOf } from './place.ts';
import { readVerdict } from './read-verdict.ts';
import { replayCommand } from './replay-command.ts';
import { reportLine } from './report-line.ts';
import { complain, say } from './say.ts';

/** Makes one verdict of those of several shards. Returns the exit code of what it concludes. */
export function merge(paths: readonly string[], out?: string): number {
  const named = paths.map((path) => ({ path, verdict: readVerdict('merge', path) }));
  const verdict = mergeVerdicts(named);
  const [asked] = paths.flatMap((path) => askedAt(path) ?? []);
  const replay = (token: string): string =>
    asked === undefined
      ? `npx gradgate check <adapter> --replay ${token}`
      : replayCommand(asked, token, {});
  const lost = new Lost();
  lost.guard(() => {
    // Beside the folder of the subject: a shard may have its own verdict there.
    const { subject, numberFormat } = verdict.run;
    const owner = { numberFormat, asked: asked === undefined ? {} : askedOf(asked) };
    const folder = claimHome(placeOf(out), { subject: `${subject} merged`, ...owner });
    const page = writeReport(folder, verdict, { kind: 'run', replayCommand: replay });
    say(reportLine(page, out));
  });
  for (const line of causeLines(causesOf(named), named.length)) say(line);
  console.log(conclusion(verdict, replay));
  const gaps = gapsIn(verdict);
  if (gaps !== undefined) complain(`Shards that were not named: ${gaps}. Merge them, too.`);
  if (lost.any) return exitCode.surroundings;
  const isWhole = gaps === undefined || verdict.conclusion !== 'verified';
  return isWhole ? exitCode[verdict.conclusion] : exitCode['not run'];
}

/** Shards of the run that nobody named, in words; nothing, where all are there. */
function gapsIn({ run: { shards } }: Verdict): string | undefined {
  if (shards === undefined) return undefined;
  const { asked, of } = shards;
  const places = [0, ...asked, of + 1];
  const gaps = places.slice(1).flatMap((next, place) => {
    const [from, to] = [(places[place] ?? 0) + 1, next - 1];
    return from > to ? [] : from === to ? `${from}` : `${from} to ${to}`;
  });
  return gaps.length === 0 ? undefined : `${gaps.join(', ')} of ${of}`;
}
