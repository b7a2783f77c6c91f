import { claimsText } from '../../claims/needed-by.ts';
import { claimsThatHold, isPlain, type Probed, probes } from '../gate/run/probe.ts';
import type { ArithmeticSeen } from '../verdict/arithmetic-seen.ts';
import { onInterrupt } from './check.ts';
import { exitCode } from './exit-code.ts';
import { complain, say } from './say.ts';
import { newJournal, startSuite, stopOf } from './start-suite.ts';
import type { ProbeRequest } from './verbs/request.ts';

/** Looks at how the subject of a request sums, tries every claim, and prints those that hold, ready to paste. */
export async function probeClaims(request: ProbeRequest): Promise<number> {
  const journal = newJournal();
  onInterrupt(() => journal.endWorkers());
  const vitest = await startSuite(request, {}, journal);
  await vitest.close();
  journal.endChildren();
  const code = stopOf(journal);
  if (code !== undefined) return code;
  const { inspected, probed, probing: last } = journal;
  for (const line of inspected === undefined ? [] : seenLines(inspected)) say(line);
  for (const line of linesOf(probed)) say(line);
  if (last !== undefined) {
    const rest = probes.length - probed.length - 1;
    complain(`The process of the subject ended while ${last} was tried; ${rest} were not tried.`);
    return exitCode['not run'];
  }
  return probed.some(holdsPlainly) ? exitCode.verified : exitCode.violated;
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

/** One line a claim, then the claims that hold as they stand in an adapter. */
export function linesOf(probed: readonly Probed[]): string[] {
  const lines = probed.map(({ claims, holds, reason, isRefuted }) => {
    const text = `${holds ? '✓' : isRefuted ? '✗' : '–'} ${claimsText(claims)}`;
    return reason === undefined ? text : `${text.padEnd(38)} ${firstLine(reason)}`;
  });
  if (!probed.some(holdsPlainly)) {
    const first = 'The plain problem fails already: judge that first, without --probe-claims.';
    return [first, '', ...lines];
  }
  return [
    ...lines,
    '',
    'No counterexample was found to these; copy those that you mean to stand by:',
    `  claims: { ${claimsText(claimsThatHold(probed))} },`,
  ];
}
