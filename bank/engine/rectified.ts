import { at } from '../../src/at.ts';
import type { Answer, Given, Operand, Operands } from '../../src/contract/subject.ts';
import { entriesOf } from '../../src/matrix/strided.ts';
import { tensorOf, transposeTensor } from './view.ts';

/** The question of Y = φ(Z) as that of Z = X·W: dY, dense, times the slope of φ at Z. */
export function rectified(
  { X, W, dY, options: { epilogue: _, ...options } = {} }: Given,
  product: (operands: Operands) => Answer,
  slope: (z: number) => number = (z) => (z > 0 ? 1 : 0),
): Given {
  const { transX, transW } = options;
  const Z = product({ X: turned(X, transX), W: turned(W, transW) });
  const data = entriesOf(dY).map((entry, place) => entry * slope(at(Z.data, place)));
  return { X, W, dY: { shape: dY.shape, data }, options };
}

/** An operand as it is multiplied. */
function turned(operand: Operand, isStoredTransposed = false): Operand {
  return isStoredTransposed ? transposeTensor(tensorOf(operand)) : operand;
}
