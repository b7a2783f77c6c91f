/** `gradgate`: the contract of a subject, the reference, and the verdict. */
export { type FormatName, formats } from './format/format.ts';
export { Matrix } from './matrix/matrix.ts';
export { forward, gradW, gradX } from './reference/backprop.ts';
export { reference } from './subject/reference-subject.ts';
export type { Answer, Claims, Operand, Subject } from './subject/subject.ts';
export type { Counterexample, PropertyVerdict, Verdict } from './verdict/verdict.ts';
