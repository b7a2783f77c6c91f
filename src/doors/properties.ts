/**
 * `gradgate/properties`: the catalogue as data, what runs it with fast-check alone, and what a law of
 * your own is made of.
 */
export type { ClaimedNeed } from '../../claims/index.ts';
export { properties } from '../../properties/index.ts';
export type { LaidOut } from '../call/lay-out.ts';
export type { AllGradients, HeldCall } from '../call/read-gradients.ts';
export type { Addends, Turns, Variant } from '../call/variant.ts';
export type { Ball } from '../certified/ball.ts';
export { Balls, inner } from '../certified/balls.ts';
export { certifiedProduct } from '../certified/certified-product.ts';
export { applies, assertHolds, problemsFor } from '../gate/judge/assert-holds.ts';
export type { Coding } from '../number/coding.ts';
export type { OperandFormat, OperandFormats, TensorFormats } from '../number/tensor-formats.ts';
export type { Gradients } from '../oracle/right-gradients.ts';
export type { Batch } from '../problem/batch.ts';
export type { AccumulatedKind } from '../problem/draw/accumulated-entries.ts';
export type { Draw } from '../problem/draw/draw.ts';
export type { EntryKind } from '../problem/draw/draw-entries.ts';
export type { DrawnVariant } from '../problem/drawn-variant.ts';
export type { Layout } from '../problem/layout.ts';
export type { Drawn, Problem } from '../problem/problem.ts';
export type { Shape } from '../problem/shape.ts';
export type { Need } from '../property/need.ts';
export {
  type Agreement,
  agree,
  type Citation,
  type Comparison,
  type Fact,
  fact,
  identical,
  type Property,
  type Question,
  type Wants,
} from '../property/property.ts';
