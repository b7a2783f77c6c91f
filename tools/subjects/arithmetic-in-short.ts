import type { ArithmeticSeen } from '../../src/verdict/arithmetic-seen.ts';

/** What a table has room for: results that are summed alike in one line; why, where nothing was seen. */
export function arithmeticInShort(seen: ArithmeticSeen | undefined): string | undefined {
  if (seen === undefined) return undefined;
  if ('unknown' in seen) return `not seen: ${short(seen.unknown)}`;
  const alike = new Map<string, string[]>();
  for (const [product, aspects] of Object.entries(seen.products)) {
    const told = toldOf(aspects);
    alike.set(told, [...(alike.get(told) ?? []), product]);
  }
  return [...alike].map(([told, products]) => `${products.join(', ')}: ${told}`).join('; ');
}

function toldOf(aspects: Readonly<Record<string, string>>): string {
  const { order, accumulator, products, operands, subnormals } = aspects;
  const unusual = operands === 'as given' ? undefined : operands && `operands ${operands}`;
  const below = subnormals && `subnormal numbers ${subnormals}`;
  const told = [order && short(order), accumulator, products, unusual, below];
  return told
    .flatMap((aspect) => aspect ?? [])
    .map(plain)
    .join(', ');
}

/** What is longer than a table wants, as a tree that is drawn, is cut; lines of a message are joined. */
function short(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ');
  return line.length <= 90 ? line : `${line.slice(0, 89)}…`;
}

/** Words that nearly all have are left out. */
function plain(text: string): string {
  return text.replace(', rounded to nearest even', '').replace(/ \(no FMA\)$/, '');
}
