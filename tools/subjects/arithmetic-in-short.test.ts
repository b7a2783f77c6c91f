import { expect, test } from 'vitest';
import { arithmeticInShort } from './arithmetic-in-short.ts';

const told = {
  order: 'left to right',
  rows: 'the same bits',
  accumulator: '24 bits (float32), rounded to nearest even',
  products: 'rounded before they are added (no FMA)',
  operands: 'as given',
  subnormals: 'kept',
};

test('results that are summed alike are one line, and what is long is cut', () => {
  const order = `no known order: ${'0+'.repeat(99)}`;
  const products = { Y: told, dX: told, dW: { ...told, order, operands: 'rounded to tf32' } };
  const seen = { size: 24, products, claims: {}, warnings: [], calls: 9 };
  const [alike = '', other = ''] = (arithmeticInShort(seen) ?? '').split('; ');
  expect(alike).toBe(
    'Y, dX: left to right, 24 bits (float32), rounded before they are added, subnormal numbers kept',
  );
  expect(other).toMatch(/^dW: no known order: [0+]*…, .*, operands rounded to tf32, /);
});

test('why it could not be seen', () => {
  expect(arithmeticInShort({ unknown: 'it threw' })).toBe('not seen: it threw');
  expect(arithmeticInShort(undefined)).toBeUndefined();
});
