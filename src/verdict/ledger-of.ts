/** The probability that a wrong formula went unseen. */
import { shapeClasses } from '../problem/shape-class.ts';
import { triedIn } from './count.ts';
import { bothSurvived, type LedgerLine } from './evidence.ts';
import type { Outcome } from './property-verdict.ts';
import type { Verdict } from './verdict.ts';

/** One class of shapes: how likely a fault of dX, or of dW, that is confined to it was not seen. */
export interface LedgerRow {
  readonly shapes: string;
  readonly dX?: LedgerLine;
  readonly dW?: LedgerLine;
}

/** Every class of shapes. Empty, where a property fails or none compares gradients with formulas. */
export function ledgerOf({ properties }: Pick<Verdict, 'properties'>): LedgerRow[] {
  if (!properties.every(isSound)) return [];
  const lines = properties.flatMap((property) => triedIn(property).evidence?.ledger ?? []);
  if (lines.length === 0) return [];
  return shapeClasses.map((shapes) => {
    const all = (gradient: 'dX' | 'dW'): LedgerLine[] =>
      lines.filter((line) => line.gradient === gradient && line.shapes === shapes);
    const [dX, dW] = [all('dX'), all('dW')].map(
      ([first, ...others]) => first && others.reduce(bothSurvived, first),
    );
    return { shapes, ...(dX === undefined ? {} : { dX }), ...(dW === undefined ? {} : { dW }) };
  });
}

const sound: readonly Outcome['outcome'][] = [
  'holds',
  'holds weakly',
  'not claimed',
  'not offered',
];

function isSound({ outcome }: Outcome): boolean {
  return sound.includes(outcome);
}

/** The smallest power of ten that is no less than a probability above 0: "10^-23", "1". */
export function powerOfTen(probability: number): string {
  const [digits = '', exponent = ''] = probability.toExponential(16).split('e');
  const power = Number(exponent) + (Number(digits) > 1 ? 1 : 0);
  return power === 0 ? '1' : `10^${power}`;
}

/** The ledger in one sentence: its weakest line. */
export function ledgerSentence(rows: readonly LedgerRow[]): string | undefined {
  const survivals = rows.flatMap(({ shapes, dX, dW }) => [
    { shapes, gradient: 'dX', survival: dX?.survival ?? 1 },
    { shapes, gradient: 'dW', survival: dW?.survival ?? 1 },
  ]);
  const [first, ...others] = survivals;
  if (first === undefined) return undefined;
  const weakest = others.reduce((a, b) => (b.survival > a.survival ? b : a), first);
  const { shapes, gradient, survival } = weakest;
  return `a bilinear fault of one class of shapes survives at most with probability ${powerOfTen(survival)} (${gradient}, ${shapes})`;
}
