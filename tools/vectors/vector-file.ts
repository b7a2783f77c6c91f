/** All cases of one number format, in the groups of the claims that they need. */
import { type FormatName, formats } from '../../src/number/formats.ts';
import { published, type VectorsName } from '../../src/vectors/published.ts';
import type { Case, Group, VectorFile } from '../../src/vectors/vector-file.ts';
import { decodeGiven, type JsonGiven } from '../../src/wire/json-given.ts';
import type { Said } from '../../src/wire/said-in.ts';
import { type About, caseOf, type Draft } from './case-of.ts';
import { claimsFor, groupName } from './claims-for.ts';
import { shows, type WrongDraft } from './counterexample-of.ts';
import { drawnCases } from './drawn-cases.ts';
import { mixtureNotes, notes } from './flag.ts';
import { mixtureDrafts } from './mixture-drafts.ts';
import { plainTables } from './plain-tables.ts';
import { variantCases } from './variant-cases.ts';

/** The file of that name. */
export function fileNamed(name: VectorsName, counterexamples?: readonly WrongDraft[]): VectorFile {
  const said: Said = published[name];
  if (said.claims.accumulates === undefined) {
    return vectorFile(said.numberFormat, counterexamples);
  }
  const { claims, ...formats } = said;
  const cases = merged(mixtureDrafts(said)).flatMap((each) => caseOf(each, said) ?? []);
  return { version: 1, ...formats, ...claims, notes: mixtureNotes, groups: grouped(cases) };
}

/** The file of one format: the tables, what is drawn, and these counterexamples to known bugs. */
export function vectorFile(
  numberFormat: FormatName,
  counterexamples: readonly WrongDraft[] = [],
): VectorFile {
  const format = formats[numberFormat];
  const drafts = [
    ...plainTables(format),
    ...variantCases(format),
    ...drawnCases(format),
    ...counterexamples
      .filter((each) => shows(each, numberFormat))
      .map(({ about, given }) => ({ about, given })),
  ];
  const cases = merged(drafts).flatMap((each) => caseOf(each, { numberFormat, claims: {} }) ?? []);
  return { version: 1, numberFormat, notes, groups: grouped(cases) };
}

/** Two bugs with the same smallest problem are one case, which names both. */
function merged(drafts: readonly Draft[]): Draft[] {
  const byQuestion = new Map<string, Draft>();
  for (const each of drafts) {
    const key = JSON.stringify(each.given);
    const before = byQuestion.get(key);
    const together = before === undefined ? each : { ...before, about: both(before, each) };
    byQuestion.set(key, together);
  }
  return [...byQuestion.values()];
}

function both({ about }: Draft, { about: other }: Draft): About {
  const faults = [...(about.faults ?? []), ...(other.faults ?? [])];
  const flags = [...new Set([...about.flags, ...other.flags])];
  const note = [about.note, other.note].filter((text) => text !== undefined).join('; ');
  return {
    ...about,
    flags,
    ...(note === '' ? {} : { note }),
    ...(faults.length === 0 ? {} : { faults }),
  };
}

/** `plain` first, then as they come. */
function grouped(cases: readonly Case[]): Group[] {
  const groups = new Map<string, Case[]>([['plain', []]]);
  for (const each of cases) {
    const name = groupName(claimsOf(each));
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups].flatMap(([name, listed]) => {
    const [first] = listed;
    return first === undefined ? [] : { name, claims: claimsOf(first), cases: listed };
  });
}

function claimsOf({ X, W, dY, options }: JsonGiven) {
  return claimsFor(decodeGiven({ X, W, dY, ...(options ? { options } : {}) }));
}
