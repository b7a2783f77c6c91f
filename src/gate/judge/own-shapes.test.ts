import { expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import type { GateOptions } from '../run/gate-options.ts';
import { planOf } from '../run/plan-of.ts';
import { verdictOf } from '../run/verdict-of.ts';
import { ownShapes } from './own-shapes.ts';

/** Wrong from so many rows on, and only then. */
function wrongFrom(rows: number): Subject {
  const { name, numberFormat, backward } = reference;
  return {
    ...{ name, numberFormat },
    backward: async (given) => {
      const { dX, dW } = await backward(given);
      const isWrong = (given.X.shape[0] ?? 0) >= rows;
      const data = Array.from(dX?.data ?? [], (x) => (isWrong ? x + 1 : x));
      return { ...(dX && { dX: { ...dX, data } }), ...(dW && { dW }) };
    },
  };
}

async function verdictOn(rows: number, options: GateOptions) {
  return verdictOf(equation1, new Border(wrongFrom(rows)), planOf(options));
}

test.each<[number, GateOptions]>([
  [190, { profile: 'smoke', shapes: [{ m: 200, n: 3, k: 2 }] }],
  [
    190,
    {
      profile: 'ci',
      shapes: [
        { m: 9, n: 9, k: 9 },
        { m: 190, n: 3, k: 2 },
      ],
    },
  ],
  [192, { profile: 'smoke', tile: 64 }],
  [97, { profile: 'smoke', extent: 100, volume: 100_000, runs: 60 }],
])(
  'what is wrong from %d rows on is seen with %o, which a replay says, too',
  async (rows, options) => {
    const { profile = 'ci' } = options;
    expect(await verdictOn(rows, { profile })).toMatchObject({ outcome: 'holds' });
    const found = await verdictOn(rows, options);
    expect(found).toMatchObject({ outcome: 'fails' });
    const replay = smallestIn(found)?.replay ?? '';
    const { profile: _, ...sizes } = options;
    expect(await verdictOn(rows, { ...sizes, replay })).toMatchObject({ outcome: 'fails' });
  },
);

test('of the smallest sizes, the formulas are asked as well', async () => {
  for (const sizes of [{ extent: 1 }, { volume: 1 }, { extent: 2, volume: 3 }, { tile: 2 }]) {
    expect(await verdictOn(1e6, sizes)).toMatchObject({ outcome: expect.stringMatching(/^holds/) });
  }
});

test('tiles are asked for along every axis, on both sides of one and of two', () => {
  const shapes = ownShapes({ tile: 64, shapes: [{ m: 1, n: 2, k: 3 }] });
  expect(shapes).toHaveLength(22);
  expect(shapes.map(({ n }) => n)).toEqual(
    expect.arrayContaining([63, 64, 65, 127, 128, 129, 192]),
  );
});
