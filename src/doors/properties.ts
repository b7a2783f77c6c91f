/**
 * `gradgate/properties`: the catalogue as data, what runs it with fast-check alone, and what a law of
 * your own is made of.
 */
export { properties } from '../../properties/index.ts';
export type { Ball } from '../certified/ball.ts';
export { Balls, inner } from '../certified/balls.ts';
export { certifiedProduct } from '../certified/certified-product.ts';
export { applies, assertHolds, problemsFor } from '../gate/judge/assert-holds.ts';
export type { Problem } from '../problem/problem.ts';
export {
  type Agreement,
  agree,
  type Comparison,
  type Fact,
  fact,
  identical,
  type Property,
  type Question,
  type Wants,
} from '../property/property.ts';
