/** What is kept by the array that it was made of, whatever has been written there since. */
import { gemm, type Product } from '../engine/parts.ts';
import { transposeView, type View } from '../engine/view.ts';
import type { Fault } from './fault.ts';
import { denseCopy } from './fill-out.ts';
import { remembering } from './wrong-parts.ts';

/** Copies of views, by the array that they are views of, and by how they lay there. */
class Copies {
  readonly #kept = new WeakMap<Float64Array, Map<string, View>>();

  /** The copy that was kept of a view; `signature`: what is looked at besides. */
  find(view: View, signature = ''): View | undefined {
    return this.#kept.get(view.data)?.get(keyOf(view, signature));
  }

  /** The same; without one, it is made. */
  get(view: View, signature = ''): View {
    const copies = this.#kept.get(view.data) ?? new Map<string, View>();
    this.#kept.set(view.data, copies);
    const copy = this.find(view, signature) ?? denseCopy(view);
    copies.set(keyOf(view, signature), copy);
    return copy;
  }
}

function keyOf({ offset, rows, cols, rowStride, colStride }: View, signature: string): string {
  return [offset, rows, cols, rowStride, colStride, signature].join(' ');
}

/** An operand of some products is read from the copy that was made of it the first time. */
function keeping(
  operand: 'a' | 'b',
  of: readonly Product['of'][],
  signature: (view: View) => string = () => '',
) {
  return () => {
    const copies = new Copies();
    return {
      gemm: (product: Product): void => {
        const view = product[operand];
        const kept = of.includes(product.of) ? copies.get(view, signature(view)) : view;
        gemm({ ...product, [operand]: kept });
      },
    };
  };
}

export const stale: readonly Fault[] = [
  remembering(
    {
      name: 'weight-uploaded-once',
      story: 'W is found on the device by its array, and is not uploaded again when it has changed',
      trigger: 'other numbers were written into the array of W',
      caughtBy: 'history-independence',
      thread: 'https://github.com/ooples/AiDotNet/pull/1488',
    },
    keeping('b', ['Y', 'dX']),
  ),
  remembering(
    {
      name: 'input-bound-by-reference',
      story: 'X is bound when its array is first seen, and dW is that of the numbers it had then',
      trigger: 'other numbers were written into the array of X',
      caughtBy: 'history-independence',
      thread: 'https://github.com/ooples/AiDotNet.Tensors/issues/304',
    },
    keeping('a', ['dW']),
  ),
  remembering(
    {
      name: 'weight-transpose-cached',
      story: 'the transposed copy of W for dX is kept, and nobody discards it when W has changed',
      trigger: 'other numbers were written into the array of W',
      caughtBy: 'history-independence',
      thread: 'https://github.com/NVIDIA/TransformerEngine/pull/575',
    },
    keeping('b', ['dX']),
  ),
  remembering(
    {
      name: 'weight-key-samples-two-numbers',
      story: 'a packed W is found by its array, and by the first and the last number there',
      trigger: 'the numbers between the first and the last of W have changed in place',
      caughtBy: 'history-independence',
      thread: 'https://github.com/pytorch/pytorch/pull/87197',
    },
    keeping('b', ['Y', 'dX'], ({ data }) => `${data[0]} ${data[data.length - 1]}`),
  ),
  remembering(
    {
      name: 'primitive-key-partial-content',
      story: 'a primitive is found by the address of X, and by the first numbers there',
      trigger: 'other numbers than the first of X have changed in place',
      caughtBy: 'history-independence',
      thread: 'https://github.com/tensorflow/tensorflow/pull/56218',
    },
    keeping('a', ['Y', 'dW'], ({ data }) => `${data.length} ${data[0]}`),
  ),
  remembering(
    {
      name: 'weight-packed-by-forward',
      story:
        'the forward pass packs W for both passes, and the backward pass looks for it by its array',
      trigger: 'other numbers were written into the array of W after a forward pass',
      caughtBy: 'history-independence',
      thread: 'https://github.com/ooples/AiDotNet.Tensors/pull/583',
    },
    () => {
      const copies = new Copies();
      return {
        gemm: (product) => {
          const { b, of } = product;
          if (of === 'Y') copies.get(transposeView(b));
          gemm(of === 'dX' ? { ...product, b: copies.find(b) ?? b } : product);
        },
      };
    },
  ),
];
