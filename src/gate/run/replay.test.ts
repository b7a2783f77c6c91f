import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatReplay, parseReplay, seedFor } from './replay.ts';

const digits = (most: number) => fc.stringMatching(new RegExp(`^\\d{1,${most}}$`));
const shrinks = fc.array(digits(4), { maxLength: 4 });
const commands = fc.option(fc.stringMatching(/^[A-Za-z0-9+/=:_]+$/), { nil: undefined });

const paths = fc
  .tuple(digits(7), shrinks, commands)
  .map(([first, rest, calls]) => [[first, ...rest].join(':'), ...(calls ? [calls] : [])].join('/'));

const replays = fc.record({
  property: fc.constantFrom('equation-1', 'purity'),
  profile: fc.constantFrom('smoke' as const, 'ci' as const, 'deep' as const, 'large' as const),
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  path: paths,
});

test('what a token was made of is read from it again', () => {
  fc.assert(
    fc.property(replays, (replay) => {
      expect(parseReplay(formatReplay(replay))).toEqual(replay);
    }),
  );
});

test.each([
  '',
  'equation-1',
  '/ci/1/0',
  'equation-1/ci/1',
  'equation-1/ci/1/',
  'equation-1/fast/1/0',
  'equation-1/toString/1/0',
  'equation-1/ci/-1/0',
  'equation-1/ci/+1/0',
  'equation-1/ci/1a/0',
  'equation-1/ci//0',
  'equation-1/ci/12345678901/0',
  'equation-1/ci/1/12345678',
  'equation-1/ci/1/a0',
  'equation-1/ci/1/0 ',
  'equation-1/ci/1/0:',
  'equation-1/ci/1/0:a',
  'equation-1/ci/1/0/',
  'equation-1/ci/1/0/a b',
])('%j is no token', (token) => {
  expect(() => parseReplay(token)).toThrow(
    `replay: expected a token like equation-1/ci/42/17:0:2, got ${JSON.stringify(token)}. Copy it from verdict.json or`,
  );
});

test('what is none is an option that cannot be', () => {
  const error = expect.objectContaining({ code: 'OPTION' });
  expect(() => parseReplay('')).toThrow(error);
});

test('what a property draws from is FNV-1a of its id, begun from the seed', () => {
  expect(seedFor(0, 'a')).toBe(0xe40c292c | 0);
  expect(seedFor(0, 'foobar')).toBe(0xbf9cf968 | 0);
  const ids = ['equation-1', 'equation-2', 'purity', 'linearity', 'one-hot'];
  const drawn = [1, 2, 3, 2 ** 31 - 1].flatMap((seed) => ids.map((id) => seedFor(seed, id)));
  expect(new Set(drawn).size).toBe(drawn.length);
});
