import { describe, expect, test } from 'vitest';
import type { DrawnVariant, VariantPart } from '../drawn-variant.ts';
import { drawFrom } from './draw.ts';
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
    if (['overwrite', 'accumulate', 'alpha'].includes(part)) expect(among).toHaveLength(1500);
    expect(new Set(among.map((variant) => partsOf(variant).length)).size).toBeGreaterThan(2);
  });

  test('is scaled by β rather than compared with 0, unless one gradient alone is wanted', () => {
    for (const { wants, beta } of many(parts, 'beta')) expect(beta === undefined).toBe(!!wants);
  });
});
