import { describe, expect, test } from 'vitest';
import { at } from '../src/at.ts';
import type { Subject } from '../src/contract/subject.ts';
import { batchInvariance } from './batch-invariance.ts';
import { heard, problemOf } from './heard.test-setup.ts';

describe('batch-invariance', () => {
  const of = (rows: number) =>
    ({ codes: 'float8_e4m3fn', scales: 'float32', block: [rows, 2] }) as const;
  const [one, two, global] = [of(1), of(2), { ...of(1), globalScale: 'float32' } as const];

  test.each<[string, NonNullable<Subject['formats']>, boolean]>([
    ['no scales', {}, true],
    ['scales of a row each', { X: one, dY: one }, true],
    ['scales of two rows of X', { X: two }, false],
    ['scales of two rows of dY', { dY: two }, false],
    ['a scale of all of X', { X: global }, false],
  ])('compares bits where operands have %s, or not', async (_, formats, bits) => {
    const { comparisons } = await heard(batchInvariance, problemOf([2, 2, 2], {}), {
      subject: { formats },
    });
    expect(new Set(comparisons.map((each) => each.kind === 'agreement' && each.bits))).toEqual(
      new Set([bits]),
    );
  });

  test('takes companies of one to 129 rows, about powers of two most often', async () => {
    const sizes: number[] = [];
    for (let salt = 1; salt <= 300; salt += 1) {
      const { asked } = await heard(batchInvariance, problemOf([10, 1, 1], {}, 7919 * salt), {
        hasForward: false,
      });
      sizes.push(at(asked, 3).X.rows);
    }
    for (const edge of [7, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128, 129]) {
      expect(sizes).toContain(edge);
    }
    expect(Math.max(...sizes)).toBe(129);
    expect(Math.min(...sizes)).toBe(1);
  });

  test('names up to nine rows, and says how many more are', async () => {
    const wordsOf = async (m: number): Promise<string[]> => {
      const { comparisons } = await heard(batchInvariance, problemOf([m, 1, 1], {}), {
        hasForward: false,
      });
      return comparisons.map(({ where }) => where);
    };
    expect((await wordsOf(9))[1]).toMatch(/^dX, rows \d(, \d){8} in this order$/);
    expect((await wordsOf(10))[1]).toBe('dX, 10 rows, in another order or several times');
  });

  test('says which row of the problem is expected', async () => {
    const { comparisons } = await heard(batchInvariance, problemOf([9, 1, 1], {}), {
      hasForward: false,
    });
    const order = comparisons[1];
    const rows = order?.where.match(/\d/g) ?? [];
    expect(order?.kind === 'agreement' && order.explain?.(0, 2, 0)).toBe(
      `what is expected is what row ${rows[2]} has in the problem itself, where m = 9`,
    );
  });

  test('asks nothing of Y where there is no forward pass', async () => {
    const { comparisons } = await heard(batchInvariance, problemOf([3, 1, 1], {}), {
      hasForward: false,
    });
    expect(comparisons).toHaveLength(3);
  });
});
