import { describe, expect, test } from 'vitest';
import { dense, type Layout, liesDense, plainerLayouts, strangeness } from './layout.ts';

/** The layout at the end of all steps that keep what is needed. */
function plainest(layout: Layout, needed: (layout: Layout) => boolean): Layout {
  for (const plainer of plainerLayouts(layout)) {
    if (plainer !== undefined && needed(plainer)) return plainest(plainer, needed);
  }
  return layout;
}

const strange: Layout = {
  ...{ columnMajor: true, gap: 9, offset: 5, rowStep: -2, columnStep: -2, memberStep: -2 },
  ...{ lone: 999, members: 'innermost' },
};

describe('plainer layouts', () => {
  test.each<[string, (layout: Layout) => boolean, Partial<Layout>]>([
    ['a gap of 3 or more', ({ gap }) => gap >= 3, { gap: 3 }],
    ['a gap', ({ gap }) => gap > 0, { gap: 1 }],
    ['an offset of 2 or more', ({ offset }) => offset >= 2, { offset: 2 }],
    ['an offset', ({ offset }) => offset > 0, { offset: 1 }],
    ['rows reversed', ({ rowStep }) => rowStep < 0, { rowStep: -1 }],
    ['members reversed', ({ memberStep }) => memberStep < 0, { memberStep: -1 }],
    ['columns skipped', ({ columnStep }) => Math.abs(columnStep) > 1, { columnStep: 2 }],
    ['members skipped', ({ memberStep }) => Math.abs(memberStep) > 1, { memberStep: 2 }],
    ['any lone stride', ({ lone }) => lone !== undefined, { lone: 0 }],
    ['a lone stride but 0', ({ lone }) => lone !== undefined && lone !== 0, { lone: 1 }],
    ['a lone stride of 2 or more', ({ lone = 0 }) => lone >= 2, { lone: 2 }],
    ['an order of members', ({ members }) => members !== undefined, { members: 'innermost' }],
    ['a gap and an offset', ({ gap, offset }) => gap > 0 && offset > 0, { gap: 1, offset: 1 }],
  ])('lead to %s and nothing besides', (_, needed, wanted) => {
    expect(plainest(strange, needed)).toEqual({ ...dense, ...wanted });
  });

  test('are bold at first: dense, and what is strange in one way', () => {
    const [first, ...others] = plainerLayouts(strange);
    expect(first).toBeUndefined();
    expect(others.slice(0, 7)).toEqual(
      [
        ...[{ columnMajor: true }, { gap: 1 }, { offset: 1 }, { rowStep: 2 }, { columnStep: 2 }],
        ...[{ rowStep: 0 }, { columnStep: 0 }],
      ].map((one) => ({ ...dense, ...one })),
    );
    expect([...plainerLayouts({ ...dense, gap: 2 })]).toContainEqual({ ...dense, offset: 1 });
  });

  test('of a negative stride of lone axes are those of its positive twin, too', () => {
    const [minus, plus] = [-3, 3].map((lone) => strangeness({ ...dense, lone }));
    expect(minus).toBeGreaterThan(plus ?? Number.NaN);
    expect(plainest({ ...dense, lone: -3 }, ({ lone = 0 }) => lone !== 0)).toEqual({
      ...dense,
      lone: 1,
    });
  });
});

test.each<[readonly number[], Partial<Layout>, boolean]>([
  [[2, 3], {}, true],
  [[2, 3], { memberStep: -1 }, true],
  [[2, 3], { lone: 999 }, true],
  [[2, 3], { members: 'innermost' }, true],
  [[2, 3], { offset: 1 }, false],
  [[2, 3], { gap: 1 }, false],
  [[2, 3], { columnMajor: true }, false],
  [[2, 3], { rowStep: 0 }, false],
  [[2, 3], { rowStep: -1, columnStep: -1 }, false],
  [[3], { columnMajor: true }, true],
  [[1, 3], { lone: 999 }, false],
])('%o lies dense in %o: %s', (shape, layout, isDense) => {
  expect(liesDense(shape, { ...dense, ...layout })).toBe(isDense);
});
