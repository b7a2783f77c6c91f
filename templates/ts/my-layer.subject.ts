import type { Answer, Operand, Subject } from 'gradgate';

/** A·B, the only arithmetic here. PUT YOUR OWN KERNEL HERE, or call it in forward and backward. */
function product(a: Answer, b: Answer): Answer {
  const [rows = 0, inner = 0] = a.shape;
  const [, columns = 0] = b.shape;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      for (let p = 0; p < inner; p += 1) {
        data[i * columns + j] += at(a, i * inner + p) * at(b, p * columns + j);
      }
    }
  }
  return { shape: [rows, columns], data };
}

function transposed(a: Operand): Answer {
  const [rows = 0, columns = 0] = a.shape;
  const data = Float64Array.from(a.data, (_, index) =>
    at(a, (index % rows) * columns + Math.floor(index / rows)),
  );
  return { shape: [columns, rows], data };
}

function at(a: Answer, index: number): number {
  return a.data[index] ?? Number.NaN;
}

const subject: Subject = {
  name: 'my layer 0.1',
  numberFormat: 'float64', // of all tensors: float32, bfloat16, float16; `formats` names others
  // What your kernel can do beyond the plain problem; docs/claims.md of gradgate lists it all.
  // A frozen weight has no dW: gradients: 'dX', and backward leaves it out.
  // A matrix of W for each group of rows: grouping: 'zero tail'; forward and backward then get `groups`.
  // One that a layer holds as k×n, a row for each output, is given so with weight: 'out×in'.
  claims: { deterministic: true, reproducible: true, emptyExtents: true, nonFinite: 'ieee' },
  forward: ({ X, W }) => product(X, W),
  backward: ({ X, W, dY }) => ({
    dX: product(dY, transposed(W)),
    dW: product(transposed(X), dY),
  }),
};
export default subject;
