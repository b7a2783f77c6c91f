import type { Claims, Subject } from '../contract/subject.ts';
import { accumulators } from '../number/accumulators.ts';
import type { Coding } from '../number/coding.ts';
import {
  type CodedFactor,
  type CodedSums,
  flushing,
  formats,
  type NumberFormat,
  type SumFormat,
  smallestNormal,
  tf32,
} from '../number/formats.ts';
import {
  type OperandFormat,
  operandNames,
  type resultNames,
  type TensorFormats,
  tensorFormats,
} from '../number/tensor-formats.ts';

/** How one result is computed, as far as it is known. */
export interface Arithmetic {
  /** What it is rounded to when it is stored. */
  readonly format: NumberFormat;
  /** Conventional when left out. */
  readonly algorithm?: Claims['algorithm'];
  /** What sums are rounded to that may be stored in between. */
  readonly throughout: SumFormat;
  /** What the conventional sums of one product are kept in, where the result is stored once. */
  readonly accumulator?: SumFormat | undefined;
  /** What operands are rounded to before they are multiplied; not at all when left out. */
  readonly multiplies?: NumberFormat;
  /** How far storing moves a number at most: by half an ulp when left out. */
  readonly stores?: Claims['stores'];
}

/** The arithmetic of every result. */
export type Arithmetics = Readonly<Record<(typeof resultNames)[number], Arithmetic>>;

/** What operands are rounded to, by the claim that says so. */
export const multiplied = {
  tf32,
  float16: formats.float16,
  bfloat16: formats.bfloat16,
} as const satisfies Record<NonNullable<Claims['multiplies']>, NumberFormat>;

/** How a subject that says this answers. */
export function arithmeticsOf(
  subject: Pick<Subject, 'numberFormat' | 'formats'>,
  claims: Claims,
): Arithmetics {
  const all = tensorFormats(subject, claims);
  const { Y, dX, dW, db, dC } = all;
  const { multiplies } = claims;
  const read = multiplies === undefined ? [] : [multiplied[multiplies]];
  const aligned = [...operandNames.map((name) => all[name]), ...read];
  const normal = Math.max(...aligned.map(smallestNormal));
  const of = (format: NumberFormat, coded?: Factors): Arithmetic =>
    arithmeticOf(format, { claims, normal, coded });
  const factors = factorsOf(all, claims);
  return {
    Y: of(Y, factors.Y),
    dX: of(dX, factors.dX),
    dW: of(dW, factors.dW),
    db: of(db),
    dC: of(dC),
  };
}

/** The factors of a product that are coded. */
type Factors = Pick<CodedSums, 'left' | 'right'>;

/** Of each product; of the gradient of one variable, both factors are made of X and dY. */
function factorsOf({ X, W, dY }: TensorFormats, { sharedOperand }: Claims) {
  const one = codedFactor(X, W, dY);
  const [x, w, dy] = [codedFactor(X), codedFactor(W), codedFactor(dY)];
  return {
    Y: { left: x, right: w },
    dX: sharedOperand ? { left: one, right: one } : { left: dy, right: w },
    dW: { left: x, right: dy },
  };
}

function codedFactor(...formats: readonly OperandFormat[]): CodedFactor | undefined {
  const codings = formats.flatMap(({ coding }) => coding ?? []);
  if (codings.length === 0) return undefined;
  const codes = codings.map((coding) => coding.codes);
  return {
    largest: Math.max(...codes.map(({ largest }) => largest)),
    least: Math.min(...codes.map(({ largest }) => largest)),
    smallest: Math.min(...codes.map(({ smallest }) => smallest)),
    bits: Math.max(...codings.map(({ scales }) => scales.precision)),
    ...(codings.some(({ globalScale }) => globalScale) && { withGlobal: rangeOf(codings) }),
  };
}

function rangeOf(codings: readonly Coding[]): { largest: number; smallest: number } {
  return {
    largest: Math.max(...codings.map(({ scales }) => scales.largest)),
    smallest: Math.min(...codings.map(({ scales }) => scales.smallest)),
  };
}

interface Said {
  readonly claims: Claims;
  /** The smallest normal number of the operands, as they are given and as they are multiplied. */
  readonly normal: number;
  readonly coded?: Factors | undefined;
}

function arithmeticOf(format: NumberFormat, said: Said): Arithmetic {
  const { claims } = said;
  const { algorithm, accumulates, multiplies, stores, subnormals } = claims;
  const sums = sumsOf(format, said);
  const isSaid = accumulates !== undefined || multiplies !== undefined ? true : undefined;
  const isOnce = sums.precision > format.precision || stores === 'toward zero';
  return {
    format,
    throughout: { ...weaker(stores === 'toward zero' ? cutOff(format) : format, sums), isSaid },
    ...(algorithm === 'strassen' && { algorithm }),
    ...(algorithm !== 'strassen' && isOnce && { accumulator: sums }),
    ...(multiplies && { multiplies: asFlushed(multiplied[multiplies], subnormals) }),
    ...(stores && { stores }),
  };
}

/** What partial sums are kept in: at least in the precision of the result, where nothing is claimed. */
function sumsOf(format: NumberFormat, { claims, normal, coded }: Said): SumFormat {
  const { accumulates, subnormals, fusedSums: terms } = claims;
  const named = accumulates === undefined ? format : accumulators[accumulates];
  const { smallest } = asFlushed(named, subnormals);
  const sums = {
    ...named,
    smallest: Math.max(smallest, subnormals ? format.smallest : 0),
    ...((coded?.left || coded?.right) && { coded: { ...coded, range: named.largest } }),
  };
  return terms === undefined ? sums : { ...cutOff(sums), fused: { terms, normal } };
}

function asFlushed(format: NumberFormat, subnormals: Claims['subnormals']): NumberFormat {
  return subnormals === 'flushed' ? flushing(format) : format;
}

/** What is cut off is up to an ulp, not half of one. */
function cutOff(format: NumberFormat): NumberFormat {
  return { ...format, unitRoundoff: 2 * format.unitRoundoff };
}

/** Rounded to one or to the other, nobody knows how often: as coarse as the coarser in every respect. */
function weaker(format: NumberFormat, sums: SumFormat): SumFormat {
  return {
    ...format,
    precision: Math.min(format.precision, sums.precision),
    minExponent: Math.max(format.minExponent, sums.minExponent),
    maxExponent: Math.min(format.maxExponent, sums.maxExponent),
    unitRoundoff: Math.max(format.unitRoundoff, sums.unitRoundoff),
    smallest: Math.max(format.smallest, sums.smallest),
    largest: Math.min(format.largest, sums.largest),
    fused: sums.fused,
    coded: sums.coded && { ...sums.coded, range: Math.min(format.largest, sums.largest) },
  };
}
