import { describe, expect, test } from 'vitest';
import {
  conventional,
  dotted,
  entry,
  fromProduct,
  type Product,
} from '../../bank/unusual/unusual.ts';
import type { Subject } from '../contract/subject.ts';
import { type FormatName, formats } from '../number/formats.ts';
import { exponentOf, round } from '../number/round.ts';
import { inspect } from './inspect.ts';
import { inspectionText } from './inspection-text.ts';

type Format = Subject['numberFormat'];
type Step = (value: number) => number;

const same: Step = (value) => value;

const sizes = [24];

/** The text of what is seen of a product, without the lines of dW and Y, which are its likes. */
async function seenOf(numberFormat: Format, product: Product, at = sizes): Promise<string> {
  const subject = fromProduct({ name: 'made up', story: '', numberFormat }, product);
  const text = inspectionText(await inspect(subject, { sizes: at }));
  return text.slice(text.indexOf('dX ='), text.indexOf('dW ='));
}

const to =
  (format: FormatName): Step =>
  (value) =>
    round(value, formats[format]);

/** Cut to so many bits. */
const cut =
  (bits: number): Step =>
  (value) => {
    if (value === 0 || !Number.isFinite(value)) return value;
    const ulp = 2 ** (exponentOf(value) - bits + 1);
    return Math.trunc(value / ulp) * ulp;
  };

/** What is done to operands, products, sums and results; nothing, where it is left out. */
type Steps = Partial<Record<'read' | 'times' | 'plus' | 'write', Step>>;

/** Sums from left to right. */
function inOrder({ read = same, times = same, plus = same, write = same }: Steps): Product {
  return dotted((row, column) => {
    let sum = 0;
    for (let p = 0; p < row.length; p += 1) {
      sum = plus(sum + times(read(entry(row, p)) * read(entry(column, p))));
    }
    return write(sum);
  });
}

/**
 * A tensor core: terms of a group, and the sum so far, are cut to so many bits below the leading one of the
 * largest; their sum is cut to float32.
 */
function tensorCore(group: number, fraction: number): Product {
  return dotted((row, column) => {
    let sum = 0;
    for (let from = 0; from < row.length; from += group) {
      const terms = [sum];
      for (let p = from; p < Math.min(from + group, row.length); p += 1) {
        terms.push(entry(row, p) * entry(column, p));
      }
      const largest = Math.max(...terms.map(Math.abs));
      if (largest === 0) continue;
      const unit = 2 ** (exponentOf(largest) - fraction);
      sum = cut(24)(terms.reduce((total, term) => total + Math.trunc(term / unit), 0) * unit);
    }
    return round(sum, formats.float32);
  });
}

describe('accumulators', () => {
  test.each([
    [8, 'bfloat16'],
    [11, 'float16'],
    [24, 'float32'],
  ] as const)('of %d bits are seen, in %s and in float32', async (bits, format) => {
    const own = inOrder({ times: to(format), plus: to(format) });
    const line = `accumulator  ${bits} bits (${format}), rounded to nearest even`;
    expect(await seenOf(format, own)).toContain(line);
    const narrow = inOrder({ times: to(format), plus: to(format), write: to('float32') });
    if (format !== 'float16') expect(await seenOf('float32', narrow)).toContain(line);
  });

  test('of 14 bits that truncate', async () => {
    const text = await seenOf('bfloat16', inOrder({ plus: cut(14), write: to('bfloat16') }));
    expect(text).toContain('accumulator  14 bits, rounded toward zero');
    expect(text).toContain('stored       rounded to nearest even, once');
  });

  test('of two widths: split-K with partial sums in bfloat16', async () => {
    const f32 = (row: Float64Array, column: Float64Array): number =>
      row.reduce((sum, x, p) => Math.fround(sum + x * entry(column, p)), 0);
    const split = dotted((row, column) => {
      const half = Math.ceil(row.length / 2);
      const parts = [0, half].map((from) =>
        round(f32(row.slice(from, from + half), column.slice(from, from + half)), formats.bfloat16),
      );
      return round((parts[0] ?? 0) + (parts[1] ?? 0), formats.bfloat16);
    });
    const text = await seenOf('bfloat16', split);
    expect(text).toContain('order        split in 2, each part left to right');
    expect(text).toContain(
      '24 bits (float32), 8 bits (bfloat16) where sums of many terms are added',
    );
  });

  test('of tensor cores: groups, and bits below the leading one', async () => {
    for (const [group, fraction] of [
      [4, 23],
      [8, 24],
      [16, 25],
    ] as const) {
      const text = await seenOf('bfloat16', tensorCore(group, fraction), [33]);
      expect(text).toContain(`order        fused groups of ${group}, one after another`);
      expect(text).toContain(`24 bits (float32), in a fused sum ${fraction} bits below`);
      expect(text).toContain('rounded toward zero');
    }
  });
});

test('operands that are rounded first: tf32, float16 and bfloat16', async () => {
  const tf32 = { ...formats.float16, maxExponent: 127, smallest: 2 ** -136 };
  const reading = (read: Step): Promise<string> =>
    seenOf('float32', inOrder({ read, plus: to('float32') }));
  expect(await reading(cut(11))).toContain('operands     reduced to tf32, rounded toward zero');
  expect(
    await reading((value) => round(value, { ...tf32, largest: formats.float32.largest })),
  ).toContain('operands     reduced to tf32, rounded to nearest even');
  expect(await reading(to('bfloat16'))).toContain('reduced to bfloat16, rounded to nearest even');
  const halved = await reading(to('float16'));
  expect(halved).toContain('order        left to right');
  expect(halved).toContain('operands     reduced to float16, rounded to nearest even');
});

test('another kernel for the last columns', async () => {
  const edged: Product = (a, b) => {
    const from = b.cols - (b.cols % 8);
    const [plain, turned] = [conventional(a, b), reversedDot(a, b)];
    return {
      ...plain,
      data: plain.data.map((v, i) => (i % b.cols >= from ? entry(turned.data, i) : v)),
    };
  };
  const text = await seenOf('float64', edged, [16, 24, 33]);
  expect(text).toContain(
    'order        at 16, 24: left to right\n               at 33: left to right; column 32: from the last to the first',
  );
});

const reversedDot: Product = dotted((row, column) => {
  let sum = 0;
  for (let p = row.length - 1; p >= 0; p -= 1) sum += entry(row, p) * entry(column, p);
  return sum;
});

test('rows whose bits depend on how many there are', async () => {
  const byRows: Product = (a, b) => (a.rows === 1 ? reversedDot(a, b) : conventional(a, b));
  const text = await seenOf('float64', byRows);
  expect(text).toContain('rows         other bits, where there are 1 of them');
  expect(await seenOf('float64', conventional)).toContain('rows         the same bits, with other');
});

test('what follows: the claims of a wide sum, and none where its products are narrow', async () => {
  const claimedBy = async (numberFormat: Format, product: Product) =>
    (
      await inspect(fromProduct({ name: 'made up', story: '', numberFormat }, product), {
        sizes: [33],
      })
    ).claims;
  const claimed = (steps: Steps) => claimedBy('bfloat16', inOrder(steps));
  const wide = { plus: to('float32'), write: to('bfloat16') };
  expect(await claimed(wide)).toEqual({
    deterministic: true,
    reproducible: true,
    accumulates: 'float32',
  });
  expect(await claimed({ ...wide, times: to('bfloat16') })).not.toHaveProperty('accumulates');
  expect(await claimed({ ...wide, plus: cut(14) })).toMatchObject({
    accumulates: '14 bits',
    fusedSums: 1,
  });
  expect(await claimed({ ...wide, write: cut(8) })).toMatchObject({ stores: 'toward zero' });
  const reduced = inOrder({ read: cut(11), plus: to('float32') });
  expect(await claimedBy('float32', reduced)).toMatchObject({ multiplies: 'tf32' });
  const narrow = inOrder({ times: to('bfloat16'), plus: to('bfloat16'), write: to('float32') });
  expect(await claimedBy('float32', narrow)).toMatchObject({ accumulates: 'bfloat16' });
  expect(await claimedBy('float32', tensorCore(8, 24))).toMatchObject({ fusedSums: 8 });
});

test('the largest terms first is no exact sum', async () => {
  const product = dotted((row, column) => {
    const terms = row.map((x, p) => x * entry(column, p));
    return terms.sort((a, b) => Math.abs(b) - Math.abs(a)).reduce((sum, term) => sum + term, 0);
  });
  expect(await seenOf('float64', product)).toContain(
    'no single tree: it depends on data: terms are sorted, the largest first',
  );
});

describe('what is not seen is one sentence', () => {
  test.each([
    ['a wrong product', () => ({ shape: [1], data: [0] }), /the subject's dX: expected 16×16/],
    [
      'a throw',
      () => Promise.reject(new Error('no such kernel')),
      /backward threw: no such kernel/,
    ],
  ] as const)('%s', async (_, answer, sentence) => {
    const subject: Subject = {
      name: 'none',
      numberFormat: 'float64',
      backward: async () => ({ dX: await answer(), dW: await answer() }),
    };
    await expect(inspect(subject, { sizes: [16] })).rejects.toThrow(sentence);
  });

  test('NaN', async () => {
    const subject = fromProduct(
      { name: 'NaN', story: '' },
      dotted(() => Number.NaN),
    );
    await expect(inspect(subject, { sizes: [16] })).rejects.toThrow(
      /^the subject's Y of 16×16 matrices of −1, 0 and 1, entry \(0, 0\): expected -?\d+, got NaN\. The product is wrong/,
    );
  });
});
