import { claimsText } from '../../claims/needed-by.ts';
import { claimsThatHold, isPlain, type Probed } from '../gate/run/probe.ts';
import type { ArithmeticSeen } from '../verdict/arithmetic-seen.ts';
import type { Reached } from '../verdict/findings.ts';
import { onInterrupt } from './check.ts';
import { exitCode } from './exit-code.ts';
import type { Journal } from './journal.ts';
import { ProgressLine } from './progress-line.ts';
import { complain, say } from './say.ts';
import { newJournal, startSuite, stopOf } from './start-suite.ts';
import { startingLine } from './starting-line.ts';
import type { ProbeRequest } from './verbs/request.ts';
import { version } from './version.ts';

/**
 * Looks at how the subject of a request sums, tries every claim, and tells each as it is done; then those that hold,
 * ready to paste.
 */
export async function probeClaims(request: ProbeRequest): Promise<number> {
  const journal = newJournal();
  onInterrupt(() => journal.endWorkers());
  const progress = new ProgressLine();
  const tell = telling(journal, progress);
  for (const line of introduction(request)) say(line);
  progress.show(() => ({ reached: reachedIn(journal), each: 'claim' }));
  const timer = setInterval(tell, 100).unref();
  const vitest = await startSuite(request, {}, journal);
  await vitest.close();
  journal.endChildren();
  clearInterval(timer);
  tell();
  progress.end();
  const code = stopOf(journal);
  if (code !== undefined) return code;
  const { probed, probing: last, toTry } = journal;
  for (const line of closingLines(probed)) say(line);
  if (last !== undefined) {
    const rest = toTry - probed.length - 1;
    complain(`The process of the subject ended while ${last} was tried; ${rest} were not tried.`);
    return exitCode['not run'];
  }
  return probed.some(holdsPlainly) ? exitCode.verified : exitCode.violated;
}

function introduction({ subject, options }: ProbeRequest): string[] {
  const starting = startingLine(subject);
  return [
    `gradgate ${version} · trying every claim · seed ${options.seed ?? 1}`,
    ...(starting === undefined ? [] : [starting]),
    '',
  ];
}

/** Tells what has come of it since it did so last. */
function telling(journal: Journal, progress: ProgressLine): () => void {
  let isSeen = false;
  let told = 0;
  return () => {
    journal.read();
    const { inspected, probed } = journal;
    const lines = probed.slice(told).map(lineOf);
    const seen = isSeen || inspected === undefined ? [] : seenLines(inspected);
    isSeen ||= inspected !== undefined;
    told = probed.length;
    if (seen.length + lines.length === 0) return;
    progress.clear();
    for (const line of [...seen, ...lines]) say(line);
  };
}

function reachedIn({ probing, probed, toTry }: Journal): Reached | undefined {
  if (probing === undefined) return undefined;
  return { property: `trying ${probing}`, judged: probed.length, properties: toTry };
}

/** How it sums: a line for each aspect of each product. */
function seenLines(seen: ArithmeticSeen): string[] {
  if ('unknown' in seen) return [`How it sums could not be seen: ${seen.unknown}`, ''];
  const { products, size } = seen;
  const told = Object.entries(products).flatMap(([product, aspects]) => [
    `${product}, of ${size} terms`,
    ...Object.entries(aspects).map(([aspect, text]) => `  ${aspect.padEnd(11)}  ${text}`),
  ]);
  return [...told, ''];
}

/** Whether a claim says only that plain problems are answered rightly, and they are. */
function holdsPlainly({ claims, holds }: Probed): boolean {
  return holds && isPlain(claims);
}

/** What a subject says may be a whole traceback. */
function firstLine(text: string): string {
  const [first = '', ...others] = text.split('\n');
  return others.length === 0 ? first : `${first} …`;
}

/** What came of one claim. */
export function lineOf({ claims, holds, reason, isRefuted }: Probed): string {
  const text = `${holds ? '✓' : isRefuted ? '✗' : '–'} ${claimsText(claims)}`;
  return reason === undefined ? text : `${text.padEnd(38)} ${firstLine(reason)}`;
}

/** The claims that hold, as they stand in an adapter. */
export function closingLines(probed: readonly Probed[]): string[] {
  if (!probed.some(holdsPlainly)) {
    return ['', 'The plain problem fails already: judge that first, without --probe-claims.'];
  }
  return [
    '',
    'No counterexample was found to these; copy those that you mean to stand by:',
    `  claims: { ${claimsText(claimsThatHold(probed))} },`,
  ];
}
