import { expect, test } from 'vitest';
import { dense, type Layout, place } from '../src/problem/layout.ts';
import { kindsOfViews } from './layout-kinds.ts';

function kindsAt(shape: readonly number[], layout: Partial<Layout>) {
  const { length, ...placement } = place(shape, { ...dense, ...layout });
  return kindsOfViews([{ ...placement, data: new Float64Array(length) }]);
}

test.each<[readonly number[], Partial<Layout>, readonly string[]]>([
  [[2, 3, 4, 5], {}, []],
  [[2, 3, 4, 5], { members: 'turned' }, ['batch order']],
  [[2, 3, 4, 5], { members: 'interleaved' }, ['batch order']],
  [[2, 3, 4, 5], { members: 'innermost' }, ['batch order']],
  [[2, 3, 4, 5], { members: 'padded' }, ['gaps']],
  [[3, 4, 5], { members: 'turned' }, []], // one batch axis has no order
  [[3, 4, 5], { members: 'innermost', columnMajor: true }, ['column-major', 'batch order']],
  [[3, 1, 5], { members: 'interleaved' }, ['lone strides']], // a single row goes nowhere
  [[1, 4, 5], { members: 'innermost' }, ['lone strides']],
  [[3, 4, 5], { memberStep: -1 }, ['reversed']],
  [[3, 4, 5], { memberStep: 0 }, ['expanded']],
  [[3, 4, 5], { columnMajor: true }, ['column-major']],
  [[4, 5], { members: 'innermost' }, []],
])('an operand of shape %j that lies %j is a view of kinds %j', (shape, layout, kinds) => {
  expect(kindsAt(shape, layout)).toEqual(kinds);
});
