/** What the problems that a property was asked are evidence of. */
import { demandList } from '../../../claims/index.ts';
import { at } from '../../at.ts';
import { exactKinds, roundedKinds } from '../../problem/draw/draw-entries.ts';
import { rowsInGroups } from '../../problem/grouped.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import { shapeClass } from '../../problem/shape-class.ts';
import type { Comparison, Property } from '../../property/property.ts';
import { extentClass, extentClasses } from '../../verdict/drawn-counts.ts';
import {
  type Evidence,
  type Feature,
  type LedgerLine,
  noEvidence,
  together,
} from '../../verdict/evidence.ts';
import { boundsOf } from './bounds-of.ts';
import { closenessOf } from './closeness-of.ts';
import { drawnOf } from './drawn-of.ts';

/** Adds up evidence, as long as it counts. */
export class EvidenceSoFar {
  readonly #counts: () => boolean;
  readonly #isExact: IsExact;
  #evidence = noEvidence;
  // Of comparisons, of which there are many.
  #entries = 0;
  #vacuous = 0;
  #closest = 0;
  /** Of the problem that is asked: how long the sums of each product are. */
  #lengths: Readonly<Record<string, number>> = {};
  readonly #tenths = new Map<string, number[]>();

  constructor(counts: () => boolean, isExact: IsExact) {
    this.#counts = counts;
    this.#isExact = isExact;
  }

  get evidence(): Evidence {
    const bounds = { entries: this.#entries, vacuous: this.#vacuous };
    const met = [...this.#tenths].filter(([, tenths]) => tenths.some((count) => count > 0));
    // Where nothing came at all it is `noEvidence` itself, by which that is told apart.
    if (bounds.entries === 0 && met.length === 0) return this.#evidence;
    const distances = Object.fromEntries(met.map(([length, tenths]) => [length, [...tenths]]));
    return together(this.#evidence, {
      ...{ ...noEvidence, bounds, closest: this.#closest },
      ...(met.length > 0 && { distances }),
    });
  }

  /** All that came, where problems were left out that should not have been: why, if any. */
  leaving(unasked: string | undefined): Evidence {
    const { evidence } = this;
    return unasked === undefined || !this.#counts() ? evidence : { ...evidence, unasked };
  }

  /** A problem that is asked. */
  drawn(problem: Problem, property: Property): void {
    if (!this.#counts()) return;
    const { m, n, k } = shapeOf(problem);
    // Elsewhere these names are of sums of other problems, too.
    const isPlain = problem.batch === undefined && property.product !== undefined;
    this.#lengths = isPlain ? { dX: k, dW: m, Y: n } : {};
    this.#evidence = together(this.#evidence, evidenceOf(problem, property, this.#isExact));
  }

  /** A comparison that is about to be judged. */
  compared(comparison: Comparison): void {
    if (!this.#counts() || comparison.kind === 'fact' || comparison.bits) return;
    const { entries, vacuous } = boundsOf(comparison);
    this.#entries += entries;
    this.#vacuous += vacuous;
    const closest = closenessOf(comparison, this.#tenthsFor(comparison.where));
    this.#closest = Math.max(this.#closest, closest);
  }

  #tenthsFor(where: string): number[] {
    const summed = this.#lengths[where];
    const length = summed === undefined ? 'other' : at(extentClasses, extentClass(summed));
    const tenths = this.#tenths.get(length) ?? Array<number>(10).fill(0);
    this.#tenths.set(length, tenths);
    return tenths;
  }
}

/** Whether no entry of a gradient may be rounded: every radius is 0. */
export type IsExact = (problem: Problem, gradient: 'dX' | 'dW') => boolean;

/** What one problem is evidence of, for a property. */
export function evidenceOf(
  problem: Problem,
  { compares = [] }: Property,
  isExact: IsExact,
): Evidence {
  const isEmpty = multipliesNothing(problem);
  return {
    features: Object.fromEntries(featuresOf(problem).map((feature) => [feature, 1])),
    problems: isEmpty ? 0 : 1,
    mostlyZero: !isEmpty && isMostlyZero(problem) ? 1 : 0,
    sizes: sizesOf(problem),
    bounds: noEvidence.bounds,
    drawn: drawnOf(problem),
    ledger: compares.flatMap((gradient) => {
      const line = isEmpty ? undefined : lineOf(problem, gradient);
      return line !== undefined && isExact(problem, gradient) ? line : [];
    }),
  };
}

/** An extent is 0, or a batch axis, or the rows of every group: no formula is wrong there. */
function multipliesNothing({ X, W, dY, batch }: Problem): boolean {
  const isEmpty = [X, W, dY].some(({ rows, cols }) => rows * cols === 0);
  return isEmpty || (batch?.groups !== undefined && rowsInGroups(batch.groups) === 0);
}

function isMostlyZero({ X, W, dY }: Problem): boolean {
  let [zeros, all] = [0, 0];
  for (const matrix of [X, W, dY]) {
    for (const entry of matrix.entries()) zeros += entry === 0 ? 1 : 0;
    all += matrix.rows * matrix.cols;
  }
  return 2 * zeros > all;
}

function sizesOf(problem: Problem): Evidence['sizes'] {
  const extents = Object.values(shapeOf(problem));
  return { axis: Math.max(...extents), all: Math.min(...extents) };
}

function featuresOf(problem: Problem): Feature[] {
  const { drawn } = problem;
  const extents = Object.values(shapeOf(problem));
  const exact = exactKinds.some((kind) => kind === drawn?.kind);
  const features: [Feature, boolean][] = [
    ['exact', exact],
    ['rounded', roundedKinds.some((kind) => kind === drawn?.kind)],
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
  // Rounded down, with room for what Math.log2 may be off by.
  const bits = Math.floor(-Math.log2(survival) * 2 ** 20 - 2 ** -10) / 2 ** 20;
  if (bits <= 0) return undefined;
  return { gradient, shapes: shapeClass(shapeOf(problem)), problems: 1, bits };
}
