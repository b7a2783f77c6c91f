import { describe, expect, test } from 'vitest';
import { unusual } from '../../bank/unusual/index.ts';
import { reference } from '../contract/reference.ts';
import type { Subject } from '../contract/subject.ts';
import { defined } from '../defined.ts';
import { accumulators } from '../number/accumulators.ts';
import { formats } from '../number/formats.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import { claimWarnings } from './claim-warnings.ts';
import { inspect } from './inspect.ts';
import type { Inspection, Seen } from './inspection.ts';
import { orderWords } from './order-words.ts';

const halves = 'recursive halves';
const inOrder = 'left to right';
const hidden = 'unknown: entries are added before they are multiplied';
const tooWide = 'unknown: no float16 swamps another in so wide a sum';
const exact = 'nothing is swamped: sums are exact, or compensated';

const exactGroups = (size: number): string =>
  `exact groups of ${size}, each rounded once with the sum so far`;

/** The order of dX and of Y, of whom adds otherwise than from left to right. */
const orders: Readonly<Record<string, string>> = {
  'summation reversed': 'from the last to the first',
  'from both ends': 'from both ends: the first with the last, and so on',
  pairwise: halves,
  'split in halves': 'split in 2, the last the longest, each part left to right',
  'blocked by 8': 'blocks of 8, added in order',
  'four lanes': '4 lanes, folded in halves, and the tail on its own',
  'eight lanes': '8 lanes, folded in halves, and the tail on its own',
  tree: 'the far half folded onto the near half until one is left',
  'smallest first': 'no single tree: it depends on data: terms are sorted, the smallest first',
  'by sign': 'no single tree: it depends on data: the signs of terms are summed apart',
  'by magnitude':
    'no single tree: it depends on data: large and small terms are added in other orders',
  'batch-invariant, dW apart': 'blocks of 32, added in order',
  'random order': 'no single tree: it depends on data, on chance, or on the place in the result',
  Neumaier: exact,
  'double-double': exact,
  'exact sums': exact,
  'split in three': 'split in 3, each part left to right',
  'tiles of 4': 'blocks of 4, added in order',
  'three algorithms': 'blocks of 4, added in order',
  'complete, reversed': 'from the last to the first',
  'stores float16': tooWide,
  'float16, float64 sums in order': tooWide,
  'float16, float64 sums pairwise': tooWide,
  'float16, float64 sums reversed': tooWide,
  'float64 sums of float16, float32 results': tooWide,
  'CDNA1, float16 to float32, 4 at once': exactGroups(4),
  'CDNA1, bfloat16 to bfloat16, 2 at once': exactGroups(2),
  'CDNA2, bfloat16 to float32, 2 at once': 'blocks of 2, added in order',
  'H100 by mma.sync, float8_e4m3fn to float32':
    'fused groups of 16, of each 32 those at 0 and 1 modulo 4 first',
  'B200, float8_e4m3fn to bfloat16': 'fused groups of 32, their sums added in order',
  'CDNA2, bfloat16 to bfloat16, 4 at once':
    'blocks of 4, neighbours added, and the blocks in order',
};

function orderOf({ name, claims }: Subject): string {
  const { algorithm, fusedSums } = claims ?? {};
  if (algorithm === 'strassen') return hidden;
  const known = orders[name];
  if (known !== undefined) return known;
  if (fusedSums !== undefined) return `fused groups of ${fusedSums}, one after another`;
  if (name.endsWith('pairwise')) return halves;
  return name.endsWith('reversed') ? 'from the last to the first' : 'left to right';
}

/** The bits that its sums have; of those in float64, stored as float16, not all can be seen. */
function bitsOf({ name, numberFormat, claims }: Subject): number {
  const known: Readonly<Record<string, number>> = {
    Kahan: 54,
    Neumaier: 81,
    'double-double': 81,
    'exact sums': 81,
    'Ozaki, slices of int8': 81,
    'Ozaki, slices of float16': 81,
    'long double': 64,
    promises: 53,
  };
  if (/summed in float32/.test(name)) return 24;
  if (numberFormat !== 'float64' && /^stores|summed in float64/.test(name)) return 53;
  const { accumulates } = claims ?? {};
  return known[name] ?? (accumulates ? accumulators[accumulates] : formats[numberFormat]).precision;
}

/** What is seen of it at sizes that tell orders apart; Strassen's recursion takes longest. */
function inspected(subject: Subject): Promise<Inspection> {
  const isSlow = subject.claims?.algorithm === 'strassen' || subject.name === 'long double';
  const isWide = subject.name.startsWith('B200'); // a sum of one group keeps more bits
  return inspect(subject, { sizes: isSlow ? [8] : isWide ? [40] : [35] });
}

/** A subject of the bank. */
function named(name: string): Subject {
  const found = unusual.find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`there is no ${name}`);
  return found;
}

const words = (seen: readonly Seen[] = []): string[] => [
  ...new Set(orderWords(seen.map(({ order }) => order))),
];

/**
 * Numbers of four bits, and results of eight, have no room for what is asked, and float16 has it only with subnormal
 * numbers. Of who holds another weight, or has a loss, what is asked is not multiplied. Of scaled numbers see below.
 */
const plain = unusual.filter(
  ({ formats: named = {}, claims = {}, effective }) =>
    effective === undefined &&
    claims.loss === undefined &&
    !/float4|block|"(Y|dX|dW)":"float8/.test(JSON.stringify(named)) &&
    !(named.X === 'float16' && claims.subnormals === 'flushed'),
);

function hasFloat8({ formats: { dY } = {} }: Subject): boolean {
  return typeof dY === 'string' && dY.startsWith('float8');
}

/** Products of parts lose bits that 1 + 2⁻ᵉ does not have. */
function expectedOperand({ name, claims }: Subject): string {
  if (name.includes('parts of')) return name.startsWith('TF32x3') ? 'parts' : 'given';
  return claims?.multiplies ?? 'given';
}

/** Whether a result has fewer bits than float32: only then there is an accumulator to claim. */
function isNarrow(subject: Subject): boolean {
  const { Y, dX, dW } = tensorFormats(subject);
  return [Y, dX, dW].some(({ precision }) => precision < 24);
}

/** On CDNA3 products are cut off, sums are rounded down, and what comes of it to nearest. */
function cuts({ name }: Subject): string[] {
  return name.startsWith('CDNA3') ? ['unknown'] : ['toward zero'];
}

describe.each(plain.map((subject) => [subject.name, subject] as const))('%s', (_, subject) => {
  test('is seen as it is', async () => {
    const inspection = await inspected(subject);
    const { products, claims } = inspection;
    const warnings = claimWarnings(subject, inspection);
    expect(warnings.filter((each) => each.startsWith('not as claimed'))).toEqual([]);
    const seen = Object.values(products).flat();
    const { gradients, algorithm, subnormals } = subject.claims ?? {};
    const orders = (name: 'dX' | 'dW', order: string) =>
      expect(products[name] && words(products[name])).toEqual(
        gradients === undefined || gradients === name ? [order] : undefined,
      );
    orders('dX', orderOf(subject));
    const isThree = subject.name === 'three algorithms';
    const isSplit = isThree || subject.name === 'batch-invariant, dW apart';
    orders('dW', isSplit ? 'split in 3, each part left to right' : orderOf(subject));
    expect(products.Y && words(products.Y)).toEqual([isThree ? 'left to right' : orderOf(subject)]);
    for (const { size, calls, accumulator, operands, repeats } of seen) {
      expect(calls.order).toBe(hasFloat8(subject) ? Math.ceil(size / 2) : 1);
      expect(calls.rest).toBeLessThanOrEqual(20);
      expect(repeats).toBe(subject.name !== 'random order');
      if ('unknown' in accumulator) continue;
      const cap = accumulator.isMore ? accumulator.bits : bitsOf(subject);
      expect(accumulator.bits, `${size}`).toBe(cap);
      if (accumulator.isMore) expect(cap).toBeLessThanOrEqual(bitsOf(subject));
      const { fusedSums } = subject.claims ?? {};
      const as = expectedOperand(subject);
      expect(operands).toMatchObject([{ as }, { as }]);
      if (fusedSums) expect(cuts(subject)).toContain(accumulator.rounding);
    }
    const isKnown =
      (products.dX ?? products.dW)?.every(({ order: { kind } }) => kind === 'named') === true;
    expect(claims.reproducible).toBe(isKnown ? true : undefined);
    expect(claims.gradients).toBe(gradients);
    if (subject.claims?.batchInvariant) expect(claims.batchInvariant).toBe(true);
    if (subject.name === 'random order') expect(claims.batchInvariant).toBeUndefined();
    expect(claims.algorithm).toBe(algorithm);
    expect(claims.subnormals).toBe(subnormals);
    const { accumulates, multiplies, fusedSums, stores } = subject.claims ?? {};
    expect(claims).toMatchObject(
      accumulates === 'float32' && isNarrow(subject) ? { accumulates: 'float32' } : {},
    );
    const isReduced = expectedOperand(subject) === multiplies;
    expect(claims).toMatchObject(defined({ fusedSums, stores, ...(isReduced && { multiplies }) }));
  });
});

test('codes and scales are beside whatever is asked, of a forward pass, too', async () => {
  const float8 = unusual.find(({ name }) => name === 'float8 with one scale a tensor');
  const given: unknown[] = [];
  const subject: Subject = {
    ...(float8 ?? reference),
    forward: (operands) => {
      given.push(operands.X.scaled, operands.W.scaled);
      return (float8 ?? reference).forward?.(operands) ?? { shape: [], data: [] };
    },
  };
  await inspect(subject, { sizes: [8] });
  expect(given.length).toBeGreaterThan(0);
  expect(given).not.toContain(undefined);
});

test('of the usual sizes those are looked at that a format can count', async () => {
  const float8 = unusual.find(({ name }) => name === 'float8 with one scale a tensor');
  if (float8 === undefined) throw new Error('there is no such subject');
  const { products } = await inspect(float8);
  expect(products.dX?.map(({ size }) => size)).toEqual([8, 16, 24, 33, 64]);
});

test('of float8 results the order is seen, of terms in classes, and why nothing else is', async () => {
  const reversed = named('float16, float64 sums reversed');
  for (const [name, order] of [
    ['float8 results that saturate', inOrder],
    ['float8 results, NaN and infinities beyond the range', inOrder],
  ] as const) {
    const { products, claims } = await inspect(named(name), { sizes: [8, 24, 35] });
    for (const [product, seen] of Object.entries(products)) {
      expect([product, words(seen)]).toEqual([product, [order]]);
      const calls = product === 'dX' ? [1, 3, 5] : [1, 2, 3]; // e5m2 counts to 8, e4m3 to 16
      expect(seen.map((each) => each.calls.order)).toEqual(calls);
      expect(seen[0]?.accumulator).toMatchObject({
        unknown: expect.stringContaining('no further than'),
      });
    }
    expect(claims).toMatchObject({ deterministic: true, reproducible: true });
  }
  // Of another order, and in the range of bfloat16.
  const formats = { Y: 'float8_e4m3fn', dX: 'float8_e4m3fn', dW: 'float8_e5m2' } as const;
  const other: Subject = { ...reversed, numberFormat: 'bfloat16', formats };
  expect(words((await inspect(other, { sizes: [24] })).products.Y)).toEqual([
    'from the last to the first',
  ]);
});

const byScales = orders['random order'];
const toNearest = { bits: 24, isMore: false, rounding: 'nearest even' };

/**
 * Of operands that are codes and scales, at sums of 24: the orders of Y, dX and dW, and the accumulator of Y. These layers cut
 * a sum wherever a scale changes, so that its order depends on values where blocks do not reach along it.
 */
const scaled: Readonly<Record<string, readonly [orders: readonly unknown[], accumulator: object]>> =
  {
    'MXFP8 layer': [[inOrder, byScales, byScales], toNearest],
    'float8 with one scale a tensor': [[inOrder, inOrder, inOrder], toNearest],
    'float8 with a scale a row': [[inOrder, byScales, byScales], toNearest],
    'float8 weight with tiles of 128×128': [
      ['one fused sum', 'one fused sum', byScales],
      { bits: 14, isMore: false, aligned: 13, rounding: 'toward zero' },
    ],
    'float8 tiles of 4×4, made float32 first': [[inOrder, inOrder, inOrder], toNearest],
  };

test.each(Object.entries(scaled))('%s is seen as it is', async (name, [told, accumulator]) => {
  const subject = unusual.find((each) => each.name === name) ?? reference;
  const inspection = await inspect(subject, { sizes: [24] });
  const { Y, dX, dW } = inspection.products;
  expect([Y, dX, dW].map((seen) => words(seen)[0])).toEqual(told);
  expect(Y?.[0]?.accumulator).toEqual(accumulator);
  for (const seen of Object.values(inspection.products).flat()) {
    expect(seen.operands).toMatchObject([{ as: 'given' }, { as: 'given' }]);
    expect(seen.repeats).toBe(true);
    expect(seen.calls.order).toBe(12);
    expect(seen.calls.rest).toBeLessThanOrEqual(20);
  }
  const warnings = claimWarnings(subject, inspection);
  expect(warnings.filter((each) => each.startsWith('not as claimed'))).toEqual([]);
});
