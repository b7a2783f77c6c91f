import { describe, expect, test } from 'vitest';
import { drawFrom } from './draw.ts';
import { type BatchWish, batchKindOf, drawBatch } from './draw-batch.ts';

describe('drawn batch axes', () => {
  const many = (kind: Parameters<typeof drawBatch>[1], length = 600) => {
    const draw = drawFrom(1);
    return Array.from({ length }, () => drawBatch(draw, kind));
  };

  test('are one or two, of one to three members', () => {
    for (const kind of ['leading', 'X alone', 'broadcast'] as const) {
      const all = many(kind);
      expect(new Set(all.map(({ X }) => X.length))).toEqual(new Set([1, 2]));
      expect(all.every(({ X, W }) => X.length === W.length)).toBe(true);
      const extents = all.flatMap(({ X, W }) => [...X, ...W]);
      expect(new Set(extents)).toEqual(new Set([1, 2, 3]));
    }
  });

  test('that lead are the same of X and W, none of them missing', () => {
    for (const { X, W, ranks } of many('leading')) {
      expect(W).toEqual(X);
      expect(ranks).toEqual({ X: X.length, W: X.length });
    }
  });

  test('of X alone are none of W', () => {
    for (const { X, W, ranks } of many('X alone')) {
      expect(W).toEqual(X.map(() => 1));
      expect(ranks).toEqual({ X: X.length, W: 0 });
    }
  });

  test('that are joined are of both alike, or of one member on either side, axis by axis', () => {
    const all = many('broadcast');
    const joins = all.map(({ X, W }) =>
      X.map((extent, axis) => {
        if (extent === W[axis]) return 'both';
        if (extent !== 1) expect(W[axis]).toBe(1);
        return extent === 1 ? 'W' : 'X';
      }),
    );
    const pairs = new Set(joins.filter((each) => each.length === 2).map((each) => each.join()));
    const ways = ['both', 'X', 'W'];
    expect(pairs).toEqual(new Set(ways.flatMap((one) => ways.map((two) => `${one},${two}`))));
    const alike = all.filter(({ X, W }) => X.every((extent, axis) => extent === W[axis]));
    expect(Math.max(...alike.flatMap(({ X }) => X))).toBe(3);
  });

  test('that are missing are some leading ones of extent 1, on one side', () => {
    const all = many('broadcast', 2500);
    for (const { X, W, ranks } of all) {
      for (const [extents, rank] of [
        [X, ranks.X],
        [W, ranks.W],
      ] as const) {
        expect(extents.slice(0, extents.length - rank).every((extent) => extent === 1)).toBe(true);
      }
      expect(Math.max(ranks.X, ranks.W)).toBe(X.length);
    }
    for (const name of ['X', 'W'] as const) {
      const lone = all.filter((each) => each[name].join() === '1,1');
      expect(new Set(lone.map(({ ranks }) => ranks[name]))).toEqual(new Set([0, 1, 2]));
    }
  });

  test.each<[BatchWish, ReturnType<typeof batchKindOf>]>([
    ['leading', 'leading'],
    ['sometimes', 'leading'],
    ['broadcast', 'broadcast'],
    ['sometimes broadcast', 'broadcast'],
    ['X alone', 'X alone'],
    ['sometimes X alone', 'X alone'],
  ])('%s are %s, when there are any', (wish, kind) => {
    expect(batchKindOf(wish)).toBe(kind);
  });
});
