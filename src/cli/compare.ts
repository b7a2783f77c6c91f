import { reasonOf } from '../verdict/reason-of.ts';
import { sinceSentence } from '../verdict/since-base.ts';
import type { Since, Verdict } from '../verdict/verdict.ts';
import { Bases } from './bases.ts';
import { exitCode } from './exit-code.ts';
import { readVerdict } from './read-verdict.ts';
import { say } from './say.ts';
import type { CompareRequest } from './verbs/request.ts';
import { verdictsAt } from './verdicts-at.ts';

/** Says what changed between verdicts. Returns the exit code: 1 where something new fails. @throws GradgateError OPTION */
export function compare({ base, head, json }: CompareRequest): number {
  const bases = new Bases('compare', base);
  const all = verdictsAt('compare', head).map((path) => {
    const verdict = readVerdict('compare', path);
    return { verdict, since: bases.since(verdict) };
  });
  if (json) {
    const told = all.map(({ verdict: { run }, since }) => ({ subject: run.subject, ...since }));
    console.log(JSON.stringify(told, undefined, 1));
  } else {
    say(all.flatMap(({ verdict, since }) => linesOf(verdict, since)).join('\n'));
  }
  const isWorse = all.some(({ verdict, since }) => redIn(verdict, since).length > 0);
  return isWorse ? exitCode.violated : exitCode.verified;
}

/** New failures that no list lets pass. */
function redIn({ properties }: Verdict, since: Since): string[] {
  return properties.flatMap(({ id, outcome }) =>
    since.new.includes(id) && outcome !== 'known to fail' ? id : [],
  );
}

function linesOf({ run, properties }: Verdict, since: Since): string[] {
  const told = properties.flatMap((property) => {
    const { id } = property;
    const reason = reasonOf(property) ?? '';
    if (since.new.includes(id)) return `✗ new    ${id}: ${reason}`;
    if (since.still.includes(id)) return `~ still  ${id}: ${reason}`;
    return since.fixed.includes(id) ? `✓ fixed  ${id}` : [];
  });
  return [`${run.subject}, ${sinceSentence(since)}`, ...told];
}
