import type { Canary } from './verdict.ts';

/** Whether a run with these canaries says nothing. */
export function isVoid(canaries: readonly Canary[]): boolean {
  return canaries.some(hasFailed);
}

/** What a void run says, and what to do about it. */
export function voidSentence(canaries: readonly Canary[], seed: number): string {
  const told = canaries
    .filter(hasFailed)
    .map(({ name, property, outcome }) =>
      outcome === 'missed'
        ? `${property} did not catch ${name}, which is wrong`
        : `${property} accused ${name}, which is right`,
    );
  const cause = 'This is a bug in gradgate, or the subject has changed what built-ins do';
  return `void: ${told.join('; ')}. ${cause}: please report it (seed ${seed}).`;
}

function hasFailed({ outcome }: Canary): boolean {
  return outcome === 'missed' || outcome === 'accused';
}
