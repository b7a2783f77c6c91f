/** What a run begins with that has large extents, or that asks for all that a call may ask for. */
import { describe, expect, test } from 'vitest';
import { claims } from '../../../claims/index.ts';
import { formats } from '../../number/formats.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import { firstProblems } from './first-problems.ts';
import { axes } from './long-along.ts';
import { stating } from './stating.test-setup.ts';

const large: ProblemOptions = { format: formats.float64, extent: 34, volume: 1100 };
const silent = stating(async function* () {}, {});

interface Asked extends Partial<Pick<Property, 'wants' | 'compares'>> {
  readonly options?: Partial<ProblemOptions>;
  readonly seed?: number;
  readonly runs?: number;
}

/** What a property that compares both gradients has on top of what is asked for. */
function besides({ options, seed = 1, runs = 60, ...about }: Asked = {}): readonly Problem[] {
  const property = { ...silent, compares: ['dX', 'dW'] as const, ...about };
  const { first, more } = firstProblems(property, { ...large, ...options }, { seed, runs });
  return first.slice(first.length - more);
}

const ofKind = (problems: readonly Problem[], kind: string) =>
  problems.filter(({ drawn }) => drawn?.kind === kind);

/** The extents along one axis of those that are short along others. */
function longAlong(problems: readonly Problem[], axis: 'm' | 'n' | 'k'): number[] {
  return problems.map(shapeOf).flatMap((shape) => {
    const isShort = axes.every((other) => other === axis || shape[other] < 5);
    return isShort && shape[axis] > 20 ? [shape[axis]] : [];
  });
}

/** The two large extents of those that have such. */
function pairsIn(
  problems: readonly Problem[],
): { third: string; extents: number[]; rest: number }[] {
  return problems.map(shapeOf).flatMap((shape) => {
    const [third, ...more] = axes.filter((axis) => shape[axis] < 32);
    if (third === undefined || more.length > 0) return [];
    const extents = axes.filter((axis) => axis !== third).map((axis) => shape[axis]);
    return [{ third, extents, rest: shape[third] }];
  });
}

describe('where extents are large, there are', () => {
  test('long sums along each axis, of one sign and such as must hold 1, one of them as long as can be', () => {
    for (const compares of [[], ['dX']] as const) {
      const all = besides({ compares });
      for (const kind of ['saturating', 'absorbing']) {
        for (const axis of axes) {
          const lengths = longAlong(ofKind(all, kind), axis);
          expect(lengths.length).toBe(3);
          expect(lengths.filter((length) => length === 34).length).toBe(1);
          expect(Math.min(...lengths)).toBeGreaterThanOrEqual(26);
          expect(Math.max(...lengths)).toBe(34);
        }
      }
    }
  });

  test('every extent from 32 on along each axis, of formulas', () => {
    const [formula, other] = [besides(), besides({ compares: [] })];
    for (const axis of axes) {
      // One of those with a structure may be as long by chance.
      expect(longAlong(ofKind(formula, 'tiny'), axis).slice(-3)).toEqual([32, 33, 34]);
      expect(longAlong(ofKind(other, 'tiny'), axis).length).toBeLessThan(2);
    }
    const wide = besides({ options: { kinds: ['wide'] } });
    expect(longAlong(wide, 'm').length).toBe(6);
  });

  test('two of two axes, of formulas, and more of them in a longer run', () => {
    const pairs = pairsIn(ofKind(besides(), 'tiny'));
    for (const axis of axes) expect(pairs.filter(({ third }) => third === axis).length).toBe(2);
    for (const { extents, rest } of pairs) {
      const [p = 0, q = 0] = extents;
      expect(p * q * rest).toBeLessThanOrEqual(large.volume);
      expect(rest).toBe(1);
    }
    expect(pairsIn(besides({ runs: 91 })).length).toBe(12);
    expect(pairsIn(besides({ compares: [] }))).toEqual([]);
    const all = [1, 2, 3].flatMap((seed) =>
      pairsIn(besides({ seed, options: { volume: 4 * 34 ** 2 } })),
    );
    expect(new Set(all.map(({ rest }) => rest))).toEqual(new Set([1, 2, 3, 4]));
    for (const { extents } of all) expect(Math.max(...extents)).toBeLessThanOrEqual(34);
    expect(new Set(all.flatMap(({ extents }) => extents))).toEqual(new Set([32, 33, 34]));
  });

  test('and none of these where they are not, or where there is no room', () => {
    const least = { extent: 32, volume: 1024 };
    expect(pairsIn(besides({ options: least })).length).toBe(6);
    expect(longAlong(besides({ options: least }), 'n')).toContain(32);
    const options = { ...least, volume: 1023 };
    expect(pairsIn(besides({ options }))).toEqual([]);
    const short = besides({ options: { ...least, extent: 31 } });
    for (const kind of ['saturating', 'absorbing']) {
      for (const axis of axes) expect(longAlong(ofKind(short, kind), axis)).toEqual([]);
    }
    expect(pairsIn(short)).toEqual([]);
  });
});

describe('with a claimed accumulator, there are', () => {
  const options = claims.accumulates.draws({ ...large, format: formats.bfloat16 }, 'float32');
  const filled = (asked: Asked) => ofKind(besides({ options, ...asked }), 'filling');

  test('sums that fill it, of every property', () => {
    const all = filled({ compares: [] });
    const short = filled({ options: { ...options, extent: 31 } });
    for (const axis of axes) {
      expect(longAlong(all, axis).length).toBe(2);
      expect(longAlong(short, axis)).toEqual([]);
    }
  });

  test('and far longer ones of formulas', () => {
    const longest = (asked: Asked) =>
      filled(asked).filter((problem) => Math.max(...Object.values(shapeOf(problem))) > 500);
    expect(longest({}).length).toBe(8);
    expect(longest({ compares: ['dX'] }).length).toBe(4);
    expect(longest({ compares: [] })).toEqual([]);
    expect(longest({ options: { ...options, extent: 31 } })).toEqual([]);
  });
});

describe('where a call may ask for anything, there is', () => {
  const small = { extent: 16, volume: 60, kinds: ['tiny'] } as const;
  const parts = ['alpha', 'bias', 'overwrite'] as const;
  const joint = (options: Partial<ProblemOptions> = {}) =>
    besides({ compares: [], options: { ...small, variants: parts, ...options } });
  const isEmpty = (problem: Problem): boolean => Object.values(shapeOf(problem)).includes(0);

  test('each part of it', () => {
    const [all, without] = [joint(), besides({ compares: [], options: small })];
    expect(all.length - without.length).toBe(16 * parts.length);
    for (const part of parts) {
      const name = part === 'overwrite' ? 'into' : part;
      expect(all.filter(({ variant }) => variant?.[name] !== undefined).length).toBeGreaterThan(15);
    }
    expect(all.slice(0, 48).every((problem) => problem.batch === undefined)).toBe(true);
    expect(all.some(isEmpty)).toBe(false);
  });

  test('and of a batch every second time, beside many batches', () => {
    const all = joint({ batch: 'sometimes broadcast' }).slice(0, 120 + 48);
    expect(all.length - 120).toBe(48);
    for (const { batch } of all.slice(0, 120)) expect(batch).toBeDefined();
    const second = all.slice(120).filter((_, place) => place % 2 === 0);
    for (const { batch } of second) expect(batch).toBeDefined();
    const others = all.slice(120).filter((_, place) => place % 2 === 1);
    expect(others.filter(({ batch }) => batch === undefined).length).toBeGreaterThan(4);
    const kinds = new Set(all.slice(0, 120).map(({ batch }) => batch?.ranks.X === batch?.ranks.W));
    expect(kinds).toEqual(new Set([true, false]));
  });

  test('and without entries every third time, where that is claimed', () => {
    const all = joint({ empty: 'sometimes' }).slice(0, 48);
    for (const part of [0, 16, 32]) {
      const third = all.slice(part, part + 16).filter((_, place) => place % 3 === 0);
      expect(third.every(isEmpty)).toBe(true);
      expect(all.slice(part, part + 16).every(isEmpty)).toBe(false);
    }
  });

  test('and with groups, where these may be asked for', () => {
    const grouped = (options: Partial<ProblemOptions>) =>
      besides({ compares: [], options: { ...small, ...options } }).filter(
        ({ batch }) => batch?.groups !== undefined,
      );
    expect(grouped({ groups: 'always' }).length).toBeGreaterThanOrEqual(20);
    const some = grouped({ groups: 'sometimes', variants: parts });
    expect(some.length).toBeGreaterThanOrEqual(24);
    expect(grouped({})).toEqual([]);
  });
});
