import * as fc from 'fast-check';
import type { LayoutKind } from '../../contract/subject.ts';
import { chance, type Draw, drawFrom, pick } from '../draw/draw.ts';
import { drawLayout, kindsOf } from '../draw/draw-layout.ts';
import { drawVariant } from '../draw/draw-variant.ts';
import type { DrawnVariant, VariantPart } from '../drawn-variant.ts';
import { type Layout, place } from '../layout.ts';
import type { Shape } from '../shape.ts';
import { type LargeKind, type LargeProblem, largeKinds } from './large-problem.ts';
import {
  firstShapes,
  isWithin,
  type LargeLimits,
  landmarks,
  largeShape,
  oddShapes,
} from './large-shape.ts';
import { smallerLarge } from './smaller-large.ts';

/** The large problems that a product is asked about. */
export interface LargeOptions extends LargeLimits {
  /** Whether there are such entries, in the arithmetic of the subject. */
  readonly offers: (problem: LargeProblem) => boolean;
  readonly layouts?: readonly LayoutKind[];
  /** Batches are asked, too. */
  readonly batches?: true;
  /** A call may ask for any set of these besides; of `wants`, for this gradient. */
  readonly variants?: { readonly parts: readonly VariantPart[]; readonly gradient: 'dX' | 'dW' };
}

/** Random large problems; of one that fails, smaller ones. */
export function largeProblems(options: LargeOptions): fc.Arbitrary<LargeProblem> {
  return new LargeArbitrary(options);
}

/**
 * The problems that a run begins with: exact ones of the shapes that no run lacks, as these show a single
 * wrong entry, and where views are claimed, of each kind of them, and of each thing that a call may ask for; and
 * of all that cost little, some that show a lower precision.
 */
export function firstLargeProblems(seed: number, options: LargeOptions): LargeProblem[] {
  const draw = drawFrom(seed);
  const shapes = firstShapes(draw, options);
  const others = shapes.filter(costsLittle).map((shape) => {
    return drawLarge(draw, { shape, kinds: ['saturating', 'rounded'] }, options);
  });
  const exact = [...shapes, ...oddShapes(draw, options)].map((shape) => {
    return drawLarge(draw, { shape, kinds: ['exact'] }, options);
  });
  const batches = options.batches ? batchesOf(draw, options) : [];
  const requests = requestsOf(draw, options).filter(({ shape }) => isWithin(shape, options));
  const views = viewsOf(draw, options).filter(({ shape }) => isWithin(shape, options));
  return [...exact, ...views, ...requests, ...others, ...batches].filter(options.offers);
}

/** Problems of which one operand, or each, is a view of one kind. */
function viewsOf(draw: Draw, options: LargeOptions): LargeProblem[] {
  const kinds = viewKinds.filter((kind) => options.layouts?.includes(kind));
  const side = (): number => draw.integer(129, 200);
  return kinds.flatMap((kind) => {
    const [X, W, dY] = [viewOf(draw, kind), viewOf(draw, kind), viewOf(draw, kind)];
    return [{ X }, { W }, { dY }, { X, W, dY }].map((layouts) => {
      const shape = { m: side(), n: side(), k: side() };
      return { ...drawLarge(draw, { shape, kinds: ['exact'] }, options), layouts };
    });
  });
}

/** Problems whose calls ask for one thing besides, or for some at once; so large that profile deep has room for them. */
function requestsOf(draw: Draw, options: LargeOptions): LargeProblem[] {
  const { parts = [] } = options.variants ?? {};
  const flags = [{}, { transX: true }, { transW: true }, { transX: true, transW: true }];
  const stored = parts.includes('transX') ? flags : flags.slice(0, 1);
  const scaled = parts.includes('alpha') ? stored.map((flag) => ({ ...flag, alpha: 2 })) : [];
  const places = [undefined, 'overwrite', 'accumulate'] as const;
  const variants = places.flatMap((into): DrawnVariant[] => {
    if (into === undefined) return [...stored.slice(1), ...scaled];
    return parts.includes(into) ? [...stored, ...scaled].map((each) => ({ ...each, into })) : [];
  });
  const side = (): number => draw.integer(129, 144);
  return variants.map((variant) => {
    const shape = { m: side(), n: side(), k: side() };
    return { ...drawLarge(draw, { shape, kinds: ['exact'] }, options), variant };
  });
}

const viewKinds = ['column-major', 'gaps', 'offset', 'steps', 'reversed'] as const;

function viewOf(draw: Draw, kind: (typeof viewKinds)[number]): Layout {
  const layout = drawLayout(draw, [kind]);
  return kindsOf(layout).includes(kind) ? layout : viewOf(draw, kind);
}

/** Batches of so many small members that a counter of them may wrap. */
function batchesOf(draw: Draw, options: LargeOptions): LargeProblem[] {
  const some = landmarks.filter((each) => each + 3 <= Math.min(options.extent, 2 ** 18));
  return some.map((landmark) => {
    const side = (): number => draw.integer(1, 3);
    const shape = { m: side(), n: side(), k: side() };
    const {
      layouts: _,
      variant: __,
      ...plain
    } = drawLarge(draw, { shape, kinds: ['exact'] }, options);
    return { ...plain, members: landmark + draw.integer(1, 3) };
  });
}

/** Problems of these shapes, of every kind that is offered. */
export function problemsOfShapes(
  seed: number,
  shapes: readonly Shape[],
  options: LargeOptions,
): LargeProblem[] {
  const draw = drawFrom(seed);
  const all = shapes.flatMap((shape) =>
    largeKinds.flatMap((kind) => {
      const drawn = drawLarge(draw, { shape, kinds: [kind] }, options);
      return drawn.kind === kind ? [drawn] : []; // exact, and asked as such, where the kind is not offered
    }),
  );
  return all.filter(options.offers);
}

/** Whether a single extent is large, or the whole problem is not. */
function costsLittle({ m, n, k }: Shape): boolean {
  if ([m, n, k].filter((extent) => extent > 9).length === 1) return true;
  return m * n * k <= 2 ** 27 && Math.max(m * n, n * k, m * k) <= 2 ** 21;
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
    return new fc.Value(drawLarge(draw, { shape, kinds: largeKinds }, this.#options), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is LargeProblem {
    return typeof value === 'object' && value !== null && 'shape' in value;
  }

  override shrink(problem: LargeProblem): fc.Stream<fc.Value<LargeProblem>> {
    return fc
      .stream(smallerLarge(problem))
      .filter((next) => this.#options.offers(next))
      .map((next) => new fc.Value(next, undefined));
  }
}

interface Wanted {
  readonly shape: Shape;
  /** Of these, one that is offered; `exact`, where none is. */
  readonly kinds: readonly LargeKind[];
}

function drawLarge(
  draw: Draw,
  { shape, kinds }: Wanted,
  { offers, layouts, variants }: LargeOptions,
): LargeProblem {
  const of = (kind: LargeKind): LargeProblem => ({
    ...{ shape, kind, grows: chance(draw, 40), salt: draw.integer(0, 2 ** 31 - 1) },
    ...(layouts && chance(draw, 50) && fitting(drawLargeLayouts(draw, layouts), shape)),
    ...(variants && chance(draw, 50) && drawLargeVariant(draw, variants, kind)),
  });
  const some = kinds.filter((kind) => offers(of(kind)));
  return of(some.length === 0 ? 'exact' : pick(draw, some));
}

/**
 * One call may have any set of these, and asks for the gradient in question. What is not exact is written over what
 * is there, and not scaled; nothing is scaled by 0, as that leaves no product to see.
 */
function drawLargeVariant(
  draw: Draw,
  { parts, gradient }: NonNullable<LargeOptions['variants']>,
  kind: LargeKind,
): Pick<LargeProblem, 'variant'> {
  const { wants, into, alpha, ...flags } = drawVariant(draw, parts);
  const variant: DrawnVariant = {
    ...flags,
    ...(alpha && kind === 'exact' && { alpha }),
    ...(wants && { wants: [gradient] }),
    ...(into && { into: kind === 'exact' ? into : 'overwrite' }),
  };
  return Object.keys(variant).length === 0 ? {} : { variant };
}

/** No line is seen as many: entries would hang together. */
function drawLargeLayouts(draw: Draw, kinds: readonly LayoutKind[]) {
  const some = kinds.filter((kind) => kind !== 'expanded');
  return { X: drawLayout(draw, some), W: drawLayout(draw, some), dY: drawLayout(draw, some) };
}

/** From so many entries on, an operand is dense where its storage were twice as long. */
const mostSpread = 2 ** 26;

/** The layouts of operands whose storage is no burden. */
function fitting(layouts: Record<'X' | 'W' | 'dY', Layout>, { m, n, k }: Shape) {
  const shapes = { X: [m, n], W: [n, k], dY: [m, k] } as const;
  const some = Object.entries(layouts).filter(([name, layout]) => {
    // SAFETY: these are the names of the shapes.
    const shape = shapes[name as keyof typeof shapes];
    const entries = shape[0] * shape[1];
    return entries < mostSpread || place(shape, layout).length < 2 * entries;
  });
  return { layouts: Object.fromEntries(some) };
}
