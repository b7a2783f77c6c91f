import { expect, test } from 'vitest';
import { cutOff } from '../../bank/engine/cut-off.ts';
import { faults } from '../../bank/faults/index.ts';
import { unusual } from '../../bank/unusual/index.ts';
import { reference } from '../contract/reference.ts';
import type { Operand, Subject } from '../contract/subject.ts';
import { formats, tf32 } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { inspect } from './inspect.ts';
import { tellingScale } from './see-scaling.ts';

/** A subject of the bank. */
function named(name: string): Subject {
  const found = unusual.find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`there is no ${name}`);
  return found;
}

const powers = { unknown: 'scales are powers of two, which leave no trace' };
const apart = {
  unknown: 'no two terms of these sums have codes and scales that would show it',
};
const few = { unknown: 'a code times a scale has too few bits to be rounded' };

/** Where scales are multiplied in, of the left and the right factor of Y and dX. */
const scalings: Readonly<Record<string, readonly [Y: readonly unknown[], dX: readonly unknown[]]>> =
  {
    'MXFP8 layer': [
      [powers, powers],
      [powers, powers],
    ],
    'float8 with one scale a tensor': [
      ['result', 'result'],
      ['result', 'result'],
    ],
    'float8 with a scale a row': [
      ['result', 'result'],
      [apart, apart],
    ],
    'float8 weight with tiles of 128×128': [
      ['result', 'result'],
      ['result', 'result'],
    ],
    'float8 tiles of 4×4, made float32 first': [
      ['entries', 'entries'],
      [undefined, 'entries'],
    ],
    'NVFP4 layer': [
      [few, few],
      [few, few],
    ],
    'NVFP4 with global scales, of the result': [
      ['result', 'result'],
      ['result', expect.anything()],
    ],
    'NVFP4 with global scales, one after the other': [
      ['result', 'result'],
      [few, expect.anything()],
    ],
    'NVFP4 with global scales, of the sums of blocks': [
      ['before', 'before'],
      ['before', expect.anything()],
    ],
    'NVFP4 with global scales, of operands': [
      ['before', 'before'],
      ['before', expect.anything()],
    ],
  };

test.each(Object.entries(scalings))(
  '%s: where scales are multiplied in is seen',
  async (name, [Y, dX]) => {
    const { products } = await inspect(named(name), {
      sizes: [name.startsWith('NVFP4') ? 48 : 16],
    });
    expect(products.Y?.[0]?.scaling).toEqual(Y);
    expect(products.dX?.[0]?.scaling).toEqual(dX);
  },
);

test('where all operands have four bits, what cannot be seen is unknown, and why', async () => {
  const { products, claims } = await inspect(named('NVFP4 layer'), { sizes: [8] });
  for (const { order, accumulator, repeats } of Object.values(products).flat()) {
    const why = 'no number of four bits is lost beside another, of one block';
    expect([order, accumulator, repeats]).toEqual([
      { kind: 'unknown', unknown: why },
      { unknown: why },
      true,
    ]);
  }
  expect(claims).toEqual({ deterministic: true });
  await expect(inspect(named('NVFP4 layer'), { sizes: [65] })).rejects.toThrow('at most 64');
  const { unseen } = await inspect(named('NVFP4 layer'), { shapes: [{ m: 2, n: 8, k: 9 }] });
  expect(unseen?.dX?.[0]).toMatchObject({ size: 9, result: [2, 8] });
});

const wrongs = [
  ...['scale-grid-transposed-in-dw', 'scale-never-advances', 'output-scale-dropped'],
  ...['global-scale-dropped', 'global-scale-of-the-other', 'global-scale-twice'],
];

test.each(wrongs)('of codes and scales, a wrong product is said to be wrong: %s', async (name) => {
  const fault = faults.find((each) => each.name === name) ?? reference;
  await expect(inspect(fault, { sizes: [48] })).rejects.toThrow(
    /The product is wrong: .* gradgate check/,
  );
});

test('a product that is right of −1, 0 and 1 alone is said to be wrong', async () => {
  const squared = ({ shape, data }: Operand): Operand => ({
    ...{ shape, data: data.map((entry) => entry * Math.abs(entry)) },
  });
  const wrong: Subject = {
    ...{ name: 'squares dY', numberFormat: 'float64' },
    backward: ({ X, W, dY }) => reference.backward({ X, W, dY: squared(dY) }),
  };
  await expect(inspect(wrong, { sizes: [8] })).rejects.toThrow(
    /dX of 8×8 matrices of a few small numbers, entry .*: expected .* The product is wrong/,
  );
});

test.each([formats.float32, tf32, formats.bfloat16])(
  'five and three times the telling scale are rounded apart in $precision bits',
  (format) => {
    for (const rounded of [round, cutOff]) {
      const [five, three] = [rounded(5 * tellingScale, format), rounded(3 * tellingScale, format)];
      const [left, right] = [
        [3 * five, Math.fround(3 * five)],
        [5 * three, Math.fround(5 * three)],
      ];
      expect(left.some((product) => right.includes(product))).toBe(false);
    }
  },
);
