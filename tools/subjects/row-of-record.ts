import { properties } from '../../properties/index.ts';
import { type MatrixCell, type MatrixRow, rowOf } from '../../src/report/matrix/matrix-row.ts';
import type { Conclusion } from '../../src/verdict/verdict.ts';
import type { Judged } from './record-of.ts';

/** The row of a record. Of properties that it does not name, nothing is said: they are newer. */
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
  const { holding = [], lacking = [], hold } = record;
  // It ended at the first that failed: of the others, none was asked.
  const unrun = hold === 0 ? properties.map(({ id }) => id) : [];
  return Object.fromEntries([
    ...unrun.map((id) => [id, { came: 'unrun' }]),
    ...holding.map((id) => [id, { came: 'right' }]),
    ...lacking.map((id) => [id, { came: 'unclaimed' }]),
    ...failingIn(record),
  ]);
}

function failingIn({ failures, conclusion }: Judged): [string, MatrixCell][] {
  const came = conclusion === 'not run' ? 'unrun' : 'wrong';
  return failures.flatMap((failure): [string, MatrixCell][] =>
    'known' in failure
      ? failure.properties.map((id) => [id, { came: 'known', why: failure.known }])
      : [[failure.property, { came, why: failure.reason }]],
  );
}
