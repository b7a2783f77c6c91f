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

/** What is said of one gradient and one class of shapes. */
interface Told {
  readonly shapes: string;
  readonly gradient: 'dX' | 'dW';
  readonly bits: number;
}

/**
 * The ledger in one sentence: how likely a wrong formula is missed where that is likeliest; or, where too little was
 * asked to say so, of which shapes.
 */
export function ledgerSentence(
  verdict: Pick<Verdict, 'properties' | 'unchecked'>,
): string | undefined {
  const { unchecked = [] } = verdict;
  const told = ledgerOf(verdict)
    .flatMap(({ shapes, dX, dW }): Told[] => [
      { shapes, gradient: 'dX', bits: dX?.bits ?? 0 },
      { shapes, gradient: 'dW', bits: dW?.bits ?? 0 },
    ])
    .filter(({ gradient }) => !unchecked.includes(gradient));
  const [first, ...others] = told;
  if (first === undefined) return undefined;
  const [few, ...more] = told.filter(({ bits }) => bits < enough);
  if (few !== undefined) return tooFew(few, more.length, told);
  const { shapes, gradient, bits } = others.reduce((a, b) => (b.bits < a.bits ? b : a), first);
  const missed = `had ${gradient} been wrong only where ${shapes}, this run would have missed it`;
  return `${missed} with a chance of at most ${chance(bits)}; for no other shapes is that chance larger`;
}

function tooFew({ shapes, gradient }: Told, more: number, told: readonly Told[]): string {
  const gradients = [...new Set(told.map((each) => each.gradient))].join(' or ');
  const ask = 'more --runs, or a larger --profile, ask them';
  const shown = told.length - more - 1;
  if (shown === 0)
    return `too few exact problems came to say how likely a wrong formula shows: ${ask}`;
  const others = more === 0 ? '' : `, and of ${more} other ${more === 1 ? 'case' : 'cases'}`;
  return (
    `a formula that is wrong for one kind of shape alone would most likely have shown in ${shown} of ` +
    `${told.length} cases (${gradients}, by kind of shape); too few exact problems came of ${gradient} where ${shapes}` +
    `${others}: ${ask}`
  );
}

/** 2^−bits, rounded up to a power of ten: "1 in 1,000", "1 in 10^23". */
function chance(bits: number): string {
  const [, power = '0'] = powerOfTen(bits).split('^-');
  const zeros = Number(power);
  return `1 in ${zeros > 6 ? `10^${zeros}` : (10 ** zeros).toLocaleString('en-US')}`;
}
