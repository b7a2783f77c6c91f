import type { ScaledFormat, Subject, TensorFormat } from '../contract/subject.ts';

/** A binary floating-point format with round-to-nearest-even and gradual underflow. */
export interface NumberFormat {
  readonly name: string;
  /** Significand bits, the implicit one included. Integers up to 2^precision are exact. */
  readonly precision: number;
  /** The exponent of the smallest power of two with a full significand. */
  readonly minExponent: number;
  /** The exponent of the largest power of two that is finite. */
  readonly maxExponent: number;
  /** u = 2^−precision: the largest relative error of one rounding to nearest. */
  readonly unitRoundoff: number;
  /** η, the smallest positive (subnormal) number. */
  readonly smallest: number;
  readonly largest: number;
  /** Without infinities, what is too large becomes NaN, or the largest number. */
  readonly infinities: boolean;
}

interface Row {
  readonly name: string;
  readonly precision: number;
  /** Of the smallest and the largest power of two with a full significand. */
  readonly exponents: readonly [min: number, max: number];
  /** All codes of the largest exponent are finite when left out, and there are infinities beyond. */
  readonly largest?: number;
  readonly infinities?: false;
}

function format({ name, precision, exponents, ...rest }: Row): NumberFormat {
  const [minExponent, maxExponent] = exponents;
  const { largest = (2 - 2 ** (1 - precision)) * 2 ** maxExponent, infinities = true } = rest;
  const unitRoundoff = 2 ** -precision;
  const smallest = 2 ** (minExponent - (precision - 1));
  return { name, precision, minExponent, maxExponent, unitRoundoff, smallest, largest, infinities };
}

/** IEEE 754-2019 table 3.5: emin = 1 − emax. */
function ieee(name: string, precision: number, maxExponent: number): NumberFormat {
  return format({ name, precision, exponents: [1 - maxExponent, maxExponent] });
}

/**
 * The formats of tensors, those that may be computed in first: IEEE 754-2019 table 3.5; bfloat16 (float32 cut to 8 bits); OCP 8-bit
 * Floating Point Specification 1.0 (e5m2, and e4m3 without infinities); their `fnuz` forms without
 * infinities and without −0 (Noune et al., arXiv 2206.02915); and e2m1 of OCP Microscaling Formats 1.0,
 * which has numbers alone. Names as in PyTorch and ml_dtypes.
 */
export const formats = {
  float64: ieee('float64', 53, 1023),
  float32: ieee('float32', 24, 127),
  bfloat16: ieee('bfloat16', 8, 127),
  float16: ieee('float16', 11, 15),
  float8_e5m2: ieee('float8_e5m2', 3, 15),
  float8_e4m3fn: format({
    ...{ name: 'float8_e4m3fn', precision: 4, exponents: [-6, 8] },
    ...{ largest: 448, infinities: false }, // the last code of the largest exponent is NaN
  }),
  float8_e5m2fnuz: format({
    ...{ name: 'float8_e5m2fnuz', precision: 3, exponents: [-15, 15], infinities: false },
  }),
  float8_e4m3fnuz: format({
    ...{ name: 'float8_e4m3fnuz', precision: 4, exponents: [-7, 7], infinities: false },
  }),
  float4_e2m1fn: format({
    ...{ name: 'float4_e2m1fn', precision: 2, exponents: [0, 2], infinities: false },
  }),
} as const satisfies Record<TensorFormat, NumberFormat>;

/**
 * The formats of scales. e8m0 of OCP Microscaling Formats 1.0 is an exponent alone: powers of two from 2^−127
 * to 2^127.
 */
export const scaleFormats = {
  float8_e8m0fnu: format({
    ...{ name: 'float8_e8m0fnu', precision: 1, exponents: [-127, 127], infinities: false },
  }),
  float8_e4m3fn: formats.float8_e4m3fn,
  float32: formats.float32,
} as const satisfies Record<ScaledFormat['scales'], NumberFormat>;

/** float32 with the significand of float16: what operands are rounded to, and nothing is stored in. */
export const tf32: NumberFormat = ieee('tf32', 11, 127);

/** So many products, and the sum so far, are aligned to the largest, cut off and added at once. */
export interface Fused {
  readonly terms: number;
  /** The smallest normal number of the operands: those below have its exponent. */
  readonly normal: number;
}

/** A factor whose entries are codes times scales. */
export interface CodedFactor {
  /** The largest code; where codes are of several formats, of any of them, and the least of these. */
  readonly largest: number;
  readonly least: number;
  /** The smallest code. */
  readonly smallest: number;
  /** Significand bits of scales. */
  readonly bits: number;
  /** Where entries are multiplied by a global scale besides: the largest scale of a block, and the smallest. */
  readonly withGlobal?: { readonly largest: number; readonly smallest: number } | undefined;
}

/** Sums of products of such factors. */
export interface CodedSums {
  readonly left?: CodedFactor | undefined;
  readonly right?: CodedFactor | undefined;
  /** The largest finite number of what is on the way to a sum. */
  readonly range: number;
}

/** What partial sums are rounded to. */
export interface SumFormat extends NumberFormat {
  readonly fused?: Fused | undefined;
  /** They are not rounded to another format here: how they are stored is looked at apart. */
  readonly isKept?: true;
  /** It is said what they are kept in, or what operands are rounded to: nobody multiplies short ones in parts. */
  readonly isSaid?: true | undefined;
  readonly coded?: CodedSums | undefined;
}

/** η of a format whose subnormal numbers are taken for 0: room for one such loss in each product, and in each sum. */
export function flushing(format: NumberFormat): NumberFormat {
  return { ...format, smallest: 2 * smallestNormal(format) };
}

/** The smallest positive number with a full significand. */
export function smallestNormal({ minExponent }: NumberFormat): number {
  return 2 ** minExponent;
}

/** The name of a format that may be computed in. */
export type FormatName = Subject['numberFormat'];

/** The names of the formats that may be computed in, the widest first. */
export const formatNames: readonly FormatName[] = ['float64', 'float32', 'bfloat16', 'float16'];

/** The names of the formats of codes: what nothing is computed in. */
// SAFETY: those that are left when the others are taken out.
export const codeFormatNames = Object.keys(formats).filter(
  (name) => !formatNames.some((wide) => wide === name),
) as readonly ScaledFormat['codes'][];

/** The names of all formats that a tensor may be stored in. */
// SAFETY: Object.keys forgets the key type.
export const tensorFormatNames = Object.keys(formats) as readonly TensorFormat[];
