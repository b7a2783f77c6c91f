import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { reference } from '../contract/reference.ts';
import { type Reply, repliesOf } from './replies.test-setup.ts';
import { serveOracle } from './serve-oracle.ts';
import { Wire } from './wire.ts';

async function ask(method: string, params: object): Promise<Reply | undefined> {
  const line = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const [reply] = await repliesOf((input, output) => serveOracle('0', input, output), [line]);
  return reply;
}

const extent = fc.integer({ min: 0, max: 5 });
const tensor = (rows: number, cols: number) =>
  fc
    .array(fc.integer({ min: -99, max: 99 }), { minLength: rows * cols, maxLength: rows * cols })
    .map((data) => ({ shape: [rows, cols], data: Float64Array.from(data) }));
const problem = fc
  .tuple(extent, extent, extent)
  .chain(([m, n, k]) => fc.record({ X: tensor(m, n), W: tensor(n, k), dY: tensor(m, k) }));
const written = ({ shape, data }: { shape: number[]; data: Float64Array }) => ({
  shape,
  data: Array.from(data),
});

test('of small integers it knows the gradients and the product exactly', async () => {
  await fc.assert(
    fc.asyncProperty(problem, async ({ X, W, dY }) => {
      const params = { X: written(X), W: written(W), dY: written(dY) };
      const gradients = await ask('backward', params);
      const right = Object(await reference.backward({ X, W, dY }));
      for (const name of ['dX', 'dW'] as const) {
        const answer = Object(gradients?.result?.[name]);
        expect(answer.shape).toEqual(right[name].shape);
        expect(answer.data).toEqual(Array.from(right[name].data, (x: number) => x + 0));
        expect(answer.radii.every((radius: number) => radius === 0)).toBe(true);
      }
      const product = Object((await ask('forward', params))?.result?.['Y']);
      const Y = Object(await reference.forward?.({ X, W }));
      expect(product.data).toEqual(Array.from(Y.data, (x: number) => x + 0));
    }),
    { seed: 1 },
  );
});

const X = { shape: [1, 2], data: [1, 2] };
const W = { shape: [2, 1], data: [3, 4] };
const dY = { shape: [1, 1], data: [1] };

test('a bug of ours is answered as an error, and thrown when the input has ended', async () => {
  vi.spyOn(Wire.prototype, 'tensor').mockImplementation(() => {
    throw new TypeError('planted');
  });
  await expect(ask('backward', { X, W, dY })).rejects.toThrow('planted');
  vi.restoreAllMocks();
});

describe('a file that a request names', () => {
  const home = mkdtempSync(join(tmpdir(), 'gradgate-'));
  const folder = join(home, 'agreed');
  afterAll(() => rmSync(home, { recursive: true }));
  const bytes = (...numbers: number[]) => new Uint8Array(Float64Array.from(numbers).buffer);
  mkdirSync(folder);
  for (const place of [home, folder]) writeFileSync(join(place, 'x.bin'), bytes(1, 2));
  symlinkSync(join(folder, 'x.bin'), join(folder, 'link.bin'));

  async function product(file: unknown, agreed?: string) {
    const operand = { shape: [1, 2], datatype: 'float64', data: { file } };
    const offered = { protocolVersions: [1], encodings: ['file'], folder: agreed };
    const calls = [
      ...(agreed === undefined ? [] : [['initialize', offered] as const]),
      ['forward', { X: operand, W }] as const,
    ];
    const lines = calls.map(([method, params], id) =>
      JSON.stringify({ jsonrpc: '2.0', id, method, params }),
    );
    const replies = await repliesOf((input, output) => serveOracle('0', input, output), lines);
    return replies.at(-1);
  }

  test('is read where the folder was agreed on, and left there', async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(Object((await product('x.bin', folder))?.result?.['Y']).data).toEqual([11]);
    }
  });

  test.each<[name: string, asked: [file: unknown, agreed?: string], message: RegExp]>([
    ['before initialize', ['x.bin'], /^X\.data: expected a folder, which initialize/],
    ['with its path', [join(folder, 'x.bin'), folder], /^X\.data: expected the name of a plain/],
    ['of another folder', ['../x.bin', folder], /: expected the name of a plain file/],
    ['that is a link', ['link.bin', folder], /^X\.data: expected the name of a plain file/],
    ['that is no text', [['x.bin'], folder], /^X\.data: expected the name of a plain file/],
    ['that is not there', ['y.bin', folder], /^X\.data: expected the name of a plain file/],
  ])('%s is refused, and left there', async (_, asked, message) => {
    expect((await product(...asked))?.error?.message).toMatch(message);
    for (const place of [home, folder]) expect(existsSync(join(place, 'x.bin'))).toBe(true);
  });
});

test('a weight that is held as k×n is read so', async () => {
  const held = { X, W: { shape: [1, 2], data: [3, 4] }, weight: 'out×in' };
  expect(Object((await ask('forward', held))?.result?.['Y']).data).toEqual([11]);
  const answers = await ask('backward', { ...held, dY });
  expect(answers?.result?.['dW']).toMatchObject({ shape: [1, 2], data: [1, 2] });
});

test('forward takes no options: they would change the answer', async () => {
  const reply = await ask('forward', { X, W, options: { alpha: 2 } });
  expect(reply?.error?.message).toBe(
    'params: expected only X, W, dY, groups, numberFormat, formats, algorithm, accumulates, fusedSums, ' +
      'multiplies, stores, weight, got options.',
  );
});

test.each([
  { alpha: 2 ** 1023, of: { W: 0.25, dY: 3 }, dX: 3 * 2 ** 1021, dC: 'Infinity' },
  { alpha: 0.5, of: { W: 1024, dY: 5e-324 }, dX: 512 * 5e-324, dC: 0 },
])('α = $alpha is one more factor, not rounded in', async ({ alpha, of, dX, dC }) => {
  const one = (value: number) => ({ shape: [1, 1], data: [value] });
  const params = { X: one(1), W: one(of.W), dY: one(of.dY), options: { alpha, beta: alpha } };
  const answer = Object((await ask('backward', params))?.result);
  const [mid, rad] = [answer.dX.data[0], answer.dX.radii[0]];
  expect(Math.abs(mid - dX)).toBeLessThanOrEqual(rad);
  expect(rad).toBeLessThanOrEqual(2 ** -50 * dX + 4 * 5e-324);
  expect(answer.dC.data[0]).toBe(0); // β·dY is beyond the range at either end
  expect(answer.dC.radii[0]).toBe(dC === 0 ? 5e-324 : dC);
  const judged = Object((await ask('backward', { ...params, numberFormat: 'float64' }))?.result);
  expect(judged.dX.radii[0] === 'Infinity' || judged.dX.radii[0] > 0).toBe(true);
});

test('an answer may be what is stored of a sum in the accumulator', async () => {
  const row = { shape: [1, 3], data: [1024, 3, -1] };
  const ones = { shape: [3, 1], data: [1, 1, 1] };
  const said = { numberFormat: 'bfloat16', accumulates: 'float32' };
  const answered = async (params: object) =>
    Object((await ask('forward', { X: row, W: ones, ...params }))?.result?.['Y']);
  expect(await answered(said)).toMatchObject({ data: [1024], radii: [0] });
  const wide = { ...said, formats: { Y: 'float32' } };
  expect(await answered(wide)).toMatchObject({ data: [1026], radii: [0] });
  const narrow = await answered({ numberFormat: 'bfloat16' });
  expect(narrow.radii[0]).toBeGreaterThan(2);
});

test('a product that is too large is refused before it is made', async () => {
  const X = { shape: [2 ** 24, 1], strides: [0, 0], data: [1] };
  const W = { shape: [1, 2 ** 24], strides: [0, 0], data: [1] };
  const reply = await ask('forward', { X, W });
  expect(reply?.error?.message).toMatch(/^W\.shape: expected a product of at most 16777216 ent/);
});

test.each<[name: string, params: object, message: RegExp]>([
  [
    'inner extents that differ',
    { X, W: X, dY },
    /^W\.shape: expected the inner extent 2 of X, got 1\.$/,
  ],
  [
    'a dY of another shape',
    { X, W, dY: X },
    /^dY\.shape: expected that of Y, \[1, 1\], got \[1, 2\]\.$/,
  ],
  ['no dY', { X, W }, /^dY: /],
  [
    'null for a number',
    { X: { ...X, data: [1, null] }, W, dY },
    /^X\.data\[1\]: expected a number/,
  ],
  ['null for options', { X, W, dY, options: null }, /^options: expected an object, got null/],
  ['an offset without strides', { X: { ...X, offset: 0.5 }, W, dY }, /^X\.offset: expected none/],
  ['half an offset', { X: { ...X, strides: [2, 1], offset: 0.5 }, W, dY }, /^X\.offset: .* whole/],
  [
    'an α that is no option',
    { X, W, dY, alpha: 2 },
    /^params: expected only X, W, dY, .* alpha\.$/,
  ],
  [
    'an accumulator of no format',
    { X, W, dY, accumulates: 'float32' },
    /^accumulates: expected none without/,
  ],
  [
    'an unknown accumulator',
    { X, W, dY, numberFormat: 'bfloat16', accumulates: 'float8' },
    /^accumulates: expected float64 or float32 or 14 bits or float16 or bfloat16, got float8\.$/,
  ],
  [
    'the format of no tensor',
    { X, W, dY, numberFormat: 'bfloat16', formats: { Z: 'float32' } },
    /^formats: expected only X, W, dY, Y, dX, dW, db, dC, got Z\.$/,
  ],
  ['a sum in no format', { X, W, dY, algorithm: 'strassen' }, /^algorithm: expected none without/],
  [
    'a text',
    { X, W: { shape: [2, 1], data: [3, 'four'] }, dY },
    /^W\.data\[1\]: expected a number/,
  ],
  [
    'a view from outside',
    { X, W: { ...W, strides: [1, 1], offset: 9 }, dY },
    /^W: .* inside its 2/,
  ],
  [
    'too few numbers',
    { X: { shape: [1, 2], data: [1] }, W, dY },
    /^X\.data: expected 2 numbers, got 1\.$/,
  ],
  [
    'an unknown format',
    { X, W, dY, numberFormat: 'x' },
    /^numberFormat: expected one of .* got x\.$/,
  ],
])('it refuses %s', async (_, params, message) => {
  expect((await ask('backward', params))?.error?.message).toMatch(message);
});
