/** What a verdict says, as a row of the matrix of many. */
import { triedIn } from '../../verdict/count.ts';
import { explain } from '../../verdict/explain.ts';
import { partsOf } from '../../verdict/parts-of.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import { reasonOf } from '../../verdict/reason-of.ts';
import type { Conclusion, Verdict } from '../../verdict/verdict.ts';
import { formatsOf } from '../heading.ts';
import { type Came, cameOf } from '../html/mark.tsx';

/** One subject: a library at a version, with a backend and a format. */
export interface MatrixRow {
  readonly library: string;
  /** Empty where it has none. */
  readonly version: string;
  /** What tells it apart from other rows of the library: a backend, a device; it may be empty. */
  readonly backend: string;
  readonly format: string;
  readonly conclusion: Conclusion;
  /** The largest error of all, as a fraction of the allowed one; absent where all was exact. */
  readonly nearest?: number;
  /** By the id of the property. What is not in it was not asked. */
  readonly cells: Readonly<Record<string, MatrixCell>>;
  /** Its own report, as the page links it. */
  readonly report?: string;
}

/** What came of one property. */
export interface MatrixCell {
  readonly came: Came;
  /** The largest error as a fraction of the allowed one; absent where all was exact, or nobody knows. */
  readonly closest?: number;
  /** Why, in a sentence or in full with the smallest problem, where it does not just hold. */
  readonly why?: string;
}

/** The row of a verdict; `report` is how the page links its own report. */
export function rowOf(verdict: Verdict, report?: string): MatrixRow {
  const { run, conclusion, properties } = verdict;
  const { library, version, backend, device } = partsOf(run.subject, run.numberFormat);
  const cells = Object.fromEntries(properties.map((property) => [property.id, cellOf(property)]));
  const nearest = nearestOf(Object.values(cells));
  return {
    ...{ library, version, conclusion, cells },
    backend: [backend, device].filter((part) => part !== '').join(' on '),
    format: formatsOf(run),
    ...(nearest === undefined ? {} : { nearest }),
    ...(report === undefined ? {} : { report }),
  };
}

function cellOf(property: PropertyVerdict): MatrixCell {
  const came = cameOf(property);
  const closest = triedIn(property).evidence?.closest;
  const why = came === 'right' ? undefined : whyOf(property, came);
  return {
    came,
    ...(closest === undefined ? {} : { closest }),
    ...(why === undefined ? {} : { why }),
  };
}

function whyOf(property: PropertyVerdict, came: Came): string | undefined {
  const isTold = came === 'wrong' || came === 'known' || came === 'unrun';
  return isTold ? explain(property, (token) => `--replay ${token}`) : reasonOf(property);
}

/** The largest of what is known of how near answers came; nothing, where nothing is. */
export function nearestOf(cells: readonly Pick<MatrixCell, 'closest'>[]): number | undefined {
  const known = cells.flatMap(({ closest }) => closest ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}
