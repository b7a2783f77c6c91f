import type { Canary, RunInfo, Verdict } from './verdict.ts';

/** Whether a run with these canaries says nothing. */
export function isVoid(canaries: readonly Canary[]): boolean {
  return canaries.some(hasFailed);
}

/** What a void run says, and what to do about it. */
export function voidSentence({
  canaries = [],
  replaced,
  run,
}: Pick<Verdict, 'canaries' | 'replaced'> & { run: Pick<RunInfo, 'seed'> }): string {
  if (replaced !== undefined) {
    return (
      `void: the subject replaced ${replaced}, with which gradgate judges in the same process. ` +
      'Judge it with gradgate check: there it has a thread of its own.'
    );
  }
  const told = canaries
    .filter(hasFailed)
    .map(({ name, property, outcome }) =>
      outcome === 'missed'
        ? `${property} did not catch ${name}, which is wrong`
        : `${property} accused ${name}, which is right`,
    );
  const cause = 'This is a bug in gradgate, or the subject has changed what built-ins do';
  return `void: ${told.join('; ')}. ${cause}: please report it (seed ${run.seed}).`;
}

/**
 * What the canaries are and how they fared: "before judging: two subjects known to be wrong were
 * caught (a, b), one known to be right passed (c)".
 */
export function canariesText(canaries: readonly Canary[]): string {
  const parts = Object.entries(fates).flatMap(([outcome, [kind, verb]]) => {
    const names = canaries.filter((each) => each.outcome === outcome).map(({ name }) => name);
    const fate = names.length === 1 ? verb.replace('were', 'was') : verb;
    return names.length === 0 ? [] : [{ kind, fate, names }];
  });
  const told = parts.map(({ kind, fate, names }, at) => {
    const noun = at > 0 ? '' : names.length === 1 ? ' subject' : ' subjects';
    return `${numerals[names.length]}${noun} ${kind} ${fate} (${names.join(', ')})`;
  });
  return `before judging: ${told.join(', ')}`;
}

const numerals = ['none', 'one', 'two', 'three'];

const fates = {
  caught: ['known to be wrong', 'were caught'],
  missed: ['known to be wrong', 'were NOT caught'],
  'not accused': ['known to be right', 'passed'],
  accused: ['known to be right', 'were accused'],
} as const satisfies Record<Canary['outcome'], readonly [kind: string, fate: string]>;

function hasFailed({ outcome }: Canary): boolean {
  return outcome === 'missed' || outcome === 'accused';
}
