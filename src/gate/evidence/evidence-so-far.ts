/** What the problems that a property was asked are evidence of. */
import { demandList } from '../../../claims/index.ts';
import { exactKinds } from '../../problem/draw/entries.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import { shapeClass } from '../../problem/shape-class.ts';
import type { Comparison, Property } from '../../property/property.ts';
import {
  type Evidence,
  type Feature,
  type LedgerLine,
  noEvidence,
  together,
} from '../../verdict/evidence.ts';
import { closenessOf } from './closeness-of.ts';

/** Adds up evidence, as long as it counts. */
export class EvidenceSoFar {
  readonly #counts: () => boolean;
  #drawn = noEvidence;
  #closest = 0;

  constructor(counts: () => boolean) {
    this.#counts = counts;
  }

  get evidence(): Evidence {
    return this.#closest === 0 ? this.#drawn : { ...this.#drawn, closest: this.#closest };
  }

  /** A problem that is asked. */
  drawn(problem: Problem, property: Property): void {
    if (this.#counts()) this.#drawn = together(this.#drawn, evidenceOf(problem, property));
  }

  /** A comparison that is about to be judged. */
  compared(comparison: Comparison): void {
    if (!this.#counts() || comparison.kind === 'fact' || comparison.bits) return;
    this.#closest = Math.max(this.#closest, closenessOf(comparison));
  }
}

/** What one problem is evidence of, for a property. */
export function evidenceOf(problem: Problem, { compares = [] }: Property): Evidence {
  const matrices = [problem.X, problem.W, problem.dY];
  const zeros = matrices.map((matrix) => matrix.toArray().filter((entry) => entry === 0).length);
  return {
    features: Object.fromEntries(featuresOf(problem).map((feature) => [feature, 1])),
    entries: sum(matrices.map(({ rows, cols }) => rows * cols)),
    zeros: sum(zeros),
    ledger: compares.flatMap((gradient) => lineOf(problem, gradient) ?? []),
  };
}

function featuresOf(problem: Problem): Feature[] {
  const { drawn } = problem;
  const extents = Object.values(shapeOf(problem));
  const exact = exactKinds.some((kind) => kind === drawn?.kind);
  const features: [Feature, boolean][] = [
    ['exact', exact],
    ['rounded', drawn !== undefined && !exact],
    ['saturating', drawn?.kind === 'saturating'],
    ['extent 0', extents.includes(0)],
    ['extent 1', extents.includes(1)],
    ['extent above 8', extents.some((extent) => extent > 8)],
    ...demandList.map(({ feature, has }): [Feature, boolean] => [feature, has(problem)]),
  ];
  return features.flatMap(([feature, has]) => (has ? feature : []));
}

/**
 * The probability that a wrong gradient agrees with the right one on such a problem, when it is
 * bilinear in the two operands that the formula multiplies, as every wrong index, transpose, sign,
 * bound or factor is. The difference is a polynomial that is linear in each of the two; drawn
 * independently, one of them is mapped to 0 with at most the probability of its likeliest value
 * (Schwartz, J. ACM 27 (1980) 701; Zippel 1979). Exact problems alone count: nothing is rounded away.
 */
function lineOf({ drawn, ...problem }: Problem, gradient: 'dX' | 'dW'): LedgerLine | undefined {
  if (drawn?.likeliest === undefined) return undefined;
  const { X, W, dY } = drawn.likeliest;
  const other = gradient === 'dX' ? W : X;
  const survival = other + (1 - other) * dY;
  if (survival >= 1) return undefined;
  return { gradient, shapes: shapeClass(shapeOf(problem)), problems: 1, survival };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
