import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../number/formats.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import type { VariantPart } from '../../problem/drawn-variant.ts';
import { groupOptions, jointGroups } from './group-options.ts';

const base: ProblemOptions = { format: formats.float64, extent: 40, volume: 400 };
const patterns = ['cut', 'equal', 'one has all', 'none has any', 'a single one'];

/** Over many seeds: the most rows of each of these options. */
function mostRows(of: (seed: number) => readonly Partial<ProblemOptions>[]): number[] {
  const seeds = Array.from({ length: 200 }, (_, seed) => of(seed));
  const [first = []] = seeds;
  return first.map((_, i) => Math.max(...seeds.map((all) => all[i]?.fixed?.m ?? 0)));
}

describe('where all rows are of groups', () => {
  const grouped: ProblemOptions = { ...base, groups: 'always' };

  test('every way in which they can be comes four times, within what is allowed', () => {
    fc.assert(
      fc.property(
        fc.record({ seed: fc.nat(), extent: fc.nat({ max: 40 }).map((n) => n + 1) }),
        ({ seed, extent }) => {
          const all = groupOptions(drawFrom(seed), { ...grouped, extent });
          expect(new Set(all.map(({ groups }) => groups))).toEqual(new Set(patterns));
          for (const pattern of patterns) {
            expect(all.filter(({ groups }) => groups === pattern).length).toBe(4);
          }
          for (const { fixed: { m = 0, n = 0, k = 0 } = {} } of all) {
            expect(Math.min(m, n, k)).toBeGreaterThanOrEqual(1);
            expect(m).toBeLessThanOrEqual(extent);
            expect(Math.max(n, k)).toBeLessThanOrEqual(4);
            expect(m * n * k).toBeLessThanOrEqual(grouped.volume);
          }
        },
      ),
    );
  });

  test('of few rows and of many', () => {
    const few = [4, 16, 25, 25];
    const most = mostRows((seed) => groupOptions(drawFrom(seed), grouped));
    expect(most).toEqual(patterns.flatMap(() => few));
  });

  test('and nothing else asks for them', () => {
    expect(groupOptions(drawFrom(1), base)).toEqual([]);
    expect(groupOptions(drawFrom(1), { ...base, groups: 'sometimes' })).toEqual([]);
  });
});

describe('where a call may ask for groups and more', () => {
  const parts: VariantPart[] = ['alpha', 'bias', 'transX', 'vectorX', 'vectorW', 'accumulate'];
  const joint: ProblemOptions = { ...base, groups: 'sometimes', variants: parts };

  test('each part that goes with groups comes with them, alone and with others alike often', () => {
    const all = jointGroups(drawFrom(1), joint);
    expect(new Set(all.map(({ always }) => always))).toEqual(new Set(['alpha', 'accumulate']));
    for (const part of ['alpha', 'accumulate'] as const) {
      const asked = all.filter(({ always }) => always === part);
      const alone = asked.filter(({ variants = [] }) => variants.join() === part);
      const joined = asked.filter(({ variants = [] }) => variants.join() === 'alpha,accumulate');
      expect([alone.length, joined.length]).toEqual([6, 6]);
      for (const some of [alone, joined]) {
        expect(new Set(some.map(({ groups }) => groups))).toEqual(new Set(['always', 'cut']));
      }
      // Most often rows are cut into groups, which have several lengths.
      expect(asked.filter(({ groups }) => groups === 'cut').length).toBe(8);
    }
  });

  test('there are several rows, columns and terms', () => {
    for (const { fixed: { m = 0, n = 0, k = 0 } = {} } of jointGroups(drawFrom(1), joint)) {
      expect(m).toBeGreaterThanOrEqual(4);
      expect(Math.min(n, k)).toBeGreaterThanOrEqual(2);
    }
  });

  test('and nothing else asks for them', () => {
    expect(jointGroups(drawFrom(1), { ...joint, groups: 'always' })).toEqual([]);
    expect(jointGroups(drawFrom(1), { ...base, variants: parts })).toEqual([]);
    expect(jointGroups(drawFrom(1), { ...base, groups: 'sometimes' })).toEqual([]);
  });
});
