import type { MatrixRow } from './matrix-row.ts';
import { newest, standingOf, standings, worstOf } from './standings.ts';

/** A badge for a library, from its rows, the newest version of each: an SVG of its own. */
export function badge(library: string, rows: readonly MatrixRow[]): string {
  const came = worstOf(newest(rows).map(standingOf));
  const text = standings[came];
  const [left, right] = [widthOf('gradgate'), widthOf(text)];
  const label = `${library}, by gradgate: ${text}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escaped(label)}">`,
    `<title>${escaped(label)}</title>`,
    `<rect width="${left + right}" height="20" rx="4" fill="#33322e"/>`,
    `<path d="M${left} 0h${right - 4}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4h-${right - 4}z" fill="${colours[came]}"/>`,
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">',
    `<text x="6" y="14">gradgate</text><text x="${left + 6}" y="14">${text}</text>`,
    '</g></svg>\n',
  ].join('');
}

function widthOf(text: string): number {
  return Math.round(6.6 * text.length + 12);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** White text has a contrast of at least 4.5 on each. */
const colours = {
  ...{ wrong: '#b3261e', unrun: '#5b4a8a', known: '#855800' },
  ...{ right: '#1c6b4a', weak: '#1c6b4a', unclaimed: '#5d5a52' },
} as const;
