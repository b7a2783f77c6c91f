/** The oracle: a problem as JSON in, its exact gradients with radii as JSON out. */
import { at } from '../at.ts';
import type { Options } from '../contract/subject.ts';
import { formats } from '../number/formats.ts';
import { exponentOf, round } from '../number/round.ts';
import {
  type Factors,
  factorsOf,
  forwardFactors,
  sharedFactors,
} from '../problem/derive/factors.ts';
import { algorithmNamed, formatNamed, isObject } from '../vectors/check-results.ts';
import { decodeGiven, wrong } from '../vectors/tensor.ts';
import type { JsonBalls, JsonGiven } from '../vectors/vector.ts';
import { encodeExpected, firstForeign } from './encode-expected.ts';
import { exactProduct } from './exact-product.ts';
import { expectedOf, stored } from './expected-of.ts';
import { type Question, questionOf } from './question.ts';

/** With `exact` also every value in full, as a decimal. */
export type OracleAnswer = Readonly<
  Record<string, (JsonBalls & { readonly exact?: readonly string[] }) | string>
>;

/**
 * The gradients of a problem that is written like a case of the golden vectors, with `numberFormat`
 * (float64 when left out), `algorithm` and `exact` beside its operands.
 * @throws GradgateError FORMAT, naming the first thing that is wrong with it
 */
export function consult(problem: unknown): OracleAnswer {
  if (!isObject(problem)) throw wrong('the problem', 'an object with X, W and dY', problem);
  const { numberFormat = 'float64', exact = false } = problem;
  const algorithm = algorithmNamed(problem['algorithm']);
  if (typeof exact !== 'boolean') throw wrong('exact', 'true or false', exact);
  const format = formats[formatNamed(numberFormat)];
  const { X, W, dY, options } = problem;
  checkOptions(options);
  // SAFETY: tensors are looked at where they are decoded, and options have just been.
  const given = decodeGiven({ X, W, dY, ...(options ? { options } : {}) } as JsonGiven);
  const foreign = firstForeign(given, format);
  if (foreign !== undefined) {
    const nearest = round(foreign.value, format);
    throw wrong(foreign.where, `a ${format.name}, such as ${nearest}`, foreign.value);
  }
  const question = questionOf(given);
  const answers = encodeExpected(expectedOf(question, { format, algorithm }));
  return { numberFormat: format.name, ...(exact ? inFull(question, answers) : answers) };
}

const allowed: Readonly<Record<keyof Options, (value: unknown) => boolean>> = {
  transX: isFlag,
  transW: isFlag,
  alpha: isScale,
  beta: isScale,
  bias: isFlag,
  wants: (value) =>
    Array.isArray(value) && value.every((name: unknown) => name === 'dX' || name === 'dW'),
  into: isObject,
  shared: (value) => value === 'X·X' || value === 'X·Xᵀ',
};

function checkOptions(options: unknown): void {
  if (options === undefined) return;
  if (!isObject(options)) throw wrong('options', 'an object', options);
  for (const [name, value] of Object.entries(options)) {
    const holds = Object.entries(allowed).find(([known]) => known === name)?.[1];
    if (holds === undefined) {
      throw wrong('options', `only ${Object.keys(allowed).join(', ')}`, name);
    }
    if (!holds(value)) {
      const expected = holds === isScale ? '0 or a power of two' : 'what the contract allows';
      throw wrong(`options.${name}`, expected, value);
    }
  }
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

/** By which nothing is rounded. */
function isScale(value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  return value === 0 || Math.abs(value) === 2 ** exponentOf(value);
}

/** The answers with their exact decimals. */
function inFull(
  question: Question,
  answers: ReturnType<typeof encodeExpected>,
): Record<string, JsonBalls & { exact?: readonly string[] }> {
  const { problem, options, given } = question;
  if (options.into !== undefined) throw wrong('exact', 'no options.into beside it', 'both');
  const { shared, alpha = 1 } = options;
  const { dX, dW } = shared === undefined ? factorsOf(problem) : sharedFactors(problem, shared);
  const full = (factors: readonly Factors[]): string[] =>
    factors.flatMap((each) => exactProduct(each, alpha));
  const exact: Readonly<Record<Name, () => readonly string[]>> = {
    Y: () => full(forwardFactors(problem)),
    dX: () => inOrder(full(dX), given.X.shape, options.transX),
    dW: () => inOrder(full(dW), given.W.shape, options.transW),
  };
  return Object.fromEntries(
    Object.entries(answers).map(([name, balls]) => {
      // SAFETY: names without a formula of their own find nothing.
      const find = exact[name as Name] as (() => readonly string[]) | undefined;
      return [name, find === undefined ? balls : { ...balls, exact: find() }];
    }),
  );
}

type Name = 'Y' | 'dX' | 'dW';

/** Texts in the order of what is stored transposed. */
function inOrder(
  texts: readonly string[],
  shape: readonly number[],
  transposed: boolean | undefined,
): string[] {
  const places = Float64Array.from(texts, (_, place) => place);
  return Array.from(stored(places, shape, { transposed, back: true }), (place) => at(texts, place));
}
