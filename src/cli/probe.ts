import type { Claims } from '../contract/subject.ts';
import { claimsThatHold, isPlain, type Probed, probes } from '../gate/run/probe.ts';
import { exitCode } from './exit-code.ts';
import { endChildren, endWorkers, readProbed } from './journal.ts';
import type { Request } from './parse.ts';
import { journalIn, loadFailure, passingFolder, startSuite } from './start.ts';

/** Tries every claim on the subject of a request, and prints those that hold, ready to paste. */
export async function probeClaims(request: Request): Promise<number> {
  const folder = passingFolder();
  const interrupt = (): void => {
    endWorkers(journalIn(folder));
    setTimeout(() => process.exit(exitCode.interrupted), 2000).unref();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const vitest = await startSuite(request, {}, folder);
  const code = loadFailure(vitest);
  await vitest.close();
  endChildren(journalIn(folder));
  if (code !== undefined) return code;
  const { probed, last } = readProbed(journalIn(folder));
  for (const line of linesOf(probed)) console.log(line);
  if (last !== undefined) {
    const rest = probes.length - probed.length - 1;
    console.error(
      `The process of the subject ended while ${last} was tried; ${rest} were not tried.`,
    );
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
    const text = `${holds ? '✓' : '✗'} ${fieldsOf(claims)}`;
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
    `  claims: { ${fieldsOf(claimsThatHold(probed))} },`,
  ];
}

/** Claims as they stand in code: "bias: true". */
function fieldsOf(claims: Claims): string {
  const fields = Object.entries(claims).map(([name, value]) => {
    const code = JSON.stringify(value).replaceAll('"', "'").replaceAll(',', ', ');
    return `${name}: ${code}`;
  });
  return fields.join(', ');
}
