/** Fused layers, Y = max(X·W, 0), that mask dY wrongly; from public reports. */
import type { Given, Operand } from '../../src/contract/subject.ts';
import { entriesOf } from '../../src/matrix/strided.ts';
import { forward } from '../engine/parts.ts';
import { rectified } from '../engine/rectified.ts';
import type { About, Fault } from './fault.ts';
import { wrongWhole } from './wrong-parts.ts';

/** dY with every entry replaced, by its place and what is known there. */
type Mask = (dy: number, place: number, z: (place: number) => number) => number;

/** Only of a call with an epilogue, dY is masked like this. */
function masking(about: Omit<About, 'caughtBy'>, mask: Mask): Fault {
  return wrongWhole({ ...about, caughtBy: 'epilogue' }, (given, right) => {
    if (!given.options?.epilogue) return right(given);
    return right(masked(given, mask));
  });
}

/** The question of Z with dY masked. */
function masked(given: Given, mask: Mask): Given {
  const Z: number[] = [];
  const plain = rectified(given, forward, (z) => {
    Z.push(z);
    return 1;
  });
  const data = plain.dY.data.map((dy, place) => mask(dy, place, (at) => Z[at] ?? 0));
  return { ...plain, dY: { shape: plain.dY.shape, data } };
}

const right: Mask = (dy, place, z) => (z(place) > 0 ? dy : 0);

export const rectifiers: readonly Fault[] = [
  masking(
    {
      name: 'relu-lets-zero-through',
      story: 'only where Z is below 0 is dY set to 0, and not where it is 0',
      trigger: 'an entry of X·W is 0 where dY is not',
      thread: 'https://github.com/pytorch/tutorials/pull/269',
    },
    (dy, place, z) => (z(place) < 0 ? 0 : dy),
  ),
  masking(
    {
      name: 'relu-by-sign-of-gradient',
      story: 'what is below 0 is taken out of dY, instead of what stands where Z is',
      trigger: 'dY and X·W are of unlike signs somewhere',
      thread: 'https://github.com/exacity/deeplearningbook-chinese/issues/127',
    },
    (dy) => Math.max(dy, 0),
  ),
  masking(
    {
      name: 'fused-activation-falls-through',
      story: 'the backward pass does not know the activation, and hands dY on as it is',
      trigger: 'an entry of X·W is not above 0',
      thread: 'https://github.com/ooples/AiDotNet.Tensors/pull/185',
    },
    (dy) => dy,
  ),
];

/** The last axis of Y, and how many rows there are in all. */
function extentsOf({ shape, ...rest }: Operand): [rows: number, cols: number] {
  const size = entriesOf({ shape, ...rest }).length;
  const cols = shape.at(-1) ?? 1;
  return [cols === 0 ? 0 : size / cols, cols];
}

/** Not from a report: masks that are read from the wrong place, or applied in one product only. */
export const plantedRectifiers: readonly Fault[] = [
  wrongWhole(
    {
      name: 'planted-relu-mask-transposed',
      story: 'where Y is square, its mask is read transposed',
      trigger: 'm = k > 1, without a batch',
      caughtBy: 'epilogue',
    },
    (given, backward) => {
      if (!given.options?.epilogue) return backward(given);
      const [rows, cols] = extentsOf(given.dY);
      const isSquare = given.dY.shape.length === 2 && rows === cols;
      if (!isSquare) return backward(masked(given, right));
      return backward(
        masked(given, (dy, place, z) =>
          z((place % cols) * cols + Math.floor(place / cols)) > 0 ? dy : 0,
        ),
      );
    },
  ),
  wrongWhole(
    {
      name: 'planted-relu-bits-unaligned',
      story: 'a bit each, rows of the mask begin at a byte, and are read as if they did not',
      trigger: 'm > 1, and k is no multiple of 8',
      caughtBy: 'epilogue',
    },
    (given, backward) => {
      if (!given.options?.epilogue) return backward(given);
      const [rows, cols] = extentsOf(given.dY);
      const pitch = 8 * Math.ceil(cols / 8);
      return backward(
        masked(given, (dy, place, z) => {
          const [row, column] = [Math.floor(place / pitch), place % pitch];
          const isInside = row < rows && column < cols;
          return isInside && z(row * cols + column) > 0 ? dy : 0;
        }),
      );
    },
  ),
  wrongWhole(
    {
      name: 'planted-relu-bias-unmasked',
      story: 'db sums dY as it comes, dX and dW are masked',
      trigger: 'a bias, and an entry of X·W not above 0 where dY is not 0',
      caughtBy: 'joint-options',
    },
    (given, backward) => {
      const { epilogue, ...options } = given.options ?? {};
      if (!epilogue || !options.bias) return backward(given);
      const { db } = backward({ ...given, options });
      return { ...backward(given), ...(db && { db }) };
    },
  ),
  wrongWhole(
    {
      name: 'planted-relu-dw-unmasked',
      story: 'dW is that of dY as it comes, dX is masked',
      trigger: 'an entry of X·W is not above 0',
      caughtBy: 'epilogue',
    },
    (given, backward) => {
      const { epilogue, into, wants = ['dX', 'dW'], ...options } = given.options ?? {};
      const answers = backward(given);
      if (!epilogue || into || !wants.includes('dW')) return answers;
      const { dW } = backward({ ...given, options: { ...options, wants: ['dW'] } });
      return { ...answers, ...(dW && { dW }) };
    },
  ),
  staleMask(),
];

/** The mask is kept in one buffer, which is filled only when it has to grow. */
function staleMask(): Fault {
  let kept: readonly boolean[] = [];
  const subject = wrongWhole(
    {
      name: 'planted-relu-mask-of-last-call',
      story: 'the mask of an earlier call is used again where it is long enough',
      trigger: 'a call with an epilogue after one whose Y had as many entries, or more',
      caughtBy: 'history-independence',
    },
    (given, backward) => {
      if (!given.options?.epilogue) return backward(given);
      const mask: boolean[] = [];
      masked(given, (dy, place, z) => {
        mask.push(z(place) > 0);
        return dy;
      });
      if (mask.length > kept.length) kept = mask;
      return backward(masked(given, (dy, place) => (kept[place] ? dy : 0)));
    },
  );
  return {
    ...subject,
    reset: () => {
      kept = [];
    },
  };
}
