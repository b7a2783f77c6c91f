import { expect, test } from 'vitest';
import { layOut } from '../../src/call/lay-out.ts';
import type { Claims, Given, Operand } from '../../src/contract/subject.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { sizeOf } from '../../src/matrix/strided.ts';
import { dense, type Layout } from '../../src/problem/layout.ts';
import { claimsFor, groupName } from './claims-for.ts';

function tensor(...shape: number[]): Operand {
  const size = sizeOf(shape);
  return { shape, data: new Float64Array(size).fill(1) };
}

const plain: Given = { X: tensor(3, 4), W: tensor(4, 2), dY: tensor(3, 2) };

/** X in this layout, with entries that are all different where it has several. */
function laidOut(layout: Partial<Layout>, shape: readonly number[] = [3, 4]): Given {
  const expanded = layout.rowStep === 0 || layout.columnStep === 0;
  const matrix = Matrix.of([3, 4], (i, j) => (expanded ? 1 : 1 + i * 4 + j));
  return { ...plain, X: layOut(shape, matrix, { ...dense, ...layout }).operand };
}

test.each<[Given, Claims, string]>([
  [plain, {}, 'plain'],
  [laidOut({ columnMajor: true }), { layouts: ['column-major'] }, 'layouts-column-major'],
  [laidOut({ gap: 2 }), { layouts: ['gaps'] }, 'layouts-gaps'],
  [laidOut({ rowStep: 2 }), { layouts: ['gaps'] }, 'layouts-gaps'],
  [laidOut({ offset: 2 }), { layouts: ['offset'] }, 'layouts-offset'],
  [laidOut({ columnStep: 2 }), { layouts: ['steps'] }, 'layouts-steps'],
  [laidOut({ rowStep: -1 }), { layouts: ['reversed'] }, 'layouts-reversed'],
  [laidOut({ columnStep: -1 }), { layouts: ['reversed'] }, 'layouts-reversed'],
  [laidOut({ rowStep: 0 }), { layouts: ['expanded'] }, 'layouts-expanded'],
  [laidOut({ columnStep: 0 }), { layouts: ['expanded'] }, 'layouts-expanded'],
  [
    laidOut({ lone: 7 }, [1, 3, 4]),
    { layouts: 'all', batching: 'X alone' },
    'layouts+batching-X-alone',
  ],
  [laidOut({ columnMajor: true, gap: 1 }), { layouts: 'all' }, 'layouts'],
  [{ X: tensor(0, 4), W: tensor(4, 2), dY: tensor(0, 2) }, { emptyExtents: true }, 'emptyExtents'],
  [
    { X: tensor(2, 3, 4), W: tensor(2, 4, 2), dY: tensor(2, 3, 2), options: { bias: true } },
    { batching: 'leading', bias: true },
    'batching-leading+bias',
  ],
  [{ ...plain, X: tensor(2, 3, 4) }, { batching: 'X alone' }, 'batching-X-alone'],
  [{ ...plain, X: tensor(4) }, { vectors: true }, 'vectors'],
  [{ ...plain, options: { transX: true } }, { transposeFlags: true }, 'transposeFlags'],
  [{ ...plain, options: { beta: 2 } }, { scaling: true }, 'scaling'],
  [{ ...plain, options: { wants: ['dX'] } }, { subsets: true }, 'subsets'],
  [
    { ...plain, options: { into: { dX: tensor(3, 4), dW: tensor(4, 2), accumulate: true } } },
    { destinations: 'accumulate' },
    'destinations-accumulate',
  ],
  [
    { ...plain, options: { into: { dX: plain.X, dW: plain.W, accumulate: false } } },
    { aliasedDestinations: true },
    'aliasedDestinations',
  ],
  [{ ...plain, options: { shared: 'X·Xᵀ' } }, { sharedOperand: true }, 'sharedOperand'],
  [
    { ...plain, W: { shape: [4, 2], data: Float64Array.of(1, 2, 3, NaN, 5, 6, 7, 8) } },
    { nonFinite: 'zero-skipping' },
    'nonFinite-zero-skipping',
  ],
  [
    { ...plain, W: { shape: [4, 2], data: Float64Array.of(1, 2, 0, Infinity, 5, 6, 7, 8) } },
    { nonFinite: 'ieee' },
    'nonFinite-ieee',
  ],
])('%#: what a question needs, and the name of its group', (given, claims, name) => {
  expect(claimsFor(given)).toEqual(claims);
  expect(groupName(claims)).toBe(name);
});
