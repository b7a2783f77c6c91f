import { defined } from '../defined.ts';
import type { ArithmeticSeen } from './arithmetic-seen.ts';
import { isBailed, isFailure } from './bearing-of.ts';
import { type About, conclude } from './conclude.ts';
import { followed } from './followed.ts';
import { isVoid } from './is-void.ts';
import type {
  BeingAsked,
  JournalEntry,
  Progress,
  Registered,
  RoundsPassed,
} from './journal-entry.ts';
import type { Law, PropertyVerdict } from './property-verdict.ts';
import type { Bug, Canary, RunInfo, Verdict } from './verdict.ts';

/** What is known of one subject so far. */
interface Found {
  readonly run: RunInfo;
  readonly laws: Law[];
  readonly verdicts: Map<string, PropertyVerdict>;
  /** Of properties that failed, and were not done with: the smallest problem so far. */
  readonly failing: Map<string, PropertyVerdict>;
  readonly rounds: Map<string, RoundsPassed>;
  started?: string;
  asked?: BeingAsked;
  canaries?: readonly Canary[];
  replaced?: string;
  arithmetic?: ArithmeticSeen;
  bug?: Bug;
}

/** How far a run is. */
export interface Reached {
  readonly property: string;
  /** Properties that are done with, of how many. */
  readonly judged: number;
  readonly properties: number;
  readonly asked?: Pick<BeingAsked, 'asked' | 'of'>;
}

/** Reads journals: adds up entries, and says at any time what follows from those that came. */
export class Findings {
  readonly #subjects = new Map<string, Found>();

  /** Whether the entry is news: an entry may be told twice, and one of an unknown subject is not. */
  hear(entry: JournalEntry): boolean {
    if (entry.kind === 'registered') return this.#register(entry);
    const found = this.#subjects.get(entry.subject);
    return found !== undefined && take(found, entry);
  }

  /** One verdict a subject. What is not judged yet was not reached. */
  verdicts({ trouble, ...about }: Pick<About, 'gradgate' | 'complete' | 'trouble'>): Verdict[] {
    return [...this.#subjects.values()].map((found) => {
      const { run, laws, canaries, replaced, arithmetic, bug } = found;
      const properties = laws.map((law) => verdictOn(law, found));
      const told = properties.some(isCut) ? undefined : trouble; // which is why it was cut
      const more = defined({ trouble: told, bug, canaries, replaced, arithmetic });
      return conclude(run, properties, { ...about, ...more });
    });
  }

  /** What was done in rounds, of each subject. */
  progress(): Progress[] {
    return [...this.#subjects.values()].map(({ run, rounds }) => ({
      run,
      properties: Object.fromEntries(rounds),
    }));
  }

  /** How far the subject is that was registered last; nothing, before a property is started. */
  get reached(): Reached | undefined {
    const found = [...this.#subjects.values()].at(-1);
    if (found?.started === undefined) return undefined;
    const { started: property, verdicts, laws, asked } = found;
    const isTold = asked?.id === property && !verdicts.has(property);
    return { property, judged: verdicts.size, properties: laws.length, ...(isTold && { asked }) };
  }

  #register({ run, laws }: Registered): boolean {
    const known = this.#subjects.get(run.subject);
    const fresh: Found = {
      ...{ run, laws: [], verdicts: new Map(), failing: new Map(), rounds: new Map() },
    };
    const found = known ?? fresh;
    // One subject may be registered twice, for other properties.
    found.laws.push(...laws.filter(({ id }) => !found.laws.some((law) => law.id === id)));
    this.#subjects.set(run.subject, found);
    return known === undefined;
  }
}

function take(found: Found, entry: Exclude<JournalEntry, Registered>): boolean {
  switch (entry.kind) {
    case 'canaries judged': {
      const news = found.canaries === undefined;
      if (news || isVoid(entry.canaries)) found.canaries = entry.canaries;
      return news;
    }
    case 'built-in replaced':
      found.replaced ??= entry.name;
      return true;
    case 'property started':
      found.started = entry.id;
      return true;
    case 'being asked':
      found.asked = entry;
      return true;
    case 'round passed':
      found.rounds.set(entry.id, { count: entry.count, time: entry.time });
      return true;
    case 'failing': {
      const { id } = entry.verdict;
      found.failing.set(id, followed(found.failing.get(id), entry.verdict));
      return true;
    }
    case 'property judged': {
      const news = !found.verdicts.has(entry.verdict.id);
      found.verdicts.set(entry.verdict.id, entry.verdict);
      return news;
    }
    case 'arithmetic seen':
      found.arithmetic = entry.arithmetic;
      return true;
    case 'bug found':
      found.bug = entry.bug;
      return true;
  }
}

function verdictOn(law: Law, { run, verdicts, failing, rounds, started }: Found): PropertyVerdict {
  const judged = verdicts.get(law.id) ?? failing.get(law.id);
  if (judged !== undefined) return judged;
  const bailed = run.bail && [...verdicts.values()].some(isFailure);
  const ended = bailed ? 'bail' : started === law.id ? 'while' : 'before';
  return { ...law, outcome: 'not reached', ended, runs: 0, ...rounds.get(law.id)?.count };
}

function isCut(verdict: PropertyVerdict): boolean {
  const { outcome } = verdict;
  if (isBailed(verdict)) return false;
  return outcome === 'not reached' || outcome === 'crashed' || outcome === 'no such problem';
}
