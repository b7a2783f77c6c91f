import { claimsText } from '../../claims/needed-by.ts';
import { claimsThatHold, isPlain, type Probed, probes } from '../gate/run/probe.ts';
import { onInterrupt } from './check.ts';
import { exitCode } from './exit-code.ts';
import { complain, say } from './say.ts';
import { newJournal, startSuite, stopOf } from './start-suite.ts';
import type { ProbeRequest } from './verbs/request.ts';

/** Tries every claim on the subject of a request, and prints those that hold, ready to paste. */
export async function probeClaims(request: ProbeRequest): Promise<number> {
  const journal = newJournal();
  onInterrupt(() => journal.endWorkers());
  const vitest = await startSuite(request, {}, journal);
  await vitest.close();
  journal.endChildren();
  const code = stopOf(journal);
  if (code !== undefined) return code;
  const { probed, probing: last } = journal;
  for (const line of linesOf(probed)) say(line);
  if (last !== undefined) {
    const rest = probes.length - probed.length - 1;
    complain(`The process of the subject ended while ${last} was tried; ${rest} were not tried.`);
    return exitCode['not run'];
  }
  return probed.some(holdsPlainly) ? exitCode.verified : exitCode.violated;
}

/** Whether a claim says only that plain problems are answered rightly, and they are. */
function holdsPlainly({ claims, holds }: Probed): boolean {
  return holds && isPlain(claims);
}

/** One line a claim, then the claims that hold as they stand in an adapter. */
export function linesOf(probed: readonly Probed[]): string[] {
  const lines = probed.map(({ claims, holds, reason }) => {
    const text = `${holds ? '✓' : '✗'} ${claimsText(claims)}`;
    return reason === undefined ? text : `${text.padEnd(38)} ${reason}`;
  });
  if (!probed.some(holdsPlainly)) {
    return [
      ...lines,
      '',
      'The plain problem fails already: judge that first, without --probe-claims.',
    ];
  }
  return [
    ...lines,
    '',
    'No counterexample was found to these; copy those that you mean to stand by:',
    `  claims: { ${claimsText(claimsThatHold(probed))} },`,
  ];
}
