import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
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
