import { type Disagreement, isEnd } from './disagreement.ts';
import { fullBudget, noBudget, type ShrinkBudget, smallBudget } from './shrink-budget.ts';
import { gradientsIn, wayOf } from './way-of.ts';

/**
 * The failures of one run that look alike. When a fault is everywhere, most properties fail: the
 * first of them is shrunk in full, the others a little.
 */
export class Families {
  /** By what its failure looks like, the property that was shrunk in full. */
  readonly #first = new Map<string, string>();

  /** What may be spent on a property that fails so. */
  budgetFor(id: string, disagreement: Disagreement): ShrinkBudget {
    const family = familyOf(disagreement);
    const first = this.#first.get(family) ?? id;
    this.#first.set(family, first);
    if (first === id) return fullBudget;
    return isEnd(disagreement) ? noBudget(first) : smallBudget(first);
  }
}

/** Wrong entries of one gradient are of one family, whatever they were compared with. */
function familyOf(disagreement: Disagreement): string {
  const gradients = gradientsIn(disagreement);
  if (disagreement.kind !== 'entries' || gradients.length === 0) return wayOf(disagreement);
  return gradients.join(' and ');
}
