import { at } from '../at.ts';
import type { ProductsSeen } from './inspection.ts';
import { type Asked, probe } from './probe.ts';
import type { Width } from './see-width.ts';
import type { Triple } from './triples.ts';

/**
 * Whether products are rounded before they are added. (1 + 2⁻ʰ)² − (1 + 2^(1 − h)) = 2^(−2h) is left only
 * where they are not; h is the most that an operand holds, and the product has 2h + 1 bits. An accumulator
 * with that many holds it rounded or not.
 */
export async function seeProducts(
  asked: Asked,
  [near, met, later]: Triple,
  { width, operandBits }: { readonly width: Width; readonly operandBits: number },
): Promise<ProductsSeen> {
  const h = operandBits - 1;
  const last = asked.size - 1;
  // The product must come later than what takes it away, and who comes first is not known.
  const pairs = [
    ...[[0, 1] as const, [1, 0] as const, [0, last] as const, [last, 0] as const],
    ...[[near, met] as const, [met, near] as const, [near, later] as const, [later, near] as const],
  ];
  const pairOf = (line: number): readonly [number, number] => at(pairs, line % pairs.length);
  const entry = await probe(asked, {
    row: (i) => {
      const [taken, squared] = pairOf(i);
      return { [taken]: -(1 + 2 ** (1 - h)), [squared]: 1 + 2 ** -h };
    },
    column: (j) => {
      const [taken, squared] = pairOf(j);
      return { [taken]: 1, [squared]: 1 + 2 ** -h };
    },
  });
  const lines = Array.from({ length: asked.size }, (_, line) => line);
  const isLeft = lines.some((line) => entry(line, line) === 2 ** (-2 * h));
  if (width.isMore || width.bits > 2 * h) return isLeft ? 'exact' : 'narrow';
  return isLeft ? 'fused' : 'rounded';
}
