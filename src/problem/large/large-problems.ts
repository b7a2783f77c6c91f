import * as fc from 'fast-check';
import type { LayoutKind } from '../../contract/subject.ts';
import { chance, type Draw, drawFrom, pick } from '../draw/draw.ts';
import { drawLayout } from '../draw/draw-layout.ts';
import { plainerLayouts } from '../layout.ts';
import { type LargeKind, type LargeProblem, largeKinds } from './large-problem.ts';
import { firstShapes, type LargeLimits, largeShape } from './large-shapes.ts';
import type { Shape } from '../shape.ts';

/** The large problems that a product is asked about. */
export interface LargeOptions extends LargeLimits {
  /** Whether there are such entries, in the arithmetic of the subject. */
  readonly offers: (problem: LargeProblem) => boolean;
  readonly layouts?: readonly LayoutKind[];
}

/** Random large problems; of one that fails, smaller ones. */
export function largeProblems(options: LargeOptions): fc.Arbitrary<LargeProblem> {
  return new LargeArbitrary(options);
}

/** The problems that a run begins with: exact ones of the shapes that no run lacks. */
export function firstLargeProblems(seed: number, options: LargeOptions): LargeProblem[] {
  const draw = drawFrom(seed);
  return firstShapes(draw, options).map((shape) => drawLarge(draw, shape, options));
}

class LargeArbitrary extends fc.Arbitrary<LargeProblem> {
  readonly #options: LargeOptions;

  constructor(options: LargeOptions) {
    super();
    this.#options = options;
  }

  override generate(random: fc.Random): fc.Value<LargeProblem> {
    const draw = { integer: (min: number, max: number) => random.nextInt(min, max) };
    const shape = largeShape(draw, this.#options);
    return new fc.Value(drawLarge(draw, shape, this.#options), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is LargeProblem {
    return typeof value === 'object' && value !== null && 'shape' in value;
  }

  override shrink(problem: LargeProblem): fc.Stream<fc.Value<LargeProblem>> {
    return fc
      .stream(smaller(problem))
      .filter((next) => this.#options.offers(next))
      .map((next) => new fc.Value(next, undefined));
  }
}

function drawLarge(draw: Draw, shape: Shape, { offers, layouts }: LargeOptions): LargeProblem {
  const of = (kind: LargeKind): LargeProblem => ({
    ...{ shape, kind, grows: chance(draw, 40), salt: draw.integer(0, 2 ** 31 - 1) },
    ...(layouts && chance(draw, 50) && { layouts: drawLargeLayouts(draw, layouts) }),
  });
  const kinds = largeKinds.filter((kind) => offers(of(kind)));
  return of(chance(draw, 60) ? 'exact' : pick(draw, kinds.length === 0 ? ['exact'] : kinds));
}

/** No line is seen as many: entries would hang together. */
function drawLargeLayouts(draw: Draw, kinds: readonly LayoutKind[]) {
  const some = kinds.filter((kind) => kind !== 'expanded');
  return { X: drawLayout(draw, some), W: drawLayout(draw, some), dY: drawLayout(draw, some) };
}

/** Simpler problems to try instead, boldest first: each extent halved towards 1, and down to one less. */
function* smaller(problem: LargeProblem): Generator<LargeProblem> {
  const { shape, layouts, ...plain } = problem;
  for (const axis of ['m', 'n', 'k'] as const) {
    const extent = shape[axis];
    for (let less = extent - 1; less >= 1; less = Math.floor(less / 2)) {
      yield { ...problem, shape: { ...shape, [axis]: extent - less } };
    }
  }
  if (layouts !== undefined) {
    yield { ...plain, shape };
    for (const name of ['X', 'W', 'dY'] as const) {
      const { [name]: layout, ...others } = layouts;
      if (layout === undefined) continue;
      for (const plainer of plainerLayouts(layout)) {
        yield { ...problem, layouts: { ...others, ...(plainer && { [name]: plainer }) } };
      }
    }
  }
  if (problem.grows) yield { ...problem, grows: false };
  if (problem.kind !== 'exact') yield { ...problem, kind: 'exact' };
}
