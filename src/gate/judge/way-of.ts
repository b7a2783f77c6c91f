import { gradientsNamed } from '../../property/gradients-named.ts';
import type { Disagreement } from './disagreement.ts';

/**
 * The comparison that fails and how, without what depends on the problem: numbers, places, sizes, what
 * was drawn for it (which a comparison has behind a comma, such as a loss), and all but the first line
 * of what was thrown. While shrinking it stays the same, or one fault would turn into another.
 */
export function wayOf(disagreement: Disagreement): string {
  const { kind } = disagreement;
  const text = kind === 'crash' ? disagreement.message : disagreement.where;
  const [line = ''] = text.split(kind === 'entries' ? ',' : '\n');
  const words = line.replaceAll(/\S*\d\S*/g, ' ').match(/\p{L}+/gu) ?? [];
  return [kind, ...words].join(' ');
}

/** The gradients that a comparison is about, as far as its name says. */
export function gradientsIn(disagreement: Disagreement): ('dX' | 'dW')[] {
  if (disagreement.kind === 'crash') return [];
  return gradientsNamed(disagreement.where);
}
