import { claimsText } from '../../claims/needed-by.ts';
import { at } from '../at.ts';
import type { ProductName } from '../problem/large/large-problem.ts';
import { aspects, formulas } from './aspects.ts';
import type { Inspection, Seen, Unseen } from './inspection.ts';

/** An inspection for people: what differs between sizes is told for each. */
export function inspectionText({
  numberFormat,
  products,
  unseen = {},
  claims,
  calls,
}: Inspection): string {
  // SAFETY: Object.entries forgets the key type.
  const entries = Object.entries(products) as [ProductName, readonly Seen[]][];
  const claimed = claimsText(claims);
  return [
    ...entries.flatMap(([product, seen]) => [
      formulas[product][0],
      ...aspects(product, seen, numberFormat).flatMap(([aspect, told]) =>
        linesOf(aspect, seen, told),
      ),
      ...unseenLines(unseen[product]),
      '',
    ]),
    `${calls} calls in all.`,
    ...(claimed === ''
      ? ['It bears no claim out.']
      : [
          'What was seen bears these claims out; copy those that you mean to stand by:',
          `  claims: { ${claimed} },`,
        ]),
  ].join('\n');
}

/** One line where all sizes agree, or one for each thing that is said. */
function linesOf(aspect: string, seen: readonly Seen[], words: readonly string[]): string[] {
  const sizes = new Map<string, string[]>();
  words.forEach((text, place) => {
    if (text === '') return;
    sizes.set(text, [...(sizes.get(text) ?? []), whereOf(at(seen, place))]);
  });
  return [...sizes].map(([text, places], line) => {
    const where = places.length === seen.length ? '' : `at ${places.join(', ')}: `;
    return `  ${(line === 0 ? aspect : '').padEnd(11)}  ${where}${text}`;
  });
}

function unseenLines(unseen: readonly Unseen[] = []): string[] {
  return unseen.map((one, line) => {
    return `  ${(line === 0 ? 'not seen' : '').padEnd(11)}  at ${whereOf(one)}: ${one.unknown}`;
  });
}

/** "33", or "64 for 1×512 results". */
function whereOf({ size, result }: Pick<Seen, 'size' | 'result'>): string {
  return result === undefined ? `${size}` : `${size} for ${result.join('×')} results`;
}
