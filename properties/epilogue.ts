import { asAsked } from '../src/property/as-asked.ts';
import type { Property } from '../src/property/property.ts';

/**
 * The chain rule: for Y = φ(Z) and Z = X·W, dX and dW are those of dZ = dY ⊙ φ'(Z). Whether an entry of Z is
 * above 0 is decided exactly; one that may be rounded to the other side of 0 counts, or does not.
 */
export const epilogue: Property = {
  id: 'epilogue',
  cites: 'definition',
  equation: String.raw`Y = \max(XW, 0):\quad \dX = (\dY \odot [XW > 0])\,W\T`,
  statement: 'for Y = max(X·W, 0), dX and dW are those of dY where X·W > 0, and of 0 elsewhere',
  needs: 'epilogue',
  wants: { batch: 'sometimes', extent: 17, volume: 1000 },

  async *check(question) {
    const problem = { ...question.problem, variant: { epilogue: 'relu' } } as const;
    yield* asAsked({ ...question, problem });
  },
};
