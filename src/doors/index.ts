/** `gradgate`: the contract of a subject, the reference, and the verdict. */

export {
  type CheckOptions,
  defineConfig,
  type GradgateConfig,
} from '../cli/config/gradgate-config.ts';
export { reference } from '../contract/reference.ts';
export type { Answer, Claims, Operand, Subject } from '../contract/subject.ts';
export { Matrix } from '../matrix/matrix.ts';
export { type FormatName, formats } from '../number/formats.ts';
export { forward, gradW, gradX } from '../reference/backprop.ts';
export type { Counterexample } from '../verdict/counterexample.ts';
export type { PropertyVerdict } from '../verdict/property-verdict.ts';
export type { Verdict } from '../verdict/verdict.ts';
