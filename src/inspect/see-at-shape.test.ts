import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unusual } from '../../bank/unusual/index.ts';
import {
  conventional,
  type Dense,
  dotted,
  entry,
  fromProduct,
  type Product,
} from '../../bank/unusual/unusual.ts';
import type { Subject } from '../contract/subject.ts';
import { formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import type { Shape } from '../problem/shape.ts';
import { inspect } from './inspect.ts';
import { inspectionText } from './inspection-text.ts';
import { orderWords } from './order-words.ts';

const reversed: Product = dotted((row, column) => {
  let sum = 0;
  for (let p = row.length - 1; p >= 0; p -= 1) sum += entry(row, p) * entry(column, p);
  return sum;
});

const narrow = (format: 'bfloat16' | 'float16'): Product =>
  dotted((row, column) => {
    let sum = 0;
    for (let p = 0; p < row.length; p += 1) {
      sum = Math.fround(sum + entry(row, p) * entry(column, p));
    }
    return round(sum, formats[format]);
  });

/** The orders of Y, dX and dW at this shape; nothing, where a sum is too short. */
async function ordersAt(subject: Subject, shape: Shape): Promise<Record<string, string[]>> {
  const { products } = await inspect(subject, { shapes: [shape] });
  return Object.fromEntries(
    Object.entries(products).map(([name, seen]) => [
      name,
      orderWords(seen.map(({ order }) => order)),
    ]),
  );
}

const made = (product: Product, numberFormat: Subject['numberFormat'] = 'float64'): Subject =>
  fromProduct({ name: 'made up', story: '', numberFormat }, product);

test('a kernel of its own for one row is seen there, and told beside that for many', async () => {
  const byRows = made((a, b) => (a.rows === 1 ? reversed(a, b) : conventional(a, b)));
  const shapes = [{ m: 1, n: 24, k: 20 }];
  const text = inspectionText(await inspect(byRows, { sizes: [24], shapes }));
  expect(text.slice(0, text.indexOf('rows '))).toMatchInlineSnapshot(`
    "Y = X·W
      order        at 24: left to right
                   at 24 for 1×20 results: from the last to the first
      "
  `);
  expect(await ordersAt(byRows, { m: 1, n: 24, k: 20 })).toEqual({
    Y: ['from the last to the first'],
    dX: ['from the last to the first'],
    dW: [], // sums of one term
  });
});

test('a kernel of its own for the last rows of a large result', async () => {
  const parts = (a: Dense, from: number, to: number): Dense => ({
    ...{ rows: to - from, cols: a.cols },
    data: a.data.slice(from * a.cols, to * a.cols),
  });
  const byTile = made((a, b) => {
    const whole = a.rows - (a.rows % 64);
    const [first, last] = [
      conventional(parts(a, 0, whole), b),
      reversed(parts(a, whole, a.rows), b),
    ];
    return { rows: a.rows, cols: b.cols, data: Float64Array.of(...first.data, ...last.data) };
  });
  const { Y } = await ordersAt(byTile, { m: 90, n: 16, k: 8 });
  expect(Y).toEqual(['left to right; the last rows and columns: from the last to the first']);
});

test('every call is of the shape that was asked for', async () => {
  const shapes = new Set<string>();
  const subject = made((a, b) => {
    shapes.add(`${a.rows}×${a.cols}×${b.cols}`);
    return conventional(a, b);
  });
  await inspect(subject, { shapes: [{ m: 3, n: 9, k: 30 }] });
  expect([...shapes].sort()).toEqual(['3×30×9', '3×9×30', '9×3×30']); // Y, dX, dW
});

test('who sums alike at every shape is seen alike', async () => {
  const extents = fc.integer({ min: 1, max: 40 });
  const shapes = fc.record({ m: extents, n: fc.integer({ min: 8, max: 24 }), k: extents });
  const subjects = [
    made(conventional),
    made(narrow('bfloat16'), 'bfloat16'),
    made(narrow('float16'), 'float16'),
  ];
  const check = async (subject: Subject, shape: Shape) => {
    const { products } = await inspect(subject, { shapes: [shape] });
    for (const seen of Object.values(products).flat()) {
      expect(orderWords([seen.order])).toEqual(['left to right']);
      expect(seen.accumulator).toMatchObject({ rounding: 'nearest even' });
    }
  };
  await fc.assert(fc.asyncProperty(fc.constantFrom(...subjects), shapes, check), {
    ...{ numRuns: 12, seed: 1 },
  });
});

test('a tensor core for float8 is seen at a shape of few rows, too', async () => {
  const core = unusual.find(({ name }) => name === 'H100, float8_e4m3fn to float32');
  const { Y } = await ordersAt(core ?? made(conventional), { m: 2, n: 40, k: 50 });
  expect(Y).toEqual(['fused groups of 32, one after another']);
});

test('what cannot be looked at is named with its reason', async () => {
  const told = async (shape: Shape) =>
    inspectionText(await inspect(made(conventional), { shapes: [shape] }));
  expect(await told({ m: 4, n: 9, k: 600 })).toMatch(
    /dX .*\n {2}not seen {5}at 600 for 4×9 results: too long: at most 512/,
  );
  expect(await told({ m: 4, n: 4, k: 9 })).toMatch(
    /Y .*\n {2}not seen {5}at 4 for 4×9 results: too short: at least 8/,
  );
  expect(await told({ m: 4, n: 4, k: 4 })).toContain('It bears no claim out.');
  expect(await told({ m: 1, n: 65, k: 1 })).toContain('4225 calls for each probe: at most 4096');
});
