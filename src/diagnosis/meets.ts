import type { Traits } from './traits.ts';

/**
 * Whether a problem with these traits meets one thing that a condition says, in its words: "n = 1", "m·k ≥ 96",
 * "m ≠ n", "k no multiple of 8", "without a batch", "a zero in X".
 */
export function meets(words: string, traits: Traits): boolean {
  const [, thing] = /^without (.+)$/.exec(words) ?? [];
  if (thing !== undefined) return !traits.has.has(thing);
  const [, whole, not, tile] = /^(.+) (no|a) multiple of (\d+)$/.exec(words) ?? [];
  if (whole !== undefined) {
    const rest = numberOf(whole, traits) % Number(tile);
    return Number.isFinite(rest) && (rest === 0) === (not === 'a');
  }
  const [, left, sign = '', right] = /^(.+) ([=≠<>≤≥]) (.+)$/.exec(words) ?? [];
  if (left === undefined || right === undefined) return traits.has.has(words);
  const [a, b] = [numberOf(left, traits), numberOf(right, traits)];
  return !Number.isNaN(a + b) && (relations[sign]?.(a, b) ?? false);
}

/** A number, the exponent of a power of two, or what is counted by that name; NaN, where nothing is. */
function numberOf(text: string, { extents, counts, exponents }: Traits): number {
  const power = /^2\^(-?\d+)$/.exec(text)?.[1];
  return extents[text] ?? counts[text] ?? exponents[text] ?? Number(power ?? text);
}

const relations: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '≠': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '≤': (a, b) => a <= b,
  '≥': (a, b) => a >= b,
};
