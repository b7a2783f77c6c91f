import { expect, test } from 'vitest';
import { unusual } from '../../bank/unusual/index.ts';
import {
  conventional,
  dotted,
  entry,
  fromProduct,
  type Product,
} from '../../bank/unusual/unusual.ts';
import type { Claims, Subject } from '../contract/subject.ts';
import { formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { claimWarnings } from './claim-warnings.ts';
import { inspect } from './inspect.ts';
import { inspectionText } from './inspection-text.ts';

/** What is said of a subject of the bank that claims this instead. */
async function said(name: string, claims: Claims, size = 24): Promise<string[]> {
  const subject = unusual.find((each) => each.name === name);
  if (subject === undefined) throw new Error(`no ${name}`);
  return saidOf({ ...subject, claims }, size);
}

async function saidOf(subject: Subject, size = 24): Promise<string[]> {
  return claimWarnings(subject, await inspect(subject, { sizes: [size] }));
}

test.each<[name: string, claims: Claims, sentence: string]>([
  [
    'float32 throughout',
    { accumulates: 'float64' },
    "accumulates: 'float64'; sums of 24 bits were seen, of Y, dX, dW at 24",
  ],
  [
    'bfloat16 sums in float32 results',
    {},
    'nothing is said of accumulates; sums of 8 bits were seen, of Y, dX, dW at 24',
  ],
  [
    'float32 through tf32, cut off',
    {},
    'nothing is said of multiplies; operands were seen rounded to tf32, or in parts of it, of Y, dX, dW at 24',
  ],
  [
    'TF32x3, 2 parts of tf32',
    {},
    'nothing is said of multiplies; operands were seen rounded to tf32, or in parts of it, of Y, dX, dW at 24',
  ],
  [
    'A100, float16 to float16',
    { accumulates: 'float32' },
    'nothing is said of fusedSums; sums were seen that are cut off, of 8 at once, of Y, dX, dW at 24',
  ],
  [
    'A100, float16 to float16',
    { accumulates: 'float32', fusedSums: 16 },
    'fusedSums: 16; sums were seen that are cut off, of 8 at once, of Y, dX, dW at 24, which the bound of the claim allows',
  ],
  [
    'random order',
    { reproducible: true },
    'reproducible: true; the order of sums was seen to depend on values or on chance, of Y, dX, dW at 24',
  ],
  [
    'random order',
    { deterministic: true },
    'deterministic: true; the same call was seen to have other bits the second time, of Y, dX, dW at 24',
  ],
  [
    'smallest first',
    { reproducible: true },
    'reproducible: true; the order of sums was seen to depend on values or on chance, of Y, dX, dW at 24',
  ],
  [
    'Winograd in float32',
    {},
    'nothing is said of algorithm; an error was seen in sums of zeros, of Y, dX, dW at 24',
  ],
])('%s, with %j, is not as claimed', async (name, claims, sentence) => {
  expect(await said(name, claims)).toContain(`not as claimed: ${sentence}`);
});

test.each<[name: string, claims: Claims, sentence: string]>([
  [
    'bfloat16, summed in float32',
    { accumulates: 'bfloat16' },
    "accumulates: 'bfloat16'; claim accumulates: 'float32' to be judged by it",
  ],
  [
    'bfloat16, summed in float32',
    {},
    "nothing is said of accumulates; claim accumulates: 'float32' to be judged by it",
  ],
  [
    'float32 through tf32, cut off',
    { multiplies: 'bfloat16' },
    "multiplies: 'bfloat16'; claim multiplies: 'tf32' to be judged by it",
  ],
  ['float32 throughout', { fusedSums: 4 }, 'fusedSums: 4; leave it out to be judged without it'],
  [
    'bfloat16, summed in float32',
    { accumulates: 'float32', stores: 'toward zero' },
    "stores: 'toward zero'; leave it out to be judged without it",
  ],
  [
    'float32 throughout',
    { subnormals: 'flushed' },
    "subnormals: 'flushed'; leave it out to be judged without it",
  ],
])('%s, with %j, claims less than it could', async (name, claims, sentence) => {
  expect(await said(name, claims)).toEqual([`coarser than seen: ${sentence}`]);
});

test('sums that are cut off far below what is stored are no matter of a claim', async () => {
  for (const name of ['A100, float16 to float16', 'H100, float8_e5m2 to bfloat16']) {
    expect((await said(name, {})).filter((words) => words.startsWith('not as'))).toEqual([]);
  }
});

/** float32 results in order, with `write` at the end. */
function written(write: (sum: number) => number, claims: Claims): Subject {
  const product: Product = dotted((row, column) =>
    write(row.reduce((sum, x, p) => Math.fround(sum + x * entry(column, p)), 0)),
  );
  return fromProduct({ name: 'made up', story: '', numberFormat: 'bfloat16', claims }, product);
}

test('operands that look as given may be parts, so that the claim of less is no warning', async () => {
  expect(await said('BF16x3, 3 parts of bfloat16', { multiplies: 'tf32' })).toEqual([]);
  expect(await said('float32 throughout', { multiplies: 'tf32' })).toEqual([]);
});

test('what is stored otherwise, or flushed, is not as claimed', async () => {
  const cut = (value: number): number => {
    const near = round(value, formats.bfloat16);
    const ulp = 2 ** (Math.floor(Math.log2(Math.abs(near))) - 7);
    return Math.abs(near) > Math.abs(value) ? near - Math.sign(near) * ulp : near;
  };
  const [sentence] = await saidOf(written(cut, { accumulates: 'float32' }));
  expect(sentence).toBe(
    'not as claimed: nothing is said of stores; sums were seen that are not stored as the nearest number, of Y, dX, dW at 24',
  );
  expect(await saidOf(written(cut, { accumulates: 'float32', stores: 'toward zero' }))).toEqual([]);
  const flushed = written(
    (value) => (Math.abs(value) < 2 ** -126 ? 0 : round(value, formats.bfloat16)),
    {
      accumulates: 'float32',
    },
  );
  expect(await saidOf(flushed)).toEqual([
    'not as claimed: nothing is said of subnormals; numbers below the normal range were seen to be taken for 0, of Y, dX, dW at 24',
  ]);
});

test.each([1e-15, 1e-8, 3e-300, 0.001])(
  'who drops numbers below %s is told so, and is offered no claim for it',
  async (least) => {
    const near = (x: number): number => (Math.abs(x) < least ? 0 : x);
    const subject = fromProduct(
      { name: 'near 0', story: '', numberFormat: 'float64' },
      dotted((row, column) =>
        near(row.reduce((sum, x, p) => sum + near(near(x) * near(entry(column, p))), 0)),
      ),
    );
    const inspection = await inspect(subject, { sizes: [8] });
    expect(inspection.claims.subnormals).toBeUndefined();
    const below = inspection.products.dX?.map(({ subnormals }) => subnormals);
    expect(below).toEqual([
      expect.objectContaining({ below: expect.closeTo(least, -Math.log10(least / 50)) }),
    ]);
    expect(inspectionText(inspection)).toContain(
      `subnormals   numbers below about ${least} become 0, far above the subnormal ones`,
    );
    expect(claimWarnings(subject, inspection)).toEqual([
      `not as claimed: nothing is said of subnormals; it was seen that numbers below about ${least} become 0, of which there is no claim, of Y, dX, dW at 8`,
    ]);
  },
);

test('rows with other bits are not batch-invariant', async () => {
  const reversed: Product = (a, b) => {
    const turned = (m: typeof a): typeof a => ({ ...m, data: m.data.toReversed() });
    return turned(conventional(turned(a), turned(b)));
  };
  const byRows: Product = (a, b) => (a.rows === 1 ? reversed(a, b) : conventional(a, b));
  const about = { name: 'by rows', story: '', claims: { batchInvariant: true } } as const;
  expect(await saidOf(fromProduct(about, byRows))).toEqual([
    'not as claimed: batchInvariant: true; rows were seen to have other bits where there are fewer or more of them, of Y, dX at 24',
  ]);
});
