import { claimsText } from '../../claims/needed-by.ts';
import type { ProductName } from './asking.ts';
import type { Inspection, Seen } from './inspection.ts';
import { orderWords } from './order-words.ts';
import { words } from './words.ts';

/** How each product is formed, and what its factors are called. */
const formulas: Readonly<
  Record<ProductName, readonly [formula: string, left: string, right: string]>
> = {
  Y: ['Y = X·W', 'X', 'W'],
  dX: ['dX = dY·Wᵀ', 'dY', 'W'],
  dW: ['dW = Xᵀ·dY', 'X', 'dY'],
};

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

/** What is told of each size, by its aspect; an empty text is not told. */
function aspects(
  product: ProductName,
  seen: readonly Seen[],
  format: Inspection['numberFormat'],
): [aspect: string, words: readonly string[]][] {
  const [, left, right] = formulas[product];
  const each = (say: (one: Seen) => string): string[] => seen.map(say);
  return [
    ['order', orderWords(seen.map(({ order }) => order))],
    ['algorithm', each(({ isNormWise }) => (isNormWise ? normWise : ''))],
    [
      'again',
      each(({ repeats }) => (repeats ? '' : 'the same call had other bits the second time')),
    ],
    ['rows', each(rowWords)],
    ['accumulator', each(({ accumulator }) => words.accumulator(accumulator, format))],
    ['products', each((one) => words.products(one.products))],
    ['operands', each(({ operands }) => words.operands(operands, [left, right]))],
    ['stored', each(({ stored }) => words.stored(stored))],
    ['subnormals', each(({ subnormals }) => words.subnormals(subnormals))],
    ['asked', each(({ calls }) => `${calls.order} call for the order, ${calls.rest} for the rest`)],
  ];
}

function rowWords({ otherRows, stored }: Seen): string {
  if (otherRows === undefined) return '';
  const hidden = stored === 'as summed' ? '' : '; what is stored hides most of what may differ';
  if (otherRows.length === 0)
    return `the same bits, with other rows beside them or without${hidden}`;
  return `other bits, where there are ${otherRows.join(', ')} of them`;
}

const normWise = "norm-wise, like Strassen's: zeros have a share in the errors of other entries";

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
