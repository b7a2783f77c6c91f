import { type CodedError, codedError, type Extremes } from '../certified/coded-error.ts';
import { defined } from '../defined.ts';
import { smallestNormal } from '../number/formats.ts';
import type { OperandFormats } from '../number/tensor-formats.ts';
import type {
  BlockScales,
  EntryRule,
  Fractions,
  WholeNumbers,
} from '../problem/large/entry-rule.ts';
import type { EntryRules } from '../problem/large/fill.ts';
import type { LargeProblem, ProductName } from '../problem/large/large-problem.ts';
import type { Arithmetic } from './arithmetic.ts';

/** The operands that a product multiplies, and the axis that it sums over. */
const products = {
  Y: { left: 'X', right: 'W', third: 'dY', along: 'n', thin: 'row' },
  dX: { left: 'dY', right: 'W', third: 'X', along: 'k', thin: 'row' },
  dW: { left: 'X', right: 'dY', third: 'W', along: 'm', thin: 'column' },
} as const;

/** Rows and columns of a product. */
const across = { Y: ['m', 'k'], dX: ['m', 'n'], dW: ['n', 'k'] } as const;

/** The numbers by which an exact product is probed have at least so many bits. */
const probeBits = 16;

/** What entries may be: of this product, in this arithmetic. */
export interface Sizing {
  readonly product: ProductName;
  readonly arithmetic: Arithmetic;
  readonly formats: OperandFormats;
}

/**
 * How many bits whole sums of a problem may have: so many that no partial sum is rounded, in any order;
 * nor, of an `exact` problem, the stored result, nor what a probe of it sums up. One bit less, where it is
 * added to what is there, and one where it is scaled: by a power of two, of 1/2 to 2.
 */
export function sumBits(problem: LargeProblem, { product, arithmetic }: Sizing): number {
  const { shape, kind, variant } = problem;
  const { accumulator, throughout, format } = arithmetic;
  const summed = (accumulator ?? throughout).precision;
  if (kind === 'saturating') {
    const largest = Math.min(format.largest, accumulator?.largest ?? format.largest);
    return Math.min(summed, 53, Math.floor(Math.log2(largest)));
  }
  const [rows, columns] = across[product].map((axis) => shape[axis]);
  const probed = 53 - probeBits - Math.ceil(Math.log2(Math.min(rows ?? 1, columns ?? 1)));
  const room = (variant?.into === 'accumulate' ? 1 : 0) + (variant?.alpha === undefined ? 0 : 1);
  return Math.min(summed, throughout.precision, format.precision, probed) - room;
}

/** Whether a problem can have entries of this kind, in this arithmetic. */
export function isOffered(problem: LargeProblem, sizing: Sizing): boolean {
  const { arithmetic } = sizing;
  const { algorithm } = arithmetic;
  if (problem.kind !== 'rounded' && !errorOfScales(problem, sizing).isLossless) return false;
  if (algorithm === 'strassen') return problem.kind === 'exact' && factorsFor(problem, sizing) > 0;
  if (problem.kind === 'exact') return true;
  if (problem.kind === 'rounded') {
    const { left, right } = products[sizing.product];
    return [left, right].every((name) => fractionsOf(problem, sizing, name).bits > 1);
  }
  return sumBits(problem, sizing) > sumBits({ ...problem, kind: 'exact' }, sizing);
}

/** The entries of a problem. */
export function entryRules(problem: LargeProblem, sizing: Sizing): EntryRules {
  const { left, right, third, along, thin } = products[sizing.product];
  const small: EntryRule = { kind: 'whole', largest: 2, grows: false };
  if (problem.kind === 'rounded') {
    const rule = (name: Name) => fractionsOf(problem, sizing, name);
    return rulesOf([left, rule(left)], [right, rule(right)], [third, small]);
  }
  const terms = problem.shape[along];
  const scales = scalesIn(problem, sizing);
  const capacity = factorsFor(problem, sizing) / 2 ** Object.keys(scales).length;
  const most = (name: Name): number => (problem.small ? 3 : largestOf(sizing, name));
  const every = Math.ceil(terms / Math.max(1, capacity));
  const room = Math.max(1, capacity / Math.ceil(terms / every));
  const one = Math.max(1, Math.min(most(left), Math.floor(Math.sqrt(room))));
  const other = Math.max(1, Math.min(most(right), Math.floor(room / one)));
  const whole = (name: Name, largest: number): WholeNumbers => ({
    ...{ kind: 'whole', largest, grows: problem.grows },
    ...defined({ scales: scales[name] }),
  });
  const first = whole(left, one);
  const thinned = every > 1 ? { ...first, thin: { along: thin, every } } : first;
  return rulesOf([left, thinned], [right, whole(right, other)], [third, small]);
}

/**
 * The scales of the factors that are coded: of some blocks twice those of the others. None, where sums of whole
 * numbers have no room for them.
 */
function scalesIn(problem: LargeProblem, sizing: Sizing): Partial<Record<Name, BlockScales>> {
  const { product, formats } = sizing;
  const { left, right, along } = products[product];
  const { shape, kind, small } = problem;
  const coded = [left, right].flatMap((name): [Name, BlockScales][] => {
    const block = formats[name].coding?.block;
    return block === undefined ? [] : [[name, { block, height: name === 'W' ? shape.n : shape.m }]];
  });
  const least = 8 * 2 ** coded.length * shape[along];
  if (kind !== 'rounded' && (small || factorsFor(problem, sizing) < least)) return {};
  return Object.fromEntries(coded);
}

/** What multiplying by scales may lose, of the codes and scales of these entries. */
export function errorOfScales(problem: LargeProblem, sizing: Sizing): CodedError {
  const { left, right, along } = products[sizing.product];
  const { accumulator, throughout } = sizing.arithmetic;
  const rules = entryRules(problem, sizing);
  const extremes = [extremesOf(rules[left]), extremesOf(rules[right])] as const;
  return codedError(extremes, problem.shape[along], accumulator ?? throughout);
}

function extremesOf(rule: EntryRule): Extremes {
  const scaled = rule.scales === undefined ? 1 : 2;
  if (rule.kind === 'whole') return { unit: 1, largest: scaled * rule.largest, least: 1 };
  const unit = (2 * rule.scale) / 2 ** rule.bits;
  return { unit, largest: scaled * rule.scale, least: unit };
}

type Name = 'X' | 'W' | 'dY';
type Named = readonly [Name, EntryRule];

function rulesOf(...rules: readonly [Named, Named, Named]): EntryRules {
  // SAFETY: a product has two of the three operands, and the third is the other.
  return Object.fromEntries(rules) as unknown as EntryRules;
}

/** Σ|a||b| of a sum at most; of Strassen's recursion, where its sums fit as well (`strassenBound`). */
function factorsFor(problem: LargeProblem, sizing: Sizing): number {
  const bits = sumBits(problem, sizing);
  if (sizing.arithmetic.algorithm !== 'strassen') return 2 ** bits;
  const { shape } = problem;
  const levels = Math.ceil(Math.log2(Math.max(shape.m, shape.n, shape.k)));
  const each = Math.floor(2 ** (sizing.arithmetic.throughout.precision - 1) / 9 ** levels);
  const terms = shape[products[sizing.product].along];
  return Math.min(2 ** bits, each * terms);
}

/** Whole numbers up to here are numbers of an operand, also once it is rounded to be multiplied. */
function largestOf({ formats, arithmetic }: Sizing, name: Name): number {
  const { multiplies } = arithmetic;
  const bits = Math.min(formats[name].precision, multiplies?.precision ?? 53, 26);
  return 2 ** bits;
}

/**
 * Entries of a rounded problem: numbers of their operand, none of which is subnormal where that costs more than a
 * rounding: where operands are rounded to be multiplied, are aligned to normal numbers, or may be flushed.
 */
function fractionsOf(problem: LargeProblem, sizing: Sizing, name: Name): Fractions {
  const { product, arithmetic, formats } = sizing;
  const { multiplies, throughout } = arithmetic;
  const scales = scalesIn(problem, sizing)[name];
  const most = scaleFor(problem.shape[products[product].along], arithmetic);
  const scale = scales === undefined ? most : most / 2;
  const normals = [multiplies ? smallestNormal(multiplies) : 0, throughout.fused?.normal ?? 0];
  const least = Math.max(scales === undefined ? formats[name].smallest : 0, ...normals);
  const full = Math.min(53, formats[name].precision + 1); // one of them is the sign
  const bits = Math.min(full, Math.log2((2 * scale) / least));
  return { kind: 'fractions', bits, scale, ...defined({ scales }) };
}

/** So small that no sum of so many products overflows; a power of two. */
function scaleFor(terms: number, { format, accumulator, throughout }: Arithmetic): number {
  const largest = Math.min(format.largest, (accumulator ?? throughout).largest);
  const bits = Math.max(0, Math.ceil(Math.log2((4 * terms) / largest)));
  return 2 ** -Math.ceil(bits / 2);
}

/** Σ|a||b| of every sum at most. */
export function largestSum(problem: LargeProblem, sizing: Sizing): number {
  const { along } = products[sizing.product];
  const terms = problem.shape[along];
  if (problem.kind === 'rounded') return terms * scaleFor(terms, sizing.arithmetic) ** 2;
  return 2 ** sumBits(problem, sizing);
}
