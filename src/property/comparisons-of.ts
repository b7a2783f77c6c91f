import { missingGradients } from '../../claims/existing-gradients.ts';
import { gradientsNamed } from './gradients-named.ts';
import type { Comparison, Property, Question } from './property.ts';

/** What must agree, without what is about a gradient that the subject says it has not. */
export async function* comparisonsOf(
  property: Property,
  question: Question,
): AsyncGenerator<Comparison> {
  const missing = missingGradients(question.claims);
  for await (const comparison of property.check(question)) {
    if (!gradientsNamed(comparison.where).some((name) => missing.includes(name))) yield comparison;
  }
}
