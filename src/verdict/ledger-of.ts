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

/** The smallest power of ten that is no less than 2^−bits, for bits from 0: "10^-23", "1". */
export function powerOfTen(bits: number): string {
  const power = Math.floor(bits / Math.log2(10) - 1e-9);
  return power <= 0 ? '1' : `10^-${power}`;
}

/** The ledger in one sentence: its weakest line, of the gradients that there are. */
export function ledgerSentence(
  verdict: Pick<Verdict, 'properties' | 'unchecked'>,
): string | undefined {
  const { unchecked = [] } = verdict;
  const lines = ledgerOf(verdict).flatMap(({ shapes, dX, dW }) => [
    { shapes, gradient: 'dX' as const, bits: dX?.bits ?? 0 },
    { shapes, gradient: 'dW' as const, bits: dW?.bits ?? 0 },
  ]);
  const [first, ...others] = lines.filter(({ gradient }) => !unchecked.includes(gradient));
  if (first === undefined) return undefined;
  const weakest = others.reduce((a, b) => (b.bits < a.bits ? b : a), first);
  const { shapes, gradient, bits } = weakest;
  const odds = `survives at most with probability ${powerOfTen(bits)} (${gradient}, ${shapes})`;
  return `a bilinear fault of one class of shapes ${odds}`;
}
