import type { Operand } from '../contract/subject.ts';
import { partsOf, writeParts } from '../matrix/codes-of.ts';
import type { LaidOut } from './lay-out.ts';
import type { Posed, PosedForward } from './pose.ts';

type Name = 'X' | 'W' | 'dY';

/** Where an operand goes that has been laid out in new storage. */
export type Place = (name: Name, laidOut: LaidOut) => LaidOut;

/**
 * The operands that were given last. An optimizer writes other numbers into the same arrays and gives
 * them again: what a library has kept by an array is then out of date.
 */
export class Storage {
  readonly #last = new Map<Name, Operand>();

  /** In new storage, which is remembered. */
  readonly keep: Place = (name, laidOut) => {
    this.#last.set(name, laidOut.operand);
    return laidOut;
  };

  /** In the storage of the last operand of this name, where it has the right length. */
  readonly reuse: Place = (name, laidOut) => {
    const last = this.#last.get(name);
    const operand = last === undefined ? laidOut.operand : rewritten(last, laidOut.operand);
    return this.keep(name, { ...laidOut, operand });
  };

  /** Whether one of these operands is among the last. */
  holds(operands: readonly Operand[]): boolean {
    const arrays = [...this.#last.values()].map(({ data }) => data);
    return operands.some(({ data }) => arrays.includes(data));
  }
}

/**
 * `fresh` in the array of `last`, over what is there: the very operand, where it lies alike. One that
 * is longer or shorter stays where it is.
 */
export function rewritten(last: Operand, fresh: Operand): Operand {
  if (last.data.length !== fresh.data.length) return fresh;
  last.data.set(fresh.data);
  if (!liesLike(last, fresh)) return Object.freeze({ ...fresh, data: last.data });
  if (last.scaled !== undefined && fresh.scaled !== undefined) {
    writeParts(last.scaled, fresh.scaled);
  }
  return last;
}

/** Other numbers over all that is there, codes and scales included. */
export function spoil({ data, scaled }: Operand): void {
  data.fill(0.5);
  for (const [, numbers] of partsOf(scaled)) numbers.fill(0.5);
}

function liesLike(one: Operand, other: Operand): boolean {
  const text = ({ shape, strides = [], offset = 0 }: Operand): string =>
    [shape.join(), strides.join(), offset].join(' ');
  return text(one) === text(other);
}

/** The operands of a forward pass, placed. */
export function placedForward(posed: PosedForward, place: Place): PosedForward {
  const laidOut = placeBoth(posed.laidOut, place);
  const [X, W] = [laidOut.X.operand, laidOut.W.operand];
  return { ...posed, laidOut, given: { ...posed.given, X, W } };
}

function placeBoth<Operands extends { readonly X: LaidOut; readonly W: LaidOut }>(
  laidOut: Operands,
  place: Place,
): Operands {
  const X = place('X', laidOut.X);
  return { ...laidOut, X, W: laidOut.W === laidOut.X ? X : place('W', laidOut.W) };
}

/** The question with its operands placed; a destination that is an operand goes with it. */
export function placed(posed: Posed, place: Place): Posed {
  const { options } = posed.given;
  const laidOut = {
    ...placeBoth(posed.laidOut, place),
    dY: place('dY', posed.laidOut.dY),
  };
  const [X, W, dY] = [laidOut.X.operand, laidOut.W.operand, laidOut.dY.operand];
  const isOverOperands = options?.into?.dX === posed.given.X;
  const into = isOverOperands ? { dX: X, dW: W, accumulate: false } : options?.into;
  const given = {
    ...posed.given,
    X,
    W,
    dY,
    ...(options && { options: { ...options, ...(into && { into }) } }),
  };
  return { ...posed, given, laidOut };
}
