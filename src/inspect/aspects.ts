import type { ProductName } from '../problem/large/large-problem.ts';
import type { Inspection, Seen } from './inspection.ts';
import { orderWords } from './order-words.ts';
import { words } from './words.ts';

/** How each product is formed, and what its factors are called. */
export const formulas: Readonly<
  Record<ProductName, readonly [formula: string, left: string, right: string]>
> = {
  Y: ['Y = X·W', 'X', 'W'],
  dX: ['dX = dY·Wᵀ', 'dY', 'W'],
  dW: ['dW = Xᵀ·dY', 'X', 'dY'],
};

/** What is told of each size, by its aspect; an empty text is not told. */
export function aspects(
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
    ['scales', each(({ scaling }) => words.scaling(scaling, [left, right]))],
    ['stored', each(({ stored }) => words.stored(stored))],
    ['subnormals', each(({ subnormals }) => words.subnormals(subnormals))],
    ['asked', each(({ calls }) => callWords(calls))],
  ];
}

function callWords({ order, rest }: Seen['calls']): string {
  return `${order} ${order === 1 ? 'call' : 'calls'} for the order, ${rest} for the rest`;
}

function rowWords({ otherRows, stored }: Seen): string {
  if (otherRows === undefined) return '';
  const hidden = stored === 'as summed' ? '' : '; what is stored hides most of what may differ';
  if (otherRows.length === 0)
    return `the same bits, with other rows beside them or without${hidden}`;
  return `other bits, where there are ${otherRows.join(', ')} of them`;
}

const normWise = "norm-wise, like Strassen's: zeros have a share in the errors of other entries";
