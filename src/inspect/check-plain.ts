import { at } from '../at.ts';
import { GradgateError } from '../errors.ts';
import { Matrix } from '../matrix/matrix.ts';
import type { Coding } from '../number/coding.ts';
import { type Draw, drawFrom, pick } from '../problem/draw/draw.ts';
import type { ProductName } from '../problem/large/large-problem.ts';
import type { AskedBriefly } from './probe.ts';

/**
 * Sums of −1, 0 and 1 are exact in every format up to the largest size, in any order, and so are those of a few
 * small numbers, of blocks whose scales differ: what is wrong there is no matter of arithmetic, and nothing else
 * would be seen rightly.
 * @throws GradgateError ANSWER
 */
export async function checkPlain(product: ProductName, asked: AskedBriefly): Promise<void> {
  const { size } = asked;
  const draw = drawFrom(1);
  const drawn = (): Matrix => Matrix.of([size, size], () => draw.integer(-1, 1));
  const squares = `${size}×${size} matrices`;
  if (!isShort(asked))
    await expectExact([drawn(), drawn()], asked, `${product} of ${squares} of −1, 0 and 1`);
  await expectExact(
    fewNumbers(drawFrom(2), asked),
    asked,
    `${product} of ${squares} of a few small numbers`,
  );
}

/** Results that count no further than a few: sums of so many terms would be rounded. */
function isShort({ stored, size }: AskedBriefly): boolean {
  return 2 ** stored.precision < size;
}

/** Bits that every sum is known to have. */
const bits = 8;

/**
 * Few terms of each sum are not 0, so that |A||B| fits the result, and none is more than 3 times 2. The entries of some
 * blocks are twice those of others; those of one factor that is coded are 8 times as large, for whoever takes the
 * scale of the other one.
 */
function fewNumbers(draw: Draw, { size, stored, codings }: AskedBriefly): [Matrix, Matrix] {
  const most = 2 ** Math.min(bits, stored.precision);
  const largest = most < 256 ? 1 : 3;
  const terms = Math.max(1, Math.floor(most / (2 * largest) ** 2));
  const [left, right] = codings;
  const larger = left === undefined ? 1 : 8;
  const otherLarger = left === undefined && right !== undefined ? 8 : 1;
  const step = Math.ceil(size / terms);
  const number = (): number => pick(draw, [-1, 1]) * draw.integer(1, largest);
  const [scaleA, scaleB] = [blockFactors(draw, left), blockFactors(draw, right)];
  const offsets = Array.from({ length: size }, () => draw.integer(0, step - 1));
  const A = Matrix.of([size, size], (i, term) =>
    term % step === offsets[i] ? number() * larger * scaleA(i, term) : 0,
  );
  const B = Matrix.of([size, size], (term, j) => number() * otherLarger * scaleB(term, j));
  return [A, B];
}

/** 1 or 2 for each block; 1 where there are none. */
function blockFactors(draw: Draw, coding: Coding | undefined): (i: number, j: number) => number {
  if (coding === undefined) return () => 1;
  const [rows, columns] = coding.block;
  const known = new Map<string, number>();
  return (i, j) => {
    const block = `${Math.floor(i / rows)} ${Math.floor(j / columns)}`;
    const factor = known.get(block) ?? pick(draw, [1, 2]);
    known.set(block, factor);
    return factor;
  };
}

/** @throws GradgateError ANSWER, where an entry is another number */
async function expectExact(
  [A, B]: readonly [Matrix, Matrix],
  { multiply, size }: AskedBriefly,
  what: string,
): Promise<void> {
  const answered = await multiply(A, B);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      let expected = 0;
      for (let p = 0; p < size; p += 1) expected += A.at(i, p) * B.at(p, j);
      const actual = at(answered, i * size + j);
      if (expected === actual) continue;
      throw new GradgateError('ANSWER', {
        where: `the subject's ${what}, entry (${i}, ${j})`,
        expected: `${expected}`,
        actual: `${actual}`,
        fix: 'The product is wrong: find out with gradgate check why. How a wrong sum is formed cannot be seen.',
      });
    }
  }
}
