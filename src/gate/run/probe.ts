import type { Claim } from '../../../claims/claim.ts';
import { covers } from '../../../claims/covers.ts';
import { missingGradients } from '../../../claims/existing-gradients.ts';
import { claims as catalogue, claimList } from '../../../claims/index.ts';
import { properties } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { crashing } from '../../call/subject-crash.ts';
import type { Claims, Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import type { FormatName } from '../../number/formats.ts';
import { unmet } from '../../property/need.ts';
import { type Evidence, noEvidence, together } from '../../verdict/evidence.ts';
import { noneAsked } from '../../verdict/held.ts';
import { isVacuous } from '../../verdict/weakness-of.ts';
import { judge } from '../judge/judge.ts';
import { sentenceOf } from '../judge/to-outcome.ts';
import { listening } from './listening.ts';
import { profiles } from './profiles.ts';

/** A claim, and the properties that show whether it holds. */
export interface Probe {
  readonly claims: Claims;
  readonly by: readonly string[];
  /** The number formats in which they can; all, when left out. */
  readonly of?: readonly FormatName[];
  /** What is claimed as well, so that they see it; or all that was found to hold before. */
  readonly beside?: Claims | 'what holds';
  /** Only if another value of the claim was found to hold. */
  readonly withOthers?: true;
}

/** What came of trying a claim. */
export interface Probed {
  readonly claims: Claims;
  readonly holds: boolean;
  /** Where it does not hold. */
  readonly reason?: string;
  /** It was tried, and something was wrong. */
  readonly isRefuted?: true;
}

/** What only lets a subject off, and has no stricter value. */
const isExcuse = ({ weakens, assumed }: Claim): boolean =>
  weakens === true && assumed === undefined;

const isLate = ({ beside }: Probe): boolean => beside === 'what holds';

/**
 * Every claim that there is: first the excuses, without which a subject may fail all others, then how
 * the plain problem is judged, then the rest; at last what rests on others.
 */
export const probes: readonly Probe[] = [
  ...claimList.filter(isExcuse),
  ...claimList.filter((claim) => claim.weakens && !isExcuse(claim)),
  ...claimList.filter(({ weakens }) => !weakens),
]
  .flatMap(({ name, probes }) =>
    probes.map(({ claimed, ...shown }) => ({ claims: { [name]: claimed }, ...shown })),
  )
  .sort((one, other) => Number(isLate(one)) - Number(isLate(other)));

/** Of the claims that an inspection bears out, the excuses that no probe can tell from what needs none. */
export function excusesSeen(seen: Claims): Claims {
  const untried = claimList.filter(({ weakens, probes: tried }) => weakens && tried.length === 0);
  const found = untried.filter(({ name }) => seen[name] !== undefined);
  return Object.fromEntries(found.map(({ name }) => [name, seen[name]]));
}

/** Enough problems that a wrong claim is seldom believed: the sizes are those of a smoke run. */
const enough = { ...profiles.smoke, runs: 25 };

/** Tries claims one after another. An excuse that the subject needs goes with all that follow. */
export class Prober {
  #subject: Subject;
  #needed: Claims;
  readonly #seed: number | undefined;
  readonly #held: Probed[] = [];

  /** `needed` is what the subject is known to need, in whatever else it claims. */
  constructor(subject: Subject, seed?: number, needed: Claims = {}) {
    this.#subject = { ...subject, claims: { ...needed, ...subject.claims } };
    this.#seed = seed;
    this.#needed = needed;
  }

  async try(probe: Probe): Promise<Probed> {
    const probed = await this.#tried(probe);
    if (probed.holds) this.#held.push(probed);
    const claims = { ...probed.claims, ...this.#needed };
    if (probed.holds && claimList.some((each) => isExcuse(each) && each.name in probe.claims)) {
      this.#needed = claims;
      this.#subject = { ...this.#subject, claims: { ...this.#subject.claims, ...claims } };
    }
    return { ...probed, claims };
  }

  #tried(probe: Probe): Probed | Promise<Probed> {
    const [name = ''] = Object.keys(probe.claims);
    const others = this.#held.some(({ claims }) => name in claims);
    if (probe.withOthers && !others) return inVain(probe.claims);
    const beside = isLate(probe) ? claimsThatHold(this.#held) : probe.beside;
    return tryClaim(this.#subject, { ...probe, ...defined({ beside }) }, this.#seed);
  }
}

/** It is answered rightly by whoever ignores it. */
function inVain(claims: Claims): Probed {
  return { claims, holds: false, reason: 'not seen to matter: whoever ignores it answers so' };
}

/** Tries one claim on a subject: a refutation, or no proof. What rests on others is tried beside none. */
export async function tryClaim(subject: Subject, probe: Probe, seed = 1): Promise<Probed> {
  const { claims, of, beside } = probe;
  if (of?.includes(subject.numberFormat) === false) {
    return {
      claims,
      holds: false,
      reason: `not tried: in ${subject.numberFormat} nothing shows it`,
    };
  }
  const judged = { ...plainClaims(subject), ...(beside === 'what holds' ? {} : beside), ...claims };
  const watch = heedful(claims);
  let heeded = watch === undefined;
  const watched = listening(
    subject,
    () => {},
    (given, answers) => {
      heeded ||= watch?.(given, answers) === true;
    },
  );
  const border = new Border(heeded ? subject : watched, judged);
  const { refutation, untried, evidence } = await tried(border, probe, seed);
  if (refutation !== undefined) {
    return { claims, holds: false, reason: refutation, isRefuted: true };
  }
  if (untried !== undefined) return { claims, holds: false, reason: `not tried: ${untried}` };
  if (!heeded) return inVain(claims);
  if (isPlain(claims) && isVacuous(evidence))
    return { claims, holds: false, reason: judgesNothing };
  const strict = withoutExcuse(judged, claims);
  if (strict === undefined) return { claims, holds: true };
  const needed = await tried(new Border(subject, strict), probe, seed);
  if ((needed.refutation ?? needed.untried) !== undefined) return { claims, holds: true };
  return { claims, holds: false, reason: 'not needed: the subject is right without it' };
}

/** What tells whether an answer heeds the claim; nothing, of one that cannot be ignored. */
function heedful(made: Claims): Claim['heeds'] {
  return claimList.find(({ name, heeds }) => name in made && heeds !== undefined)?.heeds;
}

/** `judged` without a claim of `tried` that only lets a subject off, and has no stricter value. */
function withoutExcuse(judged: Claims, tried: Claims): Claims | undefined {
  const excuse = claimList.find((claim) => isExcuse(claim) && claim.name in tried);
  if (excuse === undefined) return undefined;
  const { [excuse.name]: _, ...strict } = judged;
  return strict;
}

/** Whether a probe says how the plain problem is judged. */
export function isPlain(claims: Claims): boolean {
  return claimList.some(({ name, weakens }) => weakens && name in claims);
}

/** How the subject's plain problems are judged, by what it claims itself. */
function plainClaims({ claims = {} }: Subject): Claims {
  const own = claimList.filter(({ weakens, name }) => weakens && claims[name] !== undefined);
  return Object.fromEntries(own.map(({ name }) => [name, claims[name]]));
}

const judgesNothing = 'it would judge nothing: most of its bounds allow 0 in this number format';

interface Tried {
  /** Where the subject violates a property that would show that a claim is wrong. */
  readonly refutation?: string;
  /** Why nothing shows whether it is. */
  readonly untried?: string;
  readonly evidence: Evidence;
}

async function tried(border: Border, { by }: Probe, seed: number): Promise<Tried> {
  let all = noEvidence;
  const named = properties.filter(({ id }) => by.includes(id));
  const asked = named.filter((property) => unmet(property, border) === undefined);
  if (asked.length === 0) {
    const [missing] = missingGradients(border.claims);
    const lacks = missing ?? (border.weights.areOther ? 'W as it is given' : 'claim that shows it');
    return { evidence: all, untried: `the subject has no ${lacks}` };
  }
  for (const property of asked) {
    await crashing('begin', () => border.subject.begin?.());
    const { runs, failures, evidence } = await judge(property, border, {
      ...enough,
      seed,
      brief: true,
    });
    const last = failures.at(-1);
    all = together(all, evidence);
    if (last !== undefined) {
      return { evidence: all, refutation: `${property.id}: ${sentenceOf(last.disagreement)}` };
    }
    if (runs === 0) {
      return { evidence: all, untried: noneAsked(evidence) };
    }
  }
  return { evidence: all };
}

/** Whether a word of a claim covers another, or there is none. */
function isStronger(name: string, value: unknown, other: unknown): boolean {
  const words: readonly unknown[] = claimList.find((each) => each.name === name)?.values ?? [];
  return other === undefined || words.indexOf(value) < words.indexOf(other);
}

/** All claims that hold, as one object: of two alternatives the stronger, but none that is more than one that is refuted. */
export function claimsThatHold(probed: readonly Probed[]): Claims {
  const refuted = probed.filter(({ isRefuted }) => isRefuted).map(({ claims }) => claims);
  // Chance may let a claim hold that is more than one that does not.
  const isDoubted = (claims: Claims): boolean => refuted.some((less) => covers(claims, less));
  const holding = probed
    .filter(({ claims, holds }) => holds && !isDoubted(claims))
    .map(({ claims }) => claims);
  const kinds = holding.flatMap(({ layouts }) => (Array.isArray(layouts) ? layouts : []));
  const layouts = kinds.length === catalogue.layouts.some.length ? 'all' : kinds;
  const claimed = new Map<string, unknown>();
  for (const [name, value] of holding.flatMap(Object.entries)) {
    if (isStronger(name, value, claimed.get(name))) claimed.set(name, value);
  }
  for (const { name, assumed } of claimList) {
    if (assumed !== undefined && claimed.get(name) === assumed) claimed.delete(name); // said by silence
  }
  if (kinds.length > 0) claimed.set('layouts', layouts);
  return Object.fromEntries(claimed);
}
