import { triedIn } from '../../src/verdict/count.ts';
import { partsOf } from '../../src/verdict/parts-of.ts';
import type { PropertyVerdict } from '../../src/verdict/property-verdict.ts';
import { reasonOf } from '../../src/verdict/reason-of.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { arithmeticInShort } from './arithmetic-in-short.ts';

/** What came of the last run of a target, as reports/subjects.json keeps it. */
export type SubjectRecord = Judged | NotRun;

/** A target that was never judged, and why. */
export interface NotRun {
  readonly notRun: string;
}

/** What the report needs of a verdict. */
export interface Judged {
  /** Name and version, as the adapter says them. */
  readonly subject: string;
  readonly format: string;
  readonly conclusion: string;
  /** How many properties passed. */
  readonly hold: number;
  /** How many of those passed on weak evidence. */
  readonly weakly: number;
  readonly notClaimed: number;
  /**
   * How far an entry that may be rounded was off at most, as a fraction of its bound, 1 included;
   * finite differences left out. Null where all entries were exact.
   */
  readonly largestError: number | null;
  readonly profile: string;
  /** Problems per property. */
  readonly problems: number;
  /** Null where nobody looked at the clock. */
  readonly seconds: number | null;
  /** What it ran on; how it sums, in short. Absent in records that are older than these fields. */
  readonly device?: string;
  readonly arithmetic?: string;
  readonly failures: readonly Failure[];
  /** The properties that hold, and those that are not claimed or not offered. Absent in older records. */
  readonly holding?: readonly string[];
  readonly lacking?: readonly string[];
  readonly claims: Verdict['run']['claims'];
}

/** The properties that fail for one known reason, or one property and what was wrong. */
export type Failure =
  | { readonly properties: readonly string[]; readonly known: string }
  | { readonly property: string; readonly reason: string };

/** How a verdict was come by. */
export interface Ran {
  readonly seconds: number;
  /** The processor, by its name. */
  readonly processor: string;
}

/** The only reading of a verdict by this tool. `seconds` is rounded to whole ones. */
export function recordOf(verdict: Verdict, { seconds, processor }: Ran): Judged {
  const { conclusion, run, properties, arithmetic } = verdict;
  const of = (...outcomes: PropertyVerdict['outcome'][]): string[] =>
    properties.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
  const [holding, lacking] = [of('holds', 'holds weakly'), of('not claimed', 'not offered')];
  return {
    subject: run.subject,
    format: run.numberFormat,
    conclusion,
    hold: holding.length,
    weakly: of('holds weakly').length,
    notClaimed: lacking.length,
    largestError: largestError(properties),
    profile: run.profile,
    problems: run.runs,
    seconds: Math.round(seconds),
    device: partsOf(run.subject, run.numberFormat).device || processor,
    arithmetic: arithmeticInShort(arithmetic) ?? 'not looked at',
    failures: failuresOf(properties),
    claims: run.claims,
    ...{ holding, lacking },
  };
}

function largestError(properties: readonly PropertyVerdict[]): number | null {
  // The error of a difference is mostly its own, whoever is judged.
  const errors = properties.flatMap((property) =>
    property.id === 'finite-difference' ? [] : (triedIn(property).evidence?.closest ?? []),
  );
  return errors.length === 0 ? null : Number(Math.max(...errors).toFixed(2));
}

/** The known ones first, one entry a reason. */
function failuresOf(properties: readonly PropertyVerdict[]): Failure[] {
  const listed = properties.flatMap((each) => (each.outcome === 'known to fail' ? [each] : []));
  const expected = [...new Set(listed.map(({ why }) => why))].map((known) => ({
    properties: listed.filter(({ why }) => why === known).map(({ id }) => id),
    known,
  }));
  return [...expected, ...properties.flatMap(newsOf)];
}

/** A failure that nobody knew of, and what was wrong. */
function newsOf(property: PropertyVerdict): Failure[] {
  switch (property.outcome) {
    case 'fails':
    case 'holds again':
    case 'crashed':
    case 'not reached':
    case 'no such problem':
    case 'our bug':
      return [{ property: property.id, reason: reasonOf(property) ?? '' }];
    case 'holds':
    case 'holds weakly':
    case 'not claimed':
    case 'not offered':
    case 'known to fail':
      return [];
  }
}
