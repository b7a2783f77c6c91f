import { describe, expect, test } from 'vitest';
import type { DrawnVariant, VariantPart } from '../drawn-variant.ts';
import { drawFrom } from './draw.ts';
import { type BatchWish, batchKindOf, drawBatch } from './draw-batch.ts';
import { drawVariant } from './draw-variant.ts';

const parts = [
  ...['shared', 'vectorX', 'vectorW', 'wants', 'transX', 'transW', 'epilogue', 'alpha', 'beta'],
  ...['bias', 'overwrite', 'accumulate', 'operands'],
] as const satisfies readonly VariantPart[];

function many(some: readonly VariantPart[], always?: VariantPart): DrawnVariant[] {
  const draw = drawFrom(1);
  return Array.from({ length: 1500 }, () => drawVariant(draw, some, always));
}

/** The parts that a variant asks for. */
function partsOf({ into, ...others }: DrawnVariant): string[] {
  return [...Object.keys(others), ...(into === undefined ? [] : [into])];
}

describe('a drawn variant', () => {
  test('asks for each part and for each pair that one call may have, now and then', () => {
    const never = [
      ...['shared vectorX', 'shared vectorW', 'shared transX', 'shared transW', 'shared epilogue'],
      ...['shared operands', 'transX vectorX', 'transW vectorW', 'alpha epilogue'],
      ...['beta epilogue', 'beta wants', 'bias wants', 'bias vectorW'],
      ...['operands overwrite', 'accumulate operands', 'accumulate overwrite'],
    ].map((pair) => pair.split(' ').toSorted().join(' '));
    const all = many(parts);
    const seen = (is: (variant: DrawnVariant) => unknown): number => all.filter(is).length;
    for (const [i, one] of parts.entries()) {
      for (const two of parts.slice(i)) {
        const name = [one, two].toSorted().join(' ');
        const both = seen((each) => [one, two].every((part) => partsOf(each).includes(part)));
        expect([name, both > 0]).toEqual([name, !never.includes(name)]);
      }
    }
    expect(seen((each) => partsOf(each).length === 0)).toBeGreaterThan(0);
    expect(seen((each) => partsOf(each).length > 4)).toBeGreaterThan(0);
  });

  test('has factors by which nothing is rounded, and every word that there is', () => {
    const all = many(parts);
    const values = (of: (variant: DrawnVariant) => unknown): Set<unknown> => new Set(all.map(of));
    const factors = new Set([undefined, 0, 1, -1, 2, 0.5]);
    expect([values(({ alpha }) => alpha), values(({ beta }) => beta)]).toEqual([factors, factors]);
    expect(values(({ shared }) => shared)).toEqual(new Set([undefined, 'X·X', 'X·Xᵀ']));
    expect(values(({ wants }) => wants?.join())).toEqual(new Set([undefined, 'dX', 'dW']));
    expect(values(({ epilogue }) => epilogue)).toEqual(new Set([undefined, 'relu']));
    for (const flag of ['transX', 'transW', 'bias', 'vectorX', 'vectorW'] as const) {
      expect(values((variant) => variant[flag])).toEqual(new Set([undefined, true]));
    }
    const wanted = all
      .filter(({ shared }) => shared !== undefined)
      .map(({ wants }) => wants?.join());
    expect(new Set(wanted)).toEqual(new Set([undefined, 'dX']));
  });

  test('asks for nothing that is not listed, and for nothing at all of an empty list', () => {
    expect(new Set(many([]).flatMap(partsOf))).toEqual(new Set());
    for (const part of parts)
      expect(new Set(many([part]).flatMap(partsOf))).toEqual(new Set([part]));
  });

  test.each(parts)('asks for %s always, where that is said and one call may', (part) => {
    expect(many([part], part).every((variant) => partsOf(variant).includes(part))).toBe(true);
    const among = many(parts, part).filter((variant) => partsOf(variant).includes(part));
    expect(among.length).toBeGreaterThan(part === 'beta' || part === 'bias' ? 300 : 600);
    if (part === 'overwrite' || part === 'accumulate') expect(among).toHaveLength(1500);
    expect(new Set(among.map((variant) => partsOf(variant).length)).size).toBeGreaterThan(2);
  });
});

describe('drawn batch axes', () => {
  const many = (kind: Parameters<typeof drawBatch>[1]) => {
    const draw = drawFrom(1);
    return Array.from({ length: 600 }, () => drawBatch(draw, kind));
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

  test('of X alone are none of W', () => {
    for (const { X, W, ranks } of many('X alone')) {
      expect(W).toEqual(X.map(() => 1));
      expect(ranks).toEqual({ X: X.length, W: 0 });
    }
  });

  test('that are missing are some leading ones of extent 1, on one side', () => {
    const all = many('broadcast');
    for (const { X, W, ranks } of all) {
      for (const [extents, rank] of [
        [X, ranks.X],
        [W, ranks.W],
      ] as const) {
        expect(extents.slice(0, extents.length - rank).every((extent) => extent === 1)).toBe(true);
      }
      expect(Math.max(ranks.X, ranks.W)).toBe(X.length);
    }
    const lone = all.filter(({ W }) => W.length === 2 && W.every((extent) => extent === 1));
    expect(new Set(lone.map(({ ranks }) => ranks.W))).toEqual(new Set([0, 1, 2]));
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
