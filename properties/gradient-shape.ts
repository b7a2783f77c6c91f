import { fact, type Property } from '../src/property/property.ts';

/** A gradient has the shape of what it is the gradient of, and its entries are finite numbers. */
export const gradientShape: Property = {
  id: 'gradient-shape',
  cites: 'definition',
  equation: String.raw`\dX \in \mathbb{R}^{m\times n},\quad \dW \in \mathbb{R}^{n\times k}`,
  statement: 'dX has the shape of X, dW the shape of W, and every entry is a finite number',

  async *check({ problem, backward }) {
    // A wrong shape is refused where the answer is read, with a sentence of its own.
    const gradients = await backward(problem);
    for (const name of ['dX', 'dW'] as const) {
      const entries = gradients[name].entries();
      // Where the radius is infinite, a right sum may overflow.
      const strange = entries.find(({ mid, rad }) => !Number.isFinite(mid) && Number.isFinite(rad));
      yield fact(name, {
        holds: strange === undefined,
        expected: 'only finite numbers',
        actual: String(strange?.mid ?? 'finite numbers'),
      });
    }
  },
};
