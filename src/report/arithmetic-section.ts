import { claimsText } from '../../claims/needed-by.ts';
import type { ArithmeticTold } from '../verdict/arithmetic-seen.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { inline } from './markdown-text.ts';

/** How the subject sums, as Markdown: a row for each aspect; nothing, where a run did not look. */
export function arithmeticSection({ arithmetic }: Pick<Verdict, 'arithmetic'>): string[] {
  if (arithmetic === undefined) return [];
  const title = '## Arithmetic';
  if ('unknown' in arithmetic) {
    return [title, `How it sums could not be seen: ${inline(arithmetic.unknown)}`];
  }
  const { size, claims, warnings } = arithmetic;
  const borne = claimsText(claims);
  return [
    title,
    `How sums of ${size} terms were formed, as \`gradgate inspect\` sees it. Nothing was judged by it.`,
    ...(warnings.length === 0 ? [] : [warnings.map((each) => `- **${inline(each)}**`).join('\n')]),
    table(arithmetic),
    borne === '' ? 'It bears no claim out.' : `It bears out \`claims: { ${borne} }\`.`,
  ];
}

function table({ products }: ArithmeticTold): string {
  const names = Object.keys(products);
  const told = Object.values(products);
  const aspects = [...new Set(told.flatMap((each) => Object.keys(each)))];
  return [
    `| | ${names.join(' | ')} |`,
    `| --- |${' --- |'.repeat(names.length)}`,
    ...aspects.map(
      (aspect) =>
        `| ${[aspect, ...told.map((each) => each[aspect] ?? '')].map(inline).join(' | ')} |`,
    ),
  ].join('\n');
}
