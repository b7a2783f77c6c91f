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

/** From here on the number says something: nine wrong formulas of ten would have shown. */
const enough = Math.log2(10);

/**
 * The ledger in one sentence: how likely a wrong formula passes where it is likeliest; or, where too little was
 * asked to say so, of which shapes.
 */
export function ledgerSentence(
  verdict: Pick<Verdict, 'properties' | 'unchecked'>,
): string | undefined {
  const { unchecked = [] } = verdict;
  const lines = ledgerOf(verdict)
    .flatMap(({ shapes, dX, dW }) => [
      { shapes, gradient: 'dX' as const, bits: dX?.bits ?? 0 },
      { shapes, gradient: 'dW' as const, bits: dW?.bits ?? 0 },
    ])
    .filter(({ gradient }) => !unchecked.includes(gradient));
  const [first, ...others] = lines;
  if (first === undefined) return undefined;
  const few = lines.filter(({ bits }) => bits < enough);
  if (few.length > 0) return tooFew(few, lines.length);
  const { shapes, gradient, bits } = others.reduce((a, b) => (b.bits < a.bits ? b : a), first);
  const where = `${gradient}, ${shapes}`;
  return `a formula that is wrong for one class of shapes passes with probability ${powerOfTen(bits)} at most (${where})`;
}

function tooFew(
  few: readonly { readonly shapes: string; readonly gradient: string }[],
  all: number,
): string {
  const [{ shapes = '', gradient = '' } = {}] = few;
  const others = few.length === 1 ? '' : ` and ${few.length - 1} more`;
  const covered = `a formula that is wrong for one of ${all} classes of shapes would most likely have shown in ${all - few.length}`;
  return `${covered}; too few exact problems of ${gradient}, ${shapes}${others}: more runs, or a larger profile, ask them`;
}
