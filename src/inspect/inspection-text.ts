import { claimsText } from '../../claims/needed-by.ts';
import type { ProductName } from './asking.ts';
import { aspects, formulas } from './aspects.ts';
import type { Inspection, Seen } from './inspection.ts';

/** An inspection for people: what differs between sizes is told for each. */
export function inspectionText({ numberFormat, products, claims, calls }: Inspection): string {
  // SAFETY: Object.entries forgets the key type.
  const entries = Object.entries(products) as [ProductName, readonly Seen[]][];
  const claimed = claimsText(claims);
  return [
    ...entries.flatMap(([product, seen]) => [
      formulas[product][0],
      ...aspects(product, seen, numberFormat).flatMap(([aspect, told]) =>
        linesOf(aspect, seen, told),
      ),
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
  const sizes = new Map<string, number[]>();
  words.forEach((text, place) => {
    if (text === '') return;
    sizes.set(text, [...(sizes.get(text) ?? []), seen[place]?.size ?? 0]);
  });
  return [...sizes].map(([text, at], line) => {
    const where = at.length === seen.length ? '' : `at ${at.join(', ')}: `;
    return `  ${(line === 0 ? aspect : '').padEnd(11)}  ${where}${text}`;
  });
}
