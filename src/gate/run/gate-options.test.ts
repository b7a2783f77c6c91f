import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Progress } from '../../verdict/journal-entry.ts';
import { checkOptions, type GateOptions, isInRounds } from './gate-options.ts';

const shapes = [{ m: 2, n: 3, k: 4 }];
const replay = 'equation-1/ci/1/0';
const large = 'equation-1/large/1/0';
// SAFETY: nothing of it is looked at.
const resume = {} as Progress;
const whole = { index: 1, of: 1 };

const refusals: readonly (readonly [GateOptions | Record<string, unknown>, string])[] = [
  [{ profile: 'toString' }, 'profile: expected one of smoke, ci, deep, large, got toString.'],
  [{ seed: -1 }, 'seed: expected a whole number from 0 to 2147483647, got -1.'],
  [{ seed: 2 ** 31 }, 'seed: expected a whole number from 0 to 2147483647, got 2147483648.'],
  [{ seed: 0.5 }, 'seed: expected a whole number from 0 to 2147483647, got 0.5.'],
  [{ runs: 0 }, 'runs: expected a whole number from 1 to 2147483647, got 0.'],
  [
    { replay, properties: ['a', 'b'] },
    'property: expected none together with replay, which names one, got a,b.',
  ],
  [{ extent: 0 }, 'extent: expected a whole number from 1 to 1024, got 0.'],
  [{ extent: 1025 }, 'extent: expected a whole number from 1 to 1024, got 1025.'],
  [{ volume: 0 }, 'volume: expected a whole number from 1 to 16777216, got 0.'],
  [{ volume: 2 ** 24 + 1 }, 'volume: expected a whole number from 1 to 16777216, got 16777217.'],
  [{ profile: 'large', extent: 127 }, 'extent: expected a whole number from 128, got 127.'],
  [
    { profile: 'large', volume: 2 ** 20 - 1 },
    'volume: expected a whole number from 1048576, got 1048575.',
  ],
  [{ replay: large, extent: 127 }, 'extent: expected a whole number from 128, got 127.'],
  [{ tile: 1 }, 'tile: expected a whole number from 2 to 256, got 1.'],
  [{ tile: 257 }, 'tile: expected a whole number from 2 to 256, got 257.'],
  [{ tile: 8, profile: 'large' }, 'tile: expected none together with profile large, got it.'],
  [{ tile: 8, replay: large }, 'tile: expected none together with profile large, got it.'],
  [{ shapes, rounds: 1 }, 'shapes: expected none together with rounds, got it.'],
  [{ tile: 8, for: 1 }, 'tile: expected none together with for, got it.'],
  ...(['extent', 'volume', 'runs'] as const).map(
    (name) =>
      [
        { profile: 'large', shapes, [name]: 2 ** 21 } as const,
        `${name}: expected none together with shapes, which is all that is asked, got 2097152.`,
      ] as const,
  ),
  [
    { shapes: [...shapes, { m: 2, n: 0, k: 4 }] },
    'shapes: expected three extents of at least 1, like 512x4096x512, got 2x0x4.',
  ],
  [
    { shapes: [{ m: 2, n: 3, k: 0.5 }] },
    'shapes: expected three extents of at least 1, like 512x4096x512, got 2x3x0.5.',
  ],
  [
    { shapes: [{ m: 2 ** 12, n: 2 ** 12, k: 2 }] },
    'shapes: expected m·n·k of at most 2^24, but with profile large, got 4096x4096x2.',
  ],
  [{ shard: whole }, 'shard: expected only together with for or rounds, got neither.'],
  [{ resume }, 'resume: expected only together with for or rounds, got neither.'],
  [{ for: 0 }, 'for: expected more than 0 milliseconds, got 0.'],
  [{ for: Number.NaN }, 'for: expected more than 0 milliseconds, got NaN.'],
  [{ rounds: 0 }, 'rounds: expected a whole number from 1 to 2147483647, got 0.'],
  [{ rounds: 3, for: 1 }, 'rounds: expected none together with for, got 3.'],
  [{ rounds: 3, profile: 'ci' }, 'rounds: expected profile deep, or none, got ci.'],
  [{ rounds: 3, replay }, `replay: expected none together with rounds, got ${replay}.`],
  [{ rounds: 1, shard: { index: 1, of: 2 } }, 'rounds: expected one for each of 2 shards, got 1.'],
  [
    { rounds: 2, bail: true, shard: whole },
    'bail: expected none together with rounds and a shard, got it.',
  ],
  [{ for: 1, profile: 'ci' }, 'for: expected profile deep, or none, got ci.'],
  [{ for: 1, runs: 3 }, 'runs: expected none together with for, got 3.'],
  [{ for: 1, replay }, `replay: expected none together with for, got ${replay}.`],
  ...[
    { index: 0, of: 2 },
    { index: 3, of: 2 },
    { index: 0.5, of: 2 },
    { index: 1, of: 1.5 },
  ].map(
    (shard) =>
      [
        { for: 1, shard },
        `shard: expected an index from 1 to the number of shards, got ${shard.index} of ${shard.of}.`,
      ] as const,
  ),
];

test.each(refusals)('%j is refused', (options, sentence) => {
  // SAFETY: being wrong is what is tested.
  const check = () => checkOptions(options as GateOptions);
  expect(check).toThrow(expect.objectContaining({ code: 'OPTION', message: sentence }));
});

test.each<GateOptions>([
  {},
  { profile: 'smoke', seed: 0, runs: 1 },
  { seed: 2 ** 31 - 1, runs: 2 ** 31 - 1, extent: 1, volume: 1, tile: 2 },
  { extent: 1024, volume: 2 ** 24, tile: 256, bail: true },
  { shapes: [{ m: 2 ** 12, n: 2 ** 12, k: 1 }], runs: 3, extent: 9 },
  { shapes: [], profile: 'large' },
  { shapes: [{ m: 2 ** 12, n: 2 ** 12, k: 2 }], profile: 'large' },
  { profile: 'large', extent: 128, volume: 2 ** 20, runs: 3 },
  { profile: 'large', extent: 2 ** 40 },
  { replay: large, extent: 2 ** 22, shapes: undefined as never },
  { replay, extent: 9, profile: 'large' },
  { for: 1, profile: 'deep', shard: whole, resume, bail: true },
  { for: 0.5, extent: 9, volume: 99 },
  { rounds: 2, runs: 3, shard: { index: 2, of: 2 } },
  { rounds: 1, bail: true },
  { for: 1, bail: true, shard: { index: 1, of: 2 } },
  { rounds: 2 ** 31 - 1, shard: whole },
])('%j is not', (options) => {
  expect(() => checkOptions(options)).not.toThrow();
});

test('a token is read', () => {
  expect(() => checkOptions({ replay: 'x' })).toThrow('replay: expected a token like');
});

test('every shard of so many is one, and no other', () => {
  const numbers = fc.integer({ min: -1, max: 9 });
  fc.assert(
    fc.property(numbers, numbers, (index, of) => {
      const check = () => checkOptions({ for: 1, shard: { index, of } });
      if (index >= 1 && index <= of) check();
      else expect(check).toThrow('shard: expected an index');
    }),
  );
});

test('problems come in rounds where there is a time, or a number of rounds', () => {
  expect([{}, { for: 1 }, { rounds: 1 }].map(isInRounds)).toEqual([false, true, true]);
});
