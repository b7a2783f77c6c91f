import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import { dense, type Layout } from '../layout.ts';
import { drawFrom } from './draw.ts';
import { drawLayout, drawLayouts, kindsOf, withMembers } from './draw-layout.ts';

const names = ['X', 'W', 'dY', 'dX', 'dW'] as const;
const draw = drawFrom(1);
const many = <T>(drawn: () => T, count = 1500): T[] => Array.from({ length: count }, drawn);

describe('a layout', () => {
  const drawn = () => many(() => withMembers(draw, drawLayout(draw, layoutKinds), layoutKinds));
  const seen = <T>(of: (layout: Layout) => T): Set<T> => new Set(drawn().map(of));

  test('has gaps, offsets, steps and lone strides of every size', () => {
    expect(seen(({ gap }) => gap)).toEqual(new Set([0, 1, 2, 3, 9, 12]));
    expect(seen(({ columnMajor }) => columnMajor)).toEqual(new Set([false, true]));
    expect(seen(({ offset }) => offset)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(seen(({ lone }) => lone)).toEqual(new Set([undefined, 0, 1, 2, 5, 999, -3]));
    for (const step of ['rowStep', 'columnStep'] as const) {
      expect(seen((layout) => layout[step])).toEqual(new Set([1, 2, 0, -1, -2]));
    }
    expect(seen(({ memberStep }) => memberStep)).toEqual(new Set([1, 0, -1]));
    expect(seen(({ members }) => members)).toEqual(
      new Set([undefined, 'padded', 'turned', 'interleaved', 'innermost']),
    );
  });

  test('is seen as many along any axes, reversed along one or all, and skips along one or both', () => {
    const steps = seen(({ rowStep, columnStep, memberStep }) =>
      [rowStep, columnStep, memberStep].join(),
    );
    for (const wanted of ['0,0,0', '0,0,1', '0,1,1', '1,0,1', '1,1,0'])
      expect(steps).toContain(wanted);
    for (const wanted of ['-1,-1,-1', '-1,1,1', '1,-1,1', '1,1,-1'])
      expect(steps).toContain(wanted);
    for (const wanted of ['2,2,1', '2,1,1', '1,2,1']) expect(steps).toContain(wanted);
  });

  test('begins inside of wider storage more often than not, and of other storage now and then', () => {
    const share = (of: readonly Layout[]): number =>
      of.filter(({ offset }) => offset > 0).length / of.length;
    const wide = share(drawn().filter(({ gap }) => gap > 0));
    const narrow = share(drawn().filter(({ gap }) => gap === 0));
    expect([wide > 0.45, wide < 0.65, narrow > 0.1, narrow < 0.3]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test('has an order of members or a line behind each, unless one is seen as all', () => {
    const one = { ...dense, memberStep: 0 };
    for (const layout of many(() => withMembers(draw, one, layoutKinds), 50))
      expect(layout).toBe(one);
    const orders = (kinds: typeof layoutKinds) =>
      new Set(many(() => withMembers(draw, dense, kinds).members, 300));
    expect(orders([])).toEqual(new Set([undefined]));
    expect(orders(['gaps'])).toEqual(new Set([undefined, 'padded']));
    expect(orders(['batch order'])).toEqual(
      new Set([undefined, 'turned', 'interleaved', 'innermost']),
    );
  });
});

describe('the kinds of a layout', () => {
  test.each<[Partial<Layout>, string[]]>([
    [{}, []],
    [{ columnMajor: true }, ['column-major']],
    [{ gap: 1 }, ['gaps']],
    [{ members: 'padded' }, ['gaps']],
    [{ offset: 1 }, ['offset']],
    [{ rowStep: 2 }, ['steps']],
    [{ columnStep: 2 }, ['steps']],
    [{ memberStep: -1 }, ['reversed']],
    [{ rowStep: -2 }, ['steps', 'reversed']],
    [{ columnStep: 0 }, ['expanded']],
    [{ lone: 1 }, ['lone strides']],
    [{ members: 'turned' }, ['batch order']],
  ])('%o: %o', (layout, kinds) => {
    expect(kindsOf({ ...dense, ...layout })).toEqual(kinds);
  });
});

describe('the layouts of a problem', () => {
  const isNumber = (layout: Layout): boolean =>
    [layout.rowStep, layout.columnStep, layout.memberStep].every((step) => step === 0);

  test('are now and then all the same, now and then dense', () => {
    const all = many(() => drawLayouts(draw, layoutKinds, true));
    const same = all.filter((layouts) => names.every((name) => layouts[name] === layouts.X));
    const alike = same.filter(({ X }) => X !== dense);
    expect(alike.length).toBeGreaterThan(100);
    expect(alike.length).toBeLessThan(500);
    expect(alike.filter(({ X }) => isNumber(X)).length).toBeGreaterThan(30);
    expect(alike.filter(({ X }) => !isNumber(X)).length).toBeGreaterThan(30);
    for (const name of names) {
      const plain = all.filter((layouts) => layouts[name] === dense);
      expect(plain.length, name).toBeGreaterThan(80);
      expect(plain.length, name).toBeLessThan(500);
    }
  });

  test('have dY as one number often, and others rarely', () => {
    const all = many(() => drawLayouts(draw, layoutKinds, false)).filter(({ X, dX }) => X !== dX);
    const share = (name: (typeof names)[number]): number =>
      all.filter((layouts) => isNumber(layouts[name])).length / all.length;
    expect(share('dY')).toBeGreaterThan(0.18);
    expect(share('dY')).toBeLessThan(0.35);
    for (const name of ['X', 'W', 'dX', 'dW'] as const) expect(share(name)).toBeLessThan(0.08);
  });

  test('have none of what is not claimed, and an order of members in batches alone', () => {
    const kinds = layoutKinds.filter((kind) => kind !== 'expanded');
    const all = many(() => Object.values(drawLayouts(draw, kinds, true))).flat();
    expect(all.flatMap(kindsOf)).not.toContain('expanded');
    expect(all.some(({ members }) => members !== undefined)).toBe(true);
    const plain = many(() => Object.values(drawLayouts(draw, layoutKinds, false))).flat();
    expect(plain.every(({ members }) => members === undefined)).toBe(true);
  });
});
