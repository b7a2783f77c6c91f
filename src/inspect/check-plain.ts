import { at } from '../at.ts';
import { GradgateError } from '../errors.ts';
import { Matrix } from '../matrix/matrix.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import type { ProductName } from './asking.ts';
import type { Asked } from './probe.ts';

/**
 * Sums of −1, 0 and 1 are exact in every format up to the largest size, in any order: what is wrong there
 * is no matter of arithmetic, and nothing else would be seen rightly.
 * @throws GradgateError ANSWER
 */
export async function checkPlain(product: ProductName, { multiply, size }: Asked): Promise<void> {
  const draw = drawFrom(1);
  const drawn = (): Matrix => Matrix.of([size, size], () => draw.integer(-1, 1));
  const [A, B] = [drawn(), drawn()];
  const answered = await multiply(A, B);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      let expected = 0;
      for (let p = 0; p < size; p += 1) expected += A.at(i, p) * B.at(p, j);
      const actual = at(answered, i * size + j);
      if (expected === actual) continue;
      throw new GradgateError('ANSWER', {
        where: `the subject's ${product} of ${size}×${size} matrices of −1, 0 and 1, entry (${i}, ${j})`,
        expected: `${expected}`,
        actual: `${actual}`,
        fix: 'Find out with gradgate check why it is wrong: how a wrong sum is formed cannot be seen.',
      });
    }
  }
}
