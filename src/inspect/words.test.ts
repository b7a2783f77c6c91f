import { expect, test } from 'vitest';
import type { OrderSeen } from './inspection.ts';
import { orderWords } from './order-words.ts';
import { words } from './words.ts';

test('what was seen is told in words', () => {
  const { accumulator, products, operands, stored, subnormals } = words;
  const sum = { bits: 24, isMore: false, rounding: 'nearest even' } as const;
  expect(accumulator(sum, 'float32')).toBe('24 bits (float32), rounded to nearest even');
  expect(accumulator({ ...sum, bits: 25 }, 'float32')).toBe(
    "25 bits, one more than float32 has: a guard bit, or sums that are compensated, as Kahan's are, rounded to nearest even",
  );
  const wide = { bits: 40, isMore: true, rounding: 'unknown' } as const;
  expect(accumulator(wide, 'float32')).toBe('at least 40 bits, rounding unknown: nothing was lost');
  const fused = { bits: 14, isMore: false, between: 24, aligned: 13, rounding: 'unknown' } as const;
  expect(accumulator(fused, 'bfloat16')).toBe(
    '14 bits, 24 bits (float32) where sums of many terms are added, ' +
      'in a fused sum 13 bits below the leading one of the largest term, ' +
      'rounding unknown: no known way explains what was seen',
  );
  const hidden = { unknown: 'it was not asked' };
  expect(accumulator(hidden, 'float32')).toBe('unknown: it was not asked');
  expect(products(hidden)).toBe('unknown: it was not asked');
  expect((['fused', 'rounded', 'exact', 'narrow'] as const).map(products)).toEqual([
    'not rounded before they are added (FMA)',
    'rounded before they are added (no FMA)',
    'exact: the accumulator holds them, with or without FMA',
    'rounded to fewer bits than sums have',
  ]);
  const given = { as: 'given', bits: 24 } as const;
  const short = { as: 'other', bits: 9 } as const;
  expect(operands([given, given], ['dY', 'W'])).toBe('as given');
  const parts = { as: 'parts', bits: 24 } as const;
  expect(operands([parts, parts], ['dY', 'W'])).toBe(
    'in parts of tf32, the smallest products left out, as TF32x3 does it',
  );
  expect(operands([given, short], ['dY', 'W'])).toBe(
    'dY as given, W reduced to 9 bits, rounding unknown: no known way explains what was seen',
  );
  expect(operands([hidden, hidden], ['X', 'W'])).toBe('unknown: it was not asked');
  expect([stored(hidden), stored('as summed'), stored('toward zero')]).toEqual([
    'unknown: it was not asked',
    'as summed',
    'rounded toward zero, once',
  ]);
  expect(subnormals(hidden)).toBe('unknown: it was not asked');
});

test('orders are told in words, with what another kernel computes', () => {
  const part = (where: 'rows' | 'columns' | 'corner' | 'tiles', ranges: [number, number][]) =>
    ({ where, ranges, entries: 5, names: where === 'rows' ? [] : ['reversed'] }) as const;
  const orders: OrderSeen[] = [
    {
      kind: 'named',
      names: ['left to right'],
      others: [
        part('tiles', []),
        part('rows', [[3, 3]]),
        part('columns', [[0, 1]]),
        part('corner', [
          [2, 2],
          [4, 5],
        ]),
      ],
    },
    { kind: 'tree', drawn: '('.repeat(100) },
    { kind: 'unknown', unknown: 'it was not asked' },
  ];
  expect(orderWords(orders)).toEqual([
    'left to right; 5 entries in tiles: reversed; row 3: another order; columns 0–1: reversed; ' +
      'rows and columns 2, 4–5: reversed',
    `no known order: ${'('.repeat(70)}…`,
    'unknown: it was not asked',
  ]);
});
