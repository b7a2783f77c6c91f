import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import type { LayoutKind } from '../contract/subject.ts';
import { drawFrom } from './draw/draw.ts';
import { drawLayout, withMembers } from './draw/draw-layout.ts';
import {
  dense,
  describeLayout,
  type Layout,
  memberOrders,
  type Placement,
  place,
  plainerLayouts,
  strangeness,
} from './layout.ts';

const step = fc.constantFrom(1, 2, 0, -1, -2);
const layouts: fc.Arbitrary<Layout> = fc.record(
  {
    columnMajor: fc.boolean(),
    gap: fc.nat({ max: 4 }),
    offset: fc.nat({ max: 5 }),
    rowStep: step,
    columnStep: step,
    memberStep: step,
    lone: fc.constantFrom(0, 1, 2, 5, 999, -3),
    members: fc.constantFrom(...memberOrders),
  },
  { requiredKeys: ['columnMajor', 'gap', 'offset', 'rowStep', 'columnStep', 'memberStep'] },
);
const shapes = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 4 });

/** Every index of a tensor of this shape, row-major. */
function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, extent) =>
      all.flatMap((index) => Array.from({ length: extent }, (_, i) => [...index, i])),
    [[]],
  );
}

function placesOf({ shape, strides, offset }: Placement): number[] {
  return indices(shape).map((index) =>
    index.reduce((sum, i, axis) => sum + i * (strides[axis] ?? Number.NaN), offset),
  );
}

function sizeOf(extents: readonly number[]): number {
  return extents.reduce((product, extent) => product * extent, 1);
}

describe('a placement', () => {
  test('is inside its storage, behind the offset and before the guard', () => {
    const law = fc.property(shapes, layouts, (shape, layout) => {
      const placement = place(shape, layout);
      const places = placesOf(placement);
      expect(Math.min(...places, placement.length)).toBeGreaterThanOrEqual(layout.offset);
      expect(Math.max(...places, -1)).toBeLessThan(placement.length - 3);
      expect(placement.strides).toHaveLength(shape.length);
    });
    fc.assert(law, { seed: 1, numRuns: 1000 });
  });

  test('has a place of its own for every entry, but along strides of 0', () => {
    const law = fc.property(shapes, layouts, (shape, layout) => {
      const placement = place(shape, layout);
      const places = placesOf(placement);
      const moving = shape.filter((_, axis) => placement.strides[axis] !== 0);
      const expected = places.length === 0 ? 0 : sizeOf(moving);
      expect(new Set(places).size).toBe(expected);
    });
    fc.assert(law, { seed: 1, numRuns: 1000 });
  });

  const cases: [
    name: string,
    Partial<Layout>,
    shape: number[],
    strides: number[],
    offset: number,
  ][] = [
    ['dense', {}, [2, 3, 4], [12, 4, 1], 0],
    ['dense, a vector', {}, [4], [1], 0],
    ['column-major', { columnMajor: true }, [5, 3, 4], [12, 1, 3], 0],
    ['column-major, a vector', { columnMajor: true }, [4], [1], 0],
    ['gaps', { gap: 2 }, [2, 3, 4], [18, 6, 1], 0],
    ['column-major with gaps', { columnMajor: true, gap: 2 }, [3, 4], [1, 5], 0],
    ['offset', { offset: 5 }, [3, 4], [4, 1], 5],
    ['every second row', { rowStep: 2 }, [2, 3, 4], [24, 8, 1], 0],
    ['every second column', { columnStep: 2 }, [3, 4], [8, 2], 0],
    ['rows reversed', { rowStep: -1 }, [3, 4], [-4, 1], 8],
    [
      'everything reversed',
      { rowStep: -1, columnStep: -1, memberStep: -1 },
      [2, 3, 4],
      [-12, -4, -1],
      23,
    ],
    ['one row seen as all', { rowStep: 0 }, [3, 4], [0, 1], 0],
    ['one member seen as all', { memberStep: 0 }, [2, 3, 4], [0, 4, 1], 0],
    ['lone strides', { lone: 999 }, [1, 3, 1], [999, 1, 999], 0],
    ['members padded', { members: 'padded' }, [5, 2, 3], [9, 3, 1], 0],
    ['columns padded', { members: 'padded', columnMajor: true }, [5, 2, 3], [8, 1, 2], 0],
    ['batch axes turned', { members: 'turned' }, [5, 4, 2, 3], [6, 30, 3, 1], 0],
    ['heads and rows swapped', { members: 'interleaved' }, [5, 4, 2, 3], [24, 3, 12, 1], 0],
    [
      'columns interleaved, column-major',
      { members: 'interleaved', columnMajor: true },
      [4, 2, 3],
      [2, 1, 8],
      0,
    ],
    ['members innermost', { members: 'innermost' }, [5, 4, 2, 3], [4, 1, 60, 20], 0],
    ['members innermost, no batch', { members: 'innermost' }, [2, 3], [3, 1], 0],
  ];
  for (const [name, layout, shape, strides, offset] of cases) {
    test(`${name}: ${shape.join('×')} has strides ${strides.join(', ')}`, () => {
      expect(place(shape, { ...dense, ...layout })).toMatchObject({ strides, offset });
    });
  }

  test('of an empty tensor is all guard', () => {
    expect(place([3, 0], { ...dense, offset: 2 }).length).toBe(5);
  });
});

describe('in words', () => {
  const cases: [Partial<Layout>, string][] = [
    [{}, 'dense'],
    [{ columnMajor: true, gap: 2, offset: 1 }, 'column-major, gaps of 2, offset 1'],
    [{ rowStep: 2 }, 'every second row'],
    [{ columnStep: -1, lone: 0 }, 'columns reversed, stride 0 on axes of extent 1'],
    [{ rowStep: -2 }, 'every second row, rows reversed'],
    [{ memberStep: 0 }, 'one member seen as all (stride 0)'],
    [{ members: 'interleaved', offset: 1 }, 'offset 1, members interleaved'],
  ];
  for (const [layout, words] of cases) {
    test(words, () => expect(describeLayout({ ...dense, ...layout })).toBe(words));
  }

  test('two different layouts are never told alike, and only dense is dense', () => {
    const law = fc.property(layouts, layouts, (one, two) => {
      const same = JSON.stringify(one) === JSON.stringify(two);
      expect(describeLayout(one) === describeLayout(two)).toBe(same);
      expect(describeLayout(one) === 'dense').toBe(strangeness(one) === 0);
    });
    fc.assert(law, { seed: 1, numRuns: 1000 });
  });
});

describe('plainer layouts', () => {
  test('are strictly less strange, the first of them dense', () => {
    const law = fc.property(layouts, (layout) => {
      const [first, ...others] = [...plainerLayouts(layout)];
      expect(first).toBeUndefined();
      for (const plainer of others) {
        expect(plainer && strangeness(plainer)).toBeLessThan(strangeness(layout));
      }
    });
    fc.assert(law, { seed: 1, numRuns: 1000 });
  });

  test('reach every layout that is strange in one way only, from any that has it among others', () => {
    const law = fc.property(layouts, (layout) => {
      const goals = Object.entries(layout).filter(
        ([field, value]) => Object.entries(dense).find(([name]) => name === field)?.[1] !== value,
      );
      for (const [field, value] of goals) {
        const goal: Layout = { ...dense, [field]: value };
        const kept = (next: Layout): boolean =>
          Object.entries(next).some(([name, other]) => name === field && other === value);
        expect(shrunk(layout, kept)).toEqual(goal);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });
});

/** The layout at the end of all shrink steps that keep what is needed. */
function shrunk(layout: Layout, needed: (layout: Layout) => boolean): Layout {
  for (const plainer of plainerLayouts(layout)) {
    if (plainer !== undefined && needed(plainer)) return shrunk(plainer, needed);
  }
  return layout;
}

describe('a drawn layout', () => {
  const signs: Record<LayoutKind, (layout: Layout) => boolean> = {
    'column-major': ({ columnMajor }) => columnMajor,
    gaps: ({ gap, members }) => gap > 0 || members === 'padded',
    offset: ({ offset }) => offset > 0,
    steps: ({ rowStep, columnStep }) => Math.abs(rowStep) === 2 || Math.abs(columnStep) === 2,
    reversed: (layout) => [layout.rowStep, layout.columnStep, layout.memberStep].some((s) => s < 0),
    expanded: (layout) => [layout.rowStep, layout.columnStep, layout.memberStep].includes(0),
    'lone strides': ({ lone }) => lone !== undefined,
    'batch order': ({ members = 'padded' }) => members !== 'padded',
  };
  const drawn = (kinds: readonly LayoutKind[]): Layout[] => {
    const draw = drawFrom(1);
    return Array.from({ length: 300 }, () => withMembers(draw, drawLayout(draw, kinds), kinds));
  };

  test('is of the kinds asked for and of no other', () => {
    for (const kind of layoutKinds) {
      for (const [other, has] of Object.entries(signs)) {
        expect([kind, other, drawn([kind]).some(has)]).toEqual([kind, other, other === kind]);
      }
    }
    expect(drawn([]).every((layout) => strangeness(layout) === 0)).toBe(true);
  });

  test('is often of several kinds at once', () => {
    const several = drawn(layoutKinds).filter(
      (layout) => Object.values(signs).filter((has) => has(layout)).length > 2,
    );
    expect(several.length).toBeGreaterThan(30);
  });
});
