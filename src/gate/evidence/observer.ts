import { existingGradients } from '../../../claims/existing-gradients.ts';
import type { Border } from '../../call/border.ts';
import { defined } from '../../defined.ts';
import { kindsOf } from '../../problem/draw/draw-layout.ts';
import { describeVariant } from '../../problem/drawn-variant.ts';
import { printProblem } from '../../problem/print-problem.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import { shapeClass } from '../../problem/shape-class.ts';
import type { Comparison, Property } from '../../property/property.ts';
import type { Observation } from '../../verdict/observation.ts';
import { closenessOf } from './closeness-of.ts';

/** What an observer knows of a run. */
export interface Observed {
  readonly property: Pick<Property, 'id'>;
  readonly border: Pick<Border, 'isExact' | 'subject' | 'claims' | 'calls'>;
  readonly seed: number;
  readonly isReplay: boolean;
  readonly tell: (observation: Observation) => void;
}

/** How it went. */
export interface Came extends Pick<Observation, 'status' | 'status_reason'> {
  /** Of a failure: the problem that failed. */
  readonly problem?: Problem | undefined;
  /** It was asked in search of a smaller one. */
  readonly shrinking: boolean;
}

/** Tells of each problem of one property what it was like, and what came of it. */
export class Observer {
  readonly #about: Observed;
  readonly #start = Date.now() / 1000;
  #before = performance.now();
  #calls: number;
  #count = 0;
  #problems: Problem[] = [];
  #closest = 0;

  constructor(about: Observed) {
    this.#about = about;
    this.#calls = about.border.calls;
  }

  /** A problem that was asked; of a sequence, each of them. */
  drawn(problem: Problem): void {
    this.#problems.push(problem);
  }

  /** A comparison that is about to be judged. */
  compared(comparison: Comparison): void {
    if (comparison.kind === 'fact' || comparison.bits) return;
    this.#closest = Math.max(this.#closest, closenessOf(comparison, new Array(10).fill(0)));
  }

  /** What was asked has been answered. */
  done({ status, status_reason, problem, shrinking }: Came): void {
    const { property, border, seed, isReplay, tell } = this.#about;
    const asked = problem ?? this.#problems.at(-1);
    const [now, calls] = [performance.now(), border.calls];
    tell({
      ...{ type: 'test_case', property: property.id, run_start: this.#start },
      ...{ status, status_reason, representation: asked ? printProblem(asked) : '' },
      arguments: asked ? { ...shapeOf(asked), salt: asked.salt } : {},
      how_generated: isReplay ? 'replayed' : shrinking ? 'while shrinking' : 'drawn',
      features: {
        ...(asked && featuresOf(asked, border)),
        calls: calls - this.#calls,
        'error over bound': this.#closest,
      },
      coverage: null,
      timing: { 'execute:test': (now - this.#before) / 1000 },
      metadata: { subject: border.subject.name, seed, number: this.#count },
    });
    this.#count += 1;
    [this.#before, this.#calls, this.#problems, this.#closest] = [now, calls, [], 0];
  }
}

function featuresOf(problem: Problem, border: Observed['border']): Observation['features'] {
  const { batch, variant, layouts = {}, drawn } = problem;
  const shape = shapeOf(problem);
  const kinds = Object.values(layouts).flatMap(kindsOf);
  const isExact = existingGradients(border.claims).every((name) => border.isExact(problem, name));
  return {
    ...{ ...shape, m·n·k: shape.m * shape.n * shape.k, shape: shapeClass(shape) },
    ...defined({ entries: drawn?.kind }),
    regime: isExact ? 'exact' : 'rounded',
    layout: kinds.length === 0 ? 'dense' : [...new Set(kinds)].toSorted().join(', '),
    batch: batch === undefined ? 'none' : batch.groups === undefined ? 'batch axes' : 'groups',
    options: describeVariant(variant).join(', ') || 'none',
  };
}
