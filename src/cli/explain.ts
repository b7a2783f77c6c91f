import { defined } from '../defined.ts';
import type { GateOptions } from '../gate/run/gate-options.ts';
import { isProfile, profiles } from '../gate/run/profiles.ts';
import { bearingOf } from '../verdict/bearing-of.ts';
import { explain as explanationOf } from '../verdict/explain.ts';
import type { PropertyVerdict } from '../verdict/property-verdict.ts';
import type { RunInfo } from '../verdict/verdict.ts';
import { exitCode } from './exit-code.ts';
import { askedAt } from './place.ts';
import { readVerdict } from './read-verdict.ts';
import { replayCommand } from './replay-command.ts';
import { say } from './say.ts';
import type { ExplainRequest } from './verbs/request.ts';

/** What stands for an adapter that nobody names: without one, the built-in reference would be asked. */
const unnamed = { from: 'module', named: 'ADAPTER', path: '' } as const;

/**
 * Tells every property of a written verdict in full: on the console, those that fail; as JSON, all, by
 * id. Returns the exit code, which is not that of the verdict. @throws GradgateError OPTION
 */
export function explain({ path, subject, json }: ExplainRequest): number {
  const { run, properties } = readVerdict('explain', path);
  const sizes = sizesOf(run);
  const asked = subject.from === 'built-in' ? (askedAt(path) ?? unnamed) : subject;
  const told = (verdict: PropertyVerdict): string =>
    explanationOf(verdict, (token) => replayCommand(asked, token, sizes));
  if (json) {
    console.log(JSON.stringify(Object.fromEntries(properties.map((one) => [one.id, told(one)]))));
  } else {
    const failing = properties.filter(isTold).map(told);
    say(failing.length === 0 ? `${run.subject}: nothing fails` : failing.join('\n\n'));
  }
  return exitCode.verified;
}

/** Whether there is something to see: also what is known to fail. */
function isTold(verdict: PropertyVerdict): boolean {
  const bearing = bearingOf(verdict);
  return verdict.outcome === 'known to fail' || (bearing !== 'judged' && bearing !== 'unjudged');
}

/** What a replay needs beside the token: what is not as the profile has it. */
function sizesOf({ profile, runs, shards, ...sizes }: RunInfo): GateOptions {
  const { extent, volume, shapes } = sizes;
  const isUsual = shards !== undefined || (isProfile(profile) && runs === profiles[profile].runs);
  const own = isUsual ? undefined : runs;
  return defined({ runs: own, extent, volume, shapes });
}
