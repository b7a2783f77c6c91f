import { at } from '../at.ts';
import type { Given } from '../contract/subject.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import { isObject } from '../wire/is-object.ts';
import { encodeExpected, type JsonBalls, type JsonExpected } from '../wire/json-balls.ts';
import { decodeGiven } from '../wire/json-given.ts';
import { malformed } from '../wire/malformed.ts';
import { type Said, saidFields, saidIn } from '../wire/said-in.ts';
import { arithmeticsOf } from './arithmetic.ts';
import { exactProduct } from './exact-product.ts';
import { asStored, expectedOf } from './expected-of.ts';
import { firstForeign } from './first-foreign.ts';
import { heldAs, type Question, questionOf } from './question-of.ts';
import { forwardSums, type Sum, sumsOf } from './sums-of.ts';

/** What is said of the arithmetic, and the answers; with `exact`, their decimals in full, too. */
export type OracleAnswer = Readonly<Record<string, unknown>>;

/** Fields of a problem, and what a case of the vectors has beside it. */
const known: readonly string[] = [
  ...['X', 'W', 'dY', 'groups', 'options', ...saidFields, 'weight', 'exact'],
  ...['id', 'source', 'flags', 'note', 'faults', 'shape', 'expected'],
];

/**
 * The gradients of a problem that is written like a case of the golden vectors, with `numberFormat`
 * (float64 when left out), what else is said (`saidIn`), `weight` and `exact` beside its operands.
 * @throws GradgateError FORMAT, naming the first thing that is wrong with it
 */
export function consult(problem: unknown): OracleAnswer {
  if (!isObject(problem)) throw malformed('the problem', 'an object with X, W and dY', problem);
  const unknown = Object.keys(problem).find((name) => !known.includes(name));
  if (unknown !== undefined) throw malformed('the problem', `only ${known.join(', ')}`, unknown);
  const { numberFormat = 'float64', exact = false } = problem;
  const said = saidIn({ ...problem, numberFormat });
  if (typeof exact !== 'boolean') throw malformed('exact', 'true or false', exact);
  const given = heldAs(decodeGiven(problem), problem['weight']);
  refuseForeign(given, said);
  const question = questionOf(given);
  const answers = encodeExpected(expectedOf(question, arithmeticsOf(said, said.claims)));
  const { claims, ...formats } = said;
  return { ...formats, ...claims, ...(exact ? inFull(question, answers) : answers) };
}

/** @throws GradgateError FORMAT, where an entry is no number of its format */
function refuseForeign(given: Given, said: Said): void {
  const foreign = firstForeign(given, tensorFormats(said));
  if (foreign === undefined) return;
  throw malformed(foreign.where, foreign.expected, foreign.value);
}

/** The answers with their exact decimals. */
function inFull(
  { problem, terms, given }: Question,
  answers: JsonExpected,
): Record<string, JsonBalls & { exact?: readonly string[] }> {
  const { into, transX, transW } = given.options ?? {};
  if (into !== undefined) throw malformed('exact', 'no options.into beside it', 'both');
  const { dX = [], dW = [] } = sumsOf(problem, terms);
  const decimalsOf = (sums: readonly Sum[]): string[] => sums.flatMap(exactProduct);
  const exact: Readonly<Record<string, () => readonly string[]>> = {
    Y: () => decimalsOf(forwardSums(problem)),
    dX: () => inOrder(decimalsOf(dX), given.X.shape, transX),
    dW: () => inOrder(decimalsOf(dW), given.W.shape, transW),
  };
  const entries = Object.entries(answers).map(([name, balls]) => {
    const find = exact[name];
    return [name, find === undefined ? balls : { ...balls, exact: find() }] as const;
  });
  return Object.fromEntries(entries);
}

/** Texts in the order of what is stored transposed. */
function inOrder(
  texts: readonly string[],
  shape: readonly number[],
  transposed = false,
): readonly string[] {
  if (!transposed) return texts;
  const places = Float64Array.from(texts, (_, place) => place);
  return Array.from(asStored(places, shape), (place) => at(texts, place));
}
