import { describe, expect, test } from 'vitest';
import { groupsOf, rowsInGroups } from '../grouped.ts';
import { drawFrom } from './draw.ts';
import { drawGroups, type GroupPattern, groupPatterns } from './draw-groups.ts';

describe('drawn groups', () => {
  const all = Array.from({ length: 600 }, (_, seed) => {
    const draw = drawFrom(seed);
    const rows = draw.integer(1, 70);
    return { rows, groups: drawGroups(draw, { rows, tail: true }) };
  });

  test.each<[string, (groups: readonly number[], rows: number) => boolean]>([
    ['rows beyond the last', (groups, rows) => rowsInGroups(groups) < rows],
    ['none with rows', (groups) => rowsInGroups(groups) === 0],
    ['an empty first', ([first, ...others]) => first === 0 && Math.max(...others) > 0],
    ['an empty last', (groups) => groups.at(-1) === 0 && Math.max(...groups) > 0],
    ['an empty one between others', (groups) => groups.slice(1, -1).includes(0)],
    ['a single one', (groups) => groups.length === 1],
    ['one that has all', (groups) => groups.length > 1 && groups.filter((g) => g > 0).length === 1],
    ['equal ones', ([first = 0, ...others]) => first > 0 && others.every((g) => g === first)],
    ['a border at a row past 16', (groups) => groupsOf(groups).some(({ to }) => to === 17)],
  ])('have %s now and then', (_, is) => {
    expect(all.filter(({ groups, rows }) => is(groups, rows)).length).toBeGreaterThanOrEqual(5);
  });
});

/** Groups of one pattern, of each number of rows up to 40. */
function ofPattern(pattern: GroupPattern, tail: boolean) {
  const draw = drawFrom(1);
  return Array.from({ length: 800 }, (_, i) => {
    const rows = 1 + (i % 40);
    return { rows, groups: drawGroups(draw, { rows, tail, pattern }) };
  });
}

describe.each(groupPatterns)('groups of which it is said: %s', (pattern) => {
  test('have no more rows than there are, and all of them where there is no tail', () => {
    for (const { rows, groups } of ofPattern(pattern, true)) {
      expect(rowsInGroups(groups)).toBeLessThanOrEqual(rows);
      expect(groups.every((length) => Number.isInteger(length) && length >= 0)).toBe(true);
    }
    for (const { rows, groups } of ofPattern(pattern, false)) {
      expect(rowsInGroups(groups)).toBe(rows);
    }
  });

  test('are two to six, or one', () => {
    const counts = new Set(ofPattern(pattern, false).map(({ groups }) => groups.length));
    expect(counts).toEqual(new Set(pattern === 'a single one' ? [1] : [2, 3, 4, 5, 6]));
  });

  test('leave rows beyond the last now and then, where there is a tail', () => {
    const all = ofPattern(pattern, true);
    const beyond = all.filter(({ rows, groups }) => rowsInGroups(groups) < rows).length;
    expect(beyond).toBeGreaterThan(200);
    if (pattern === 'none has any') expect(beyond).toBe(800);
    else expect(beyond).toBeLessThan(700);
  });
});

test('equal groups are equal, and what is left over is beyond them, or of the last', () => {
  for (const tail of [true, false]) {
    for (const { rows, groups } of ofPattern('equal', tail)) {
      const least = Math.floor(rows / groups.length);
      const rest = tail ? least : rows - least * (groups.length - 1);
      expect(groups).toEqual([...groups.slice(1).map(() => least), rest]);
    }
  }
});

test('one group has all rows, any of them; or none has any, and the first those that no tail may have', () => {
  const places = ofPattern('one has all', false).map(({ rows, groups }) => {
    expect(groups.filter((length) => length > 0)).toEqual([rows]);
    return groups.length * 10 + groups.indexOf(rows);
  });
  expect(new Set(places).size).toBe(2 + 3 + 4 + 5 + 6);
  for (const { rows, groups } of ofPattern('none has any', false)) expect(groups[0]).toBe(rows);
});

test('a border lies anywhere, and most often at a tile or beside it', () => {
  const draw = drawFrom(1);
  const wanted = { rows: 70, tail: true, pattern: 'a single one' } as const;
  const borders = Array.from({ length: 6000 }, () => drawGroups(draw, wanted)[0] ?? -1);
  const often = (border: number): number => borders.filter((each) => each === border).length;
  for (let border = 0; border <= 70; border += 1) expect(often(border)).toBeGreaterThan(0);
  const others = Math.max(...[2, 22, 38, 46].map(often));
  for (const border of [15, 16, 17, 31, 32, 33, 63, 64, 65]) {
    expect(often(border)).toBeGreaterThan(others);
  }
});

test('some borders of groups are where another one is', () => {
  const shares = ofPattern('cut', false)
    .filter(({ rows }) => rows > 30)
    .map(({ groups }) => {
      return groups.filter((length) => length === 0).length / groups.length;
    });
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  expect(mean).toBeGreaterThan(0.15);
  expect(mean).toBeLessThan(0.45);
});
