import type { Claims } from '../contract/subject.ts';
import { bitsClaimed, coarseness, madeOf, type One, type Told } from './beside-claims.ts';
import { bitsOf, cutsOff, flushes } from './claims-seen.ts';
import { isFusedOf } from './fused-families.ts';

/** Whatever a right subject with these claims would not show, a sentence each. */
export function contradictions(told: Told): string[] {
  return signs.flatMap((each) => contradicted(each, told));
}

/** What a right subject would not show without a claim, or with it. */
interface Sign {
  readonly claim: keyof Claims;
  readonly shows: (one: One, told: Told) => boolean;
  readonly what: (some: readonly One[], told: Told) => string;
}

const signs: readonly Sign[] = [
  {
    claim: 'accumulates',
    shows: (one, { claims }) =>
      (bitsOf(one) ?? Number.POSITIVE_INFINITY) < bitsClaimed(one, claims),
    what: (some) =>
      `sums of ${Math.min(...some.flatMap((one) => bitsOf(one) ?? []))} bits were seen`,
  },
  {
    claim: 'multiplies',
    shows: ({ operands }, { claims, seen }) =>
      coarseness(seen.multiplies) > coarseness(claims.multiplies) &&
      operands.some((each) => 'as' in each && (each.as === seen.multiplies || each.as === 'parts')),
    what: (_, { seen }) => `operands were seen rounded to ${seen.multiplies}, or in parts of it`,
  },
  {
    claim: 'fusedSums',
    shows: (one, { claims: { fusedSums }, seen: { fusedSums: terms = 1 } }) =>
      cutsOff(one) &&
      (fusedSums === undefined || (terms < fusedSums && isOtherwiseFused(one, fusedSums))),
    what: (_, { seen }) => `sums were seen that are cut off, of ${seen.fusedSums ?? 1} at once`,
  },
  {
    claim: 'stores',
    shows: ({ stored }, { claims, seen }) => stores(stored, claims.stores, seen.stores),
    what: () => 'sums were seen that are not stored as the nearest number',
  },
  {
    claim: 'subnormals',
    shows: (one, { claims }) => claims.subnormals === undefined && flushes(one),
    what: () => 'numbers below the normal range were seen to be taken for 0',
  },
  {
    claim: 'algorithm',
    shows: ({ isNormWise }, { claims }) => isNormWise && claims.algorithm !== 'strassen',
    what: () => 'an error was seen in sums of zeros',
  },
  {
    claim: 'deterministic',
    shows: ({ repeats }, { claims }) => !repeats && Boolean(claims.deterministic),
    what: () => 'the same call was seen to have other bits the second time',
  },
  {
    claim: 'reproducible',
    // Chance is another matter, and so are other kernels at an edge.
    shows: ({ repeats, order }, { claims }) =>
      claims.reproducible === true && (!repeats || isByValues(order)),
    what: () => 'the order of sums was seen to depend on values or on chance',
  },
  {
    claim: 'batchInvariant',
    shows: ({ otherRows = [] }, { claims }) =>
      claims.batchInvariant === true && otherRows.length > 0,
    what: () => 'rows were seen to have other bits where there are fewer or more of them',
  },
];

/** "accumulates: 'float32'; sums of 14 bits were seen, of dX and dW at 24" */
function contradicted({ claim, shows, what }: Sign, told: Told): string[] {
  const some = told.all.filter((one) => shows(one, told));
  if (some.length === 0) return [];
  const products = [...new Set(some.map(({ product }) => product))].join(', ');
  const sizes = [...new Set(some.map(({ size }) => size))].join(', ');
  const said = madeOf(claim, told.claims);
  return [`${said}; ${what(some, told)}, of ${products} at ${sizes}`];
}

/** Its order has a name, and by none of its names so many are added at once. */
function isOtherwiseFused({ order }: One, terms: NonNullable<Claims['fusedSums']>): boolean {
  return order.kind === 'named' && !order.names.some((name) => isFusedOf(name, terms));
}

function stores(stored: One['stored'], made: Claims['stores'], seen: Claims['stores']): boolean {
  if (seen === undefined || made === seen || typeof stored !== 'string') return false;
  return stored !== 'as summed' && stored !== 'unknown' && !stored.startsWith('nearest');
}

function isByValues(order: One['order']): boolean {
  return order.kind === 'none' && order.why.startsWith('it depends on data:');
}
