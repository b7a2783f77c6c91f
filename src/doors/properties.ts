/** `gradgate/properties`: the catalogue as data, and what runs it with fast-check alone. */
export { properties } from '../../properties/index.ts';
export { applies, assertHolds, problemsFor } from '../gate/judge/assert-holds.ts';
export type { Problem } from '../problem/problem.ts';
export type { Property } from '../property/property.ts';
