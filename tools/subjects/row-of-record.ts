import { covers } from '../../claims/covers.ts';
import { missingGradients } from '../../claims/existing-gradients.ts';
import { claimList } from '../../claims/index.ts';
import { properties } from '../../properties/index.ts';
import type { Claims } from '../../src/contract/subject.ts';
import type { Property } from '../../src/property/property.ts';
import { type MatrixCell, type MatrixRow, rowOf } from '../../src/report/matrix/matrix-row.ts';
import type { Conclusion } from '../../src/verdict/verdict.ts';
import type { Judged } from './record-of.ts';

/** The claims that a need of a property stands for, by the need. */
const needed: ReadonlyMap<string, Claims> = new Map(
  claimList.flatMap(({ name, needs = {} }) =>
    Object.entries(needs).map(([need, value]) => [need, { [name]: value }] as const),
  ),
);

/** What a subject may lack without a word in its claims. */
interface Offers {
  readonly forward: boolean;
  readonly weightsAsGiven: boolean;
}

const offers: readonly Offers[] = [
  { forward: true, weightsAsGiven: true },
  { forward: false, weightsAsGiven: true },
  { forward: true, weightsAsGiven: false },
  { forward: false, weightsAsGiven: false },
];

/**
 * The row of a record, which says of its properties only which fail and how many hold. Those that hold
 * are the ones that its claims allow. Where these are not as many as held, as the record is older than
 * some of them, nobody knows which, and nothing is said of any.
 */
export function rowOfRecord(record: Judged): MatrixRow {
  const bare = {
    ...{ subject: record.subject, numberFormat: record.format, claims: record.claims },
    ...{ profile: record.profile, seed: 1, runs: record.problems },
  };
  // SAFETY: recordOf wrote the conclusion of a verdict.
  const conclusion = record.conclusion as Conclusion;
  const head = { version: 3, gradgate: '', complete: true, conclusion, properties: [] } as const;
  const nearest = record.largestError === null ? {} : { nearest: record.largestError };
  return { ...rowOf({ ...head, run: bare }), ...nearest, cells: cellsOf(record) };
}

function cellsOf(record: Judged): Record<string, MatrixCell> {
  const failing = failingIn(record);
  const due = dueIn(record, failing);
  return Object.fromEntries(
    properties.flatMap(({ id }): [string, MatrixCell][] => {
      const failed = failing.get(id);
      if (failed !== undefined) return [[id, failed]];
      if (record.hold === 0) return [[id, { came: 'unrun' }]]; // it ended at the first that fails
      return due === undefined ? [] : [[id, { came: due.has(id) ? 'right' : 'unclaimed' }]];
    }),
  );
}

function failingIn({ failures, conclusion }: Judged): Map<string, MatrixCell> {
  const came = conclusion === 'not run' ? 'unrun' : 'wrong';
  return new Map(
    failures.flatMap((failure): [string, MatrixCell][] =>
      'known' in failure
        ? failure.properties.map((id) => [id, { came: 'known', why: failure.known }])
        : [[failure.property, { came, why: failure.reason }]],
    ),
  );
}

/** The properties that were asked; nothing, where as many as held are not to be found. */
function dueIn(
  record: Judged,
  failing: ReadonlyMap<string, unknown>,
): ReadonlySet<string> | undefined {
  const isOfToday = record.hold + failing.size + record.notClaimed === properties.length;
  // Of an older record, what it may not offer cannot be told from what was not there yet.
  for (const offered of isOfToday ? offers : offers.slice(0, 1)) {
    const due = properties.filter((property) => isDue(property, record.claims, offered));
    const held = due.filter(({ id }) => !failing.has(id));
    if (held.length === record.hold) return new Set(due.map(({ id }) => id));
  }
  return undefined;
}

function isDue(
  { needs, gradients = [], makesWeights }: Property,
  claims: Judged['claims'],
  { forward, weightsAsGiven }: Offers,
): boolean {
  if (missingGradients(claims).some((name) => gradients.includes(name))) return false;
  if (makesWeights && !weightsAsGiven) return false;
  if (needs === undefined) return true;
  if (needs === 'forward') return forward;
  if (needs === 'two claims') {
    return claimList.filter(({ name, joins }) => joins && claims[name]).length > 1;
  }
  return covers(claims, needed.get(needs) ?? {});
}
