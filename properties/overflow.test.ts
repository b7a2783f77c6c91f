import { describe, expect, test } from 'vitest';
import { at } from '../src/at.ts';
import { Balls } from '../src/certified/balls.ts';
import type { Claims, Subject } from '../src/contract/subject.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import { formats as known } from '../src/number/formats.ts';
import { exponentOf, isOf } from '../src/number/round.ts';
import type { Problem } from '../src/problem/problem.ts';
import { type Heard, heard, problemOf } from './heard.test-setup.ts';
import { overflow } from './overflow.ts';

type Format = keyof typeof known;

/** Operands and results in these formats. */
function inFormats(operands: Format, results: Format, claims: Claims = { overflow: 'infinity' }) {
  const [X, W, dY, Y, dX, dW] = [operands, operands, operands, results, results, results];
  return { numberFormat: 'float32', formats: { X, W, dY, Y, dX, dW }, claims } as const;
}

const ones = problemOf([2, 3, 2], {});

/** Every gradient is this number, everywhere. */
function answering(number: number) {
  const all = <R extends string, C extends string>({ rows, cols }: Matrix<R, C>) =>
    Balls.exact(Matrix.of<R, C>([rows, cols], () => number));
  return ({ X, W }: Problem) => ({ dX: all(X), dW: all(W) });
}

/** What is said of gradients that are this number everywhere; nothing, where all is well. */
async function said(number: number, subject: Partial<Subject>): Promise<string[]> {
  const all = await heard(overflow, ones, { subject, backward: answering(number) });
  return all.comparisons.flatMap((each) =>
    each.kind === 'fact' && !each.holds && !each.where.includes(' Y')
      ? [`${each.where.replace(/[-\d.e+]+$/, 'S')}: ${each.expected}, not ${each.actual}`]
      : [],
  );
}

function largestExponent(matrix: Matrix): number {
  return exponentOf(Math.max(...matrix.toArray().map(Math.abs)));
}

/** By how many powers of two the largest terms of dX are beyond the largest of its format, over many problems. */
async function beyond(subject: ReturnType<typeof inFormats>, problem: Problem): Promise<number[]> {
  const found = new Set<number>();
  const { formats } = subject;
  for (let salt = 1; salt <= 60; salt += 1) {
    const { asked } = await heard(overflow, { ...problem, salt }, { subject });
    for (const { X, W, dY } of asked.slice(0, 1)) {
      for (const matrix of [X, W, dY]) {
        const entries = Array.from(matrix.toArray());
        expect(entries.filter((entry) => !isOf(entry, known[formats.X]))).toEqual([]);
      }
      found.add(largestExponent(dY) + largestExponent(W) - known[formats.dX].maxExponent);
    }
  }
  return [...found].sort((a, b) => a - b);
}

describe('the largest term is two to four powers of two beyond the range', () => {
  const entries = (X: number, W: number, dY: number) =>
    problemOf([2, 3, 2], { X: () => X, W: (i) => (i === 0 ? W : W / 8), dY: () => dY });

  test.each<[Format, Format, Problem]>([
    ['float32', 'float32', ones],
    ['float32', 'float16', entries(2 ** -20, 2 ** 9, 2 ** -30)],
    ['float32', 'float16', entries(1, 2 ** -100, 2 ** 80)],
    ['float16', 'float16', entries(1, 2 ** 14, 2 ** -3)],
    ['float16', 'float16', entries(2 ** 14, 2 ** -3, 2 ** 14)],
    ['float8_e5m2', 'float16', ones],
    ['float8_e4m3fnuz', 'float8_e4m3fn', ones],
  ])('of %s operands with results in %s', async (operands, results, problem) => {
    expect(await beyond(inFormats(operands, results), problem)).toEqual([2, 3, 4]);
  });

  test.each<[string, Partial<Subject>, Problem]>([
    ['the operands cannot be so large', inFormats('float8_e4m3fn', 'float16'), ones],
    ['one operand is 0', inFormats('float16', 'float16'), entries(1, 0, 1)],
    ['another operand is 0', inFormats('float16', 'float16'), entries(1, 1, 0)],
    [
      'an operand is too large as it is',
      inFormats('float16', 'float16'),
      entries(1, 2 ** 15, 2 ** 3),
    ],
    [
      'the other is too large as it is',
      inFormats('float16', 'float16'),
      entries(2 ** 3, 1, 2 ** 15),
    ],
  ])('nothing is asked of dX where %s', async (_, subject, problem) => {
    const { comparisons } = await heard(overflow, problem, { subject });
    expect(comparisons.filter(({ where }) => where.includes('dX'))).toEqual([]);
  });
});

test('no operand has −0, which some formats have not', async () => {
  const holed = problemOf([2, 3, 2], {
    X: (i, j) => (i === j ? 0 : 1),
    W: (i, j) => (i === j ? 0 : 1),
  });
  for (let salt = 1; salt <= 20; salt += 1) {
    const { asked } = await heard(
      overflow,
      { ...holed, salt },
      { subject: inFormats('float16', 'float16') },
    );
    const entries = asked.flatMap(({ X, W, dY }) =>
      [X, W, dY].flatMap((each) => [...each.toArray()]),
    );
    expect(entries.filter((entry) => Object.is(entry, -0))).toEqual([]);
  }
});

describe('what is beyond the range', () => {
  const right: [number, Partial<Subject>, string | undefined][] = [
    [1, inFormats('float16', 'float16'), 'Infinity'],
    [65_504, inFormats('float16', 'float16'), 'Infinity'],
    [Infinity, inFormats('float16', 'float16', { overflow: 'saturates' }), '65504'],
    [Infinity, inFormats('float16', 'float8_e4m3fn'), 'NaN'],
    [Number.NaN, inFormats('float16', 'float8_e4m3fn'), undefined],
    [1, inFormats('float8_e4m3fn', 'float4_e2m1fn'), undefined], // which has numbers alone
  ];
  test.each(right)('is not %d, where another is claimed', async (number, subject, wanted) => {
    const found = await said(number, subject);
    if (wanted === undefined) return expect(found).toEqual([]);
    expect(found).toHaveLength(2);
    for (const [place, result] of ['dX', 'dW'].entries()) {
      expect(at(found, place)).toMatch(
        new RegExp(
          `^entry \\(\\d, \\d\\) of ${result}, whose sum is S: -?${wanted}, not ${number}$`,
        ),
      );
    }
  });

  test('may be anything that saturates, where the accumulator may not hold the sum', async () => {
    const claims = { overflow: 'saturates', accumulates: 'float16' } as const;
    expect(await said(1, inFormats('float16', 'float16', claims))).toEqual([]);
    expect(await said(1, inFormats('float16', 'float16', { overflow: 'saturates' }))).toHaveLength(
      2,
    );
  });

  test.each<[string, Partial<Subject>]>([
    [
      'Strassen subtracts',
      inFormats('float16', 'float16', { overflow: 'infinity', algorithm: 'strassen' }),
    ],
    [
      'operands are read as infinities',
      inFormats('float16', 'float16', { overflow: 'infinity', multiplies: 'float16' }),
    ],
    [
      'an operand is coded',
      {
        ...inFormats('float16', 'float16'),
        formats: {
          ...inFormats('float16', 'float16').formats,
          X: { codes: 'float8_e4m3fn', scales: 'float32', block: [1, 1] },
        },
      },
    ],
  ])('is not asked for where %s', async (_, subject) => {
    const { asked, comparisons } = await heard(overflow, ones, { subject });
    expect([...asked, ...comparisons]).toEqual([]);
  });

  test('may be anything where a sum is about the largest number of its accumulator', async () => {
    const claims = { overflow: 'saturates', accumulates: 'float16' } as const;
    const subject = inFormats('float16', 'float8_e4m3fn', claims);
    const backward = answering(1);
    const found = await heard(overflow, problemOf([1, 1, 40], {}), { subject, backward });
    expect(found.comparisons.map((each) => each.kind === 'fact' && each.holds)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('is told of where it is as claimed', async () => {
    const subject = inFormats('float16', 'float16', { overflow: 'infinity' });
    const zeros = answering(0);
    const { comparisons }: Heard = await heard(overflow, problemOf([1, 1, 1], {}), {
      subject,
      backward: zeros,
    });
    const of = (where: string) => comparisons.find((each) => each.where.includes(where));
    expect(of('dX')?.kind === 'fact' && of('dX')).toMatchObject({
      holds: false,
      asked: { salt: 1 },
    });
  });
});
