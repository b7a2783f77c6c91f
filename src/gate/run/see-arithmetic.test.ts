import { expect, test } from 'vitest';
import rowsReversed from '../../../bank/faults/rows-reversed.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { seeArithmetic } from './see-arithmetic.ts';

test('what is seen of the reference is told by product and aspect', async () => {
  const begun: string[] = [];
  const begin = () => void begun.push('begin');
  const reset = () => void begun.push('reset');
  const seen = await seeArithmetic({ ...reference, begin, reset });
  expect(begun).toEqual(['begin', 'reset']);
  const told = { order: 'left to right', products: 'rounded before they are added (no FMA)' };
  expect(seen).toMatchObject({
    ...{ size: 24, products: { Y: told, dX: told, dW: told }, warnings: [] },
    claims: { reproducible: true },
  });
  // Of dW no rows are asked, and what is not told has no entry.
  expect(seen).not.toHaveProperty('products.dW.rows');
});

test.each<[what: string, more: Partial<Subject>, why: RegExp]>([
  ['a wrong answer', { backward: rowsReversed.backward }, /dW of 24×24 matrices of −1, 0 and 1/],
  ['a throw', { backward: () => Promise.reject(new Error('no kernel')) }, /threw: no kernel/],
  [
    'a throw before it',
    { reset: () => Promise.reject(new Error('no device')) },
    /reset threw: no d/,
  ],
  ['a throw at once', { begin: () => Promise.reject(new Error('no device')) }, /begin threw: no d/],
])('%s is why nothing is seen', async (_, more, why) => {
  const seen = await seeArithmetic({ ...reference, ...more });
  expect(seen).toEqual({ unknown: expect.stringMatching(why) });
});

test('where both factors have four bits it is said why no order is seen', async () => {
  const formats = { X: 'float4_e2m1fn', dY: 'float4_e2m1fn' } as const;
  const seen = await seeArithmetic({ ...reference, formats });
  const told = { order: expect.stringMatching(/^unknown: no number of four bits is lost/) };
  const known = { order: 'left to right' };
  expect(seen).toMatchObject({ products: { Y: known, dX: known, dW: told }, warnings: [] });
});

test('our own bugs are not told of the subject', async () => {
  const odd = new Proxy(reference, {
    get: (target, name) => {
      if (name === 'numberFormat') throw new RangeError('of our own');
      return Reflect.get(target, name);
    },
  });
  await expect(seeArithmetic(odd)).rejects.toThrow('of our own');
});
