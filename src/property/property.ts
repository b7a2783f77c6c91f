import type { AllGradients, HeldCall } from '../call/read-gradients.ts';
import type { Variant } from '../call/variant.ts';
import type { Balls } from '../certified/balls.ts';
import type { Claims } from '../contract/subject.ts';
import type { NumberFormat } from '../number/formats.ts';
import type { TensorFormats } from '../number/tensor-formats.ts';
import type { Gradients } from '../oracle/right-gradients.ts';
import type { Draw } from '../problem/draw/draw.ts';
import type { EntryKind } from '../problem/draw/draw-entries.ts';
import type { ProductName } from '../problem/large/large-problem.ts';
import type { Problem } from '../problem/problem.ts';
import type { Shape } from '../problem/shape.ts';
import type { Needing } from './need.ts';

/** The paper's number for what a property states. */
export type Citation =
  | 'definition'
  | 'eq. (1)'
  | 'eq. (2)'
  | 'eq. (3)'
  | 'step 2'
  | 'step 3'
  | 'symmetry'
  | 'eq. (1), (2)';

/** One law of every correct backward pass. How closely it must hold is the gate's business. */
export interface Property extends Needing {
  readonly id: string;
  readonly cites: Citation;
  /** The law in one sentence, in the present tense, of at most 100 characters. */
  readonly statement: string;
  /** The law in LaTeX, where a formula says it; `npm run derive` makes it MathML. */
  readonly equation?: string;
  /** Which problems it wants, when not all. */
  readonly wants?: Wants;
  /** Which gradients of the problem itself are compared, as a whole, with their formulas. */
  readonly compares?: readonly ('dX' | 'dW')[];
  /** The product that it states, which can be probed where it is too large to be multiplied out. */
  readonly product?: ProductName;
  /** The comparisons that must agree. It judges nothing and catches nothing. */
  check(question: Question): AsyncIterable<Comparison>;
}

/** Narrows the problems that a property is checked on. */
export interface Wants {
  readonly fixed?: Partial<Shape>;
  readonly extent?: number;
  readonly volume?: number;
  readonly kinds?: readonly EntryKind[];
  /** Exactly these shapes, one problem each, instead of drawn ones. */
  readonly shapes?: readonly Shape[];
  /** m, n and k are equal. */
  readonly square?: boolean;
  /** One or two of the extents are 0. */
  readonly empty?: boolean;
  /** With batch axes: the same ones on X and W, on every second problem or on all; or any that join. */
  readonly batch?: 'sometimes' | 'leading' | 'broadcast';
  /** Rows are of groups, each with a matrix of its own. */
  readonly groups?: true;
  /** It puts numbers of one operand in the place of another: they must be numbers of both. */
  readonly moves?: true;
  /** Calls that ask for any set of what is claimed, of any problem that is claimed; or operands alone. */
  readonly joint?: true | 'operands';
  /** Not one problem but sequences of them, one call after another. */
  readonly sequence?: boolean;
}

/** One problem, and ways to ask the subject about it and about problems made from it. */
export interface Question {
  readonly problem: Problem;
  /** A format whose numbers any operand may have. */
  readonly format: NumberFormat;
  /** The format of every tensor. */
  readonly formats: TensorFormats;
  /** What every sum can be rounded to without a loss, whatever it becomes. */
  readonly sums: NumberFormat;
  readonly claims: Claims;
  /** Random choices on top of the problem; the same for the same problem. */
  readonly draw: Draw;
  backward(problem: Problem): Promise<Gradients>;
  /** The gradients for a variant; what it does not ask for is 0×0. */
  ask(problem: Problem, variant: Variant): Promise<AllGradients>;
  readonly hasForward: boolean;
  forward(operands: Omit<Problem, 'dY' | 'salt'>): Promise<Balls<'m', 'k'>>;
  /** A call whose answer is kept, for properties about the call itself. */
  hold(problem: Problem): Promise<HeldCall>;
  /** The answer of a call as balls: as it was given, and as it is now. */
  read(problem: Problem, call: HeldCall): Gradients;
  readAgain(problem: Problem, call: HeldCall): Promise<Gradients>;
}

/** Two sides that must be equal. */
export type Comparison = Agreement | Fact;

/** Two matrices: every pair of balls must meet or, when `bits`, every pair of midpoints be equal. */
export interface Agreement {
  readonly kind: 'agreement';
  /** Which quantity: "dX", "row 2 of dX". It names the gradient: of one that is not there, none is. */
  readonly where: string;
  readonly actual: Balls;
  readonly expected: Balls;
  readonly bits: boolean;
  /** The problem as the subject saw it, when it is not the question's own. */
  readonly asked?: Problem;
  /** What a wrong entry says about itself, beyond its value. */
  readonly explain?: (actual: number, i: number, j: number) => string;
}

/** Something that is so or not, such as "the inputs are unchanged". */
export interface Fact {
  readonly kind: 'fact';
  readonly where: string;
  readonly holds: boolean;
  readonly expected: string;
  readonly actual: string;
  /** The problem as the subject saw it, when it is not the question's own. */
  readonly asked?: Problem;
}

/** `actual` and `expected` are the same within their radii: exactly, where both radii are 0. */
export function agree(where: string, actual: Balls, expected: Balls): Agreement {
  return { kind: 'agreement', where, actual, expected, bits: false };
}

/** `actual` and `expected` are the same numbers, whatever their radii. */
export function identical(where: string, actual: Balls, expected: Balls): Agreement {
  return { kind: 'agreement', where, actual, expected, bits: true };
}

/** A statement about the call that holds or does not. */
export function fact(where: string, sides: Omit<Fact, 'kind' | 'where'>): Fact {
  return { kind: 'fact', where, ...sides };
}
