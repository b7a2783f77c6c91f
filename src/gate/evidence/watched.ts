import { comparisonsOf } from '../../property/comparisons-of.ts';
import type { Comparison, Property } from '../../property/property.ts';

/** The same property. `watch` is told each of its comparisons before it is judged. */
export function watched(property: Property, watch: (comparison: Comparison) => void): Property {
  return {
    ...property,
    async *check(question) {
      for await (const comparison of comparisonsOf(property, question)) {
        watch(comparison);
        yield comparison;
      }
    },
  };
}
