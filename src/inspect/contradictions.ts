import type { Claims } from '../contract/subject.ts';
import { bitsClaimed, coarseness, madeOf, type One, type Told } from './beside-claims.ts';
import { bitsOf, cutsOff, flushes } from './claims-seen.ts';
import { isFusedOf } from './fused-families.ts';
import { belowWords } from './words.ts';

/** Whatever a right subject with these claims would not show, a sentence each. */
export function contradictions(told: Told): string[] {
  // What is lost with small numbers looks like much else.
  const others = told.all.filter((one) => !drops(one));
  return signs.flatMap((each) =>
    contradicted(each, each.claim === 'subnormals' ? told : { ...told, all: others }),
  );
}

/** What a right subject would not show without a claim, or with it. */
interface Sign {
  readonly claim: keyof Claims;
  readonly shows: (one: One, told: Told) => boolean;
  readonly what: (some: readonly One[], told: Told) => string;
  /** What is seen is within the bound of the claim: no problem can be a violation. */
  readonly isAllowed?: true;
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
    shows: (one, { claims }) =>
      cutsOff(one) && claims.fusedSums === undefined && !isWiderBy(3, one, claims),
    what: cutOffSums,
  },
  {
    claim: 'fusedSums',
    shows: (one, { claims: { fusedSums = 1 }, seen: { fusedSums: terms = 1 } }) =>
      cutsOff(one) && terms < fusedSums && isOtherwiseFused(one, fusedSums),
    what: cutOffSums,
    isAllowed: true,
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
    claim: 'subnormals',
    shows: drops,
    what: (some) => {
      const below = Math.max(...some.flatMap((one) => belowOf(one) ?? []));
      return `it was seen that ${belowWords(below)}, of which there is no claim`;
    },
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
function contradicted({ claim, shows, what, isAllowed }: Sign, told: Told): string[] {
  const some = told.all.filter((one) => shows(one, told));
  if (some.length === 0) return [];
  const products = [...new Set(some.map(({ product }) => product))].join(', ');
  const sizes = [...new Set(some.map(({ size }) => size))].join(', ');
  const said = madeOf(claim, told.claims);
  const allowed = isAllowed ? ', which the bound of the claim allows' : '';
  return [`${said}; ${what(some, told)}, of ${products} at ${sizes}${allowed}`];
}

/** What operands are rounded to may have no room for small numbers: that is another matter. */
function drops(one: One): boolean {
  return belowOf(one) !== undefined && !one.operands.some(isReduced);
}

function belowOf({ subnormals }: One): number | undefined {
  return 'below' in subnormals ? subnormals.below : undefined;
}

function isReduced(operand: One['operands'][number]): boolean {
  return 'as' in operand && operand.as !== 'given';
}

function cutOffSums(_: readonly One[], { seen }: Told): string {
  return `sums were seen that are cut off, of ${seen.fusedSums ?? 1} at once`;
}

/**
 * Sums have so many bits more than is claimed, which are cut off then: of q terms in groups of b that is q + 2⌈q/b⌉ ≤ 3q
 * roundings of 2^(1 − bits), less than the q of 2^−p that are allowed from three bits more on.
 */
function isWiderBy(more: number, one: One, claims: Claims): boolean {
  return (bitsOf(one) ?? 0) >= bitsClaimed(one, claims) + more;
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
