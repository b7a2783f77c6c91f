import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundOf, seedOfRound, shareOf, wholeRun } from './budget.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

test('the rounds of all shards are those of the whole run, each once', () => {
  const sizes = fc.record({
    of: fc.integer({ min: 1, max: 9 }),
    each: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(sizes, ({ of, each }) => {
      const shards = Array.from({ length: of }, (_, at) => ({ index: at + 1, of }));
      const done = Array.from({ length: each }, (_, at) => at);
      const rounds = shards.flatMap((shard) => done.map((at) => roundOf(shard, at)));
      const whole = Array.from({ length: of * each }, (_, at) => at);
      expect(rounds.sort((p, q) => p - q)).toEqual(whole);
      expect(whole.map((at) => roundOf(wholeRun, at))).toEqual(whole);
    }),
  );
});

test('every round draws from a seed of its own, the first from that of the run', () => {
  const rounds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  fc.assert(
    fc.property(seeds, rounds, rounds, (seed, p, q) => {
      expect(seedOfRound(seed, 0)).toBe(seed);
      expect(seedOfRound(seed, p)).toBeGreaterThanOrEqual(0);
      expect(seedOfRound(seed, p)).toBeLessThan(2 ** 31);
      expect(seedOfRound(seed, p) === seedOfRound(seed, q)).toBe(p === q);
      expect(seedOfRound(seed, p ^ (2 ** 30))).not.toBe(seedOfRound(seed, p)); // the last to differ
    }),
  );
});

test('when each has had its share of what is left, all have had equally much', () => {
  const times = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), times, (time, spent) => {
      let left = time;
      const had = spent.map((before, at) => {
        const share = shareOf(left, spent.slice(at));
        left -= share;
        return before + share;
      });
      expect(left).toBeCloseTo(0); // all of it is given out
      const level = Math.max(...had.filter((total, at) => total > (spent[at] ?? 0) + 1e-6), 0);
      for (const total of had) expect(total).toBeGreaterThanOrEqual(level - 1e-6);
    }),
  );
});
