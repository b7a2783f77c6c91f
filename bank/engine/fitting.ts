import { at } from '../../src/at.ts';
import type { Given, Operand, Operands, Subject } from '../../src/contract/subject.ts';
import { entriesOf } from '../../src/matrix/strided.ts';
import { forward } from './parts.ts';
import { everyClaim } from './subject-of.ts';
import { tensorOf, transposeTensor } from './view.ts';

/** What such a layer may claim: nothing else is multiplied or added, and nothing is not a number. */
const { scaling, epilogue, sharedOperand, grouping, nonFinite, overflow, ...claims } = everyClaim;

/** What a layer makes of the upstream gradient Y − T, by the place of each entry. */
export type Residual = (difference: number, place: number, extents: Extents) => number;

interface Extents {
  readonly rows: number;
  readonly cols: number;
  /** Y − T at another place. */
  at(place: number): number;
}

/** The subject with f = ½‖Y − T‖² fused into it: T comes in the place of dY. */
export function fitting(
  subject: Subject,
  residual: Residual = (difference) => difference,
): Subject {
  const { record, ...right } = subject;
  return {
    ...right,
    claims: { ...claims, loss: 'half squared error' },
    backward: (given) =>
      subject.backward({ ...given, dY: upstream(productOf(given), given.dY, residual) }),
    ...(record && {
      record: async (operands) => {
        const Y = productOf(operands); // what they become later is of no account
        const recorded = await record(operands);
        return { ...recorded, backward: (T) => recorded.backward(upstream(Y, T, residual)) };
      },
    }),
  };
}

function productOf({ X, W, options = {} }: Operands & Partial<Given>): ArrayLike<number> {
  const turned = (operand: Operand, isTurned = false): Operand =>
    isTurned ? transposeTensor(tensorOf(operand)) : operand;
  return forward({ X: turned(X, options.transX), W: turned(W, options.transW) }).data;
}

/** Y − T. */
function upstream(Y: ArrayLike<number>, T: Operand, residual: Residual): Operand {
  const cols = T.shape.at(-1) ?? 1;
  const rows = cols === 0 ? 0 : Y.length / cols;
  const differences = entriesOf(T).map((target, place) => at(Y, place) - target);
  const extents = { rows, cols, at: (place: number) => at(differences, place) };
  const data = differences.map((difference, place) => residual(difference, place, extents));
  return { shape: T.shape, data };
}
