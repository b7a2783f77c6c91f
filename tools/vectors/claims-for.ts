/** What a port must support to be asked a question. */
import { at } from '../../src/at.ts';
import { entriesOf } from '../../src/call/lay-out.ts';
import type { Claims, Given, LayoutKind, Operand } from '../../src/contract/subject.ts';
import { denseStrides } from '../../src/matrix/tensor.ts';
import { layoutKinds } from '../../src/problem/draw/draw-layout.ts';

/**
 * The claims that a question needs; none for a plain one. Of views that come together with anything
 * else, all kinds are needed: a group for each would have a case or two.
 */
export function claimsFor(given: Given): Claims {
  const { X, W, dY, options } = given;
  const into = options?.into;
  const tensors = [X, W, dY, into?.dX, into?.dW];
  const others = otherClaims(given);
  if (tensors.every((tensor) => tensor?.strides === undefined)) return others;
  const kinds = layoutKinds.filter((kind) => tensors.some(lies(kind)));
  const alone = kinds.length === 1 && Object.keys(others).length === 0;
  return { layouts: alone ? kinds : 'all', ...others };
}

function otherClaims(given: Given): Claims {
  const { X, W, options = {} } = given;
  const { into, shared } = options;
  const vectors = X.shape.length === 1 || W.shape.length === 1;
  const aliased = into?.dX.data === X.data;
  return {
    ...([...X.shape, ...W.shape].includes(0) ? { emptyExtents: true } : {}),
    ...batching(given),
    ...(vectors ? { vectors } : {}),
    ...(options.transX || options.transW ? { transposeFlags: true } : {}),
    ...(options.alpha !== undefined || options.beta !== undefined ? { scaling: true } : {}),
    ...(options.bias ? { bias: true } : {}),
    ...(options.wants ? { subsets: true } : {}),
    ...(into && !aliased ? { destinations: into.accumulate ? 'accumulate' : 'overwrite' } : {}),
    ...(aliased ? { aliasedDestinations: true } : {}),
    ...(shared ? { sharedOperand: true } : {}),
    ...nonFinite(given),
  };
}

/** Of a port that makes these claims: whether it is asked what needs those. */
export function covers(made: Claims, needed: Claims): boolean {
  return Object.entries(needed).every(([name, need]) => {
    // SAFETY: Object.entries forgets the key type.
    const claim = made[name as keyof Claims];
    if (name === 'layouts') return claim === 'all' || includesAll(claim, need);
    if (claim === 'broadcast' || claim === 'accumulate' || claim === 'ieee') return true;
    return claim === need;
  });
}

function includesAll(claim: unknown, need: unknown): boolean {
  if (!Array.isArray(claim) || !Array.isArray(need)) return false;
  return need.every((kind) => claim.includes(kind));
}

/** A name for claims: `plain`, `bias`, `batching-leading+bias`. */
export function groupName(claims: Claims): string {
  const names = Object.entries(claims).map(([name, claim]) => {
    if (claim === true || claim === 'all') return name;
    return `${name}-${String(claim).replaceAll(' ', '-')}`;
  });
  return names.join('+') || 'plain';
}

function batching({ X, W }: Given): Pick<Claims, 'batching'> {
  const [axesOfX, axesOfW] = [X.shape.slice(0, -2), W.shape.slice(0, -2)];
  if (axesOfX.length + axesOfW.length === 0) return {};
  return { batching: axesOfX.join() === axesOfW.join() ? 'leading' : 'broadcast' };
}

/** Where something that is not finite meets a 0, the term may be left out by who skips zeros. */
function nonFinite({ X, W, dY }: Given): Pick<Claims, 'nonFinite'> {
  const entries = [X, W, dY].map(entriesOf);
  if (entries.every((list) => list.every(Number.isFinite))) return {};
  return { nonFinite: entries.some((list) => list.includes(0)) ? 'ieee' : 'zero-skipping' };
}

function lies(kind: LayoutKind): (operand: Operand | undefined) => boolean {
  return (operand) => operand?.strides !== undefined && views[kind](viewOf(operand));
}

interface View {
  readonly offset: number;
  /** Of the axes that have neighbours, outermost first. */
  readonly axes: readonly Axis[];
  /** Whether an axis without neighbours has a stride that a dense tensor would not have. */
  readonly oddLone: boolean;
}

interface Axis {
  readonly extent: number;
  readonly stride: number;
}

function viewOf({ shape, strides = denseStrides(shape), offset = 0 }: Operand): View {
  const usual = denseStrides(shape);
  const all = shape.map((extent, i) => ({ extent, stride: at(strides, i), usual: at(usual, i) }));
  const axes = shape.includes(0) ? [] : all.filter(({ extent }) => extent > 1);
  const lone = all.filter((axis) => !axes.includes(axis));
  const lowest = axes.reduce(
    (sum, { extent, stride }) => sum + Math.min(0, stride) * (extent - 1),
    0,
  );
  const oddLone = lone.some((axis) => axis.stride !== axis.usual);
  return { offset: offset + lowest, axes, oddLone };
}

/** Which kinds of views a view is; a step of rows is no different from a gap between them. */
const views: Readonly<Record<LayoutKind, (view: View) => boolean>> = {
  'column-major': ({ axes }) => {
    const [outer, inner] = axes.slice(-2).map(({ stride }) => Math.abs(stride));
    return outer !== undefined && inner !== undefined && inner > outer && outer > 0;
  },
  gaps: (view) => {
    const axes = innermostFirst(view);
    return axes.some(({ stride }, i) => {
      const before = axes[i - 1];
      return before !== undefined && stride > before.stride * before.extent;
    });
  },
  offset: ({ offset }) => offset !== 0,
  // Beside an axis that is one seen as many, neighbours lie as far apart as if it were not.
  steps: (view) => !views.expanded(view) && (innermostFirst(view)[0]?.stride ?? 1) > 1,
  reversed: ({ axes }) => axes.some(({ stride }) => stride < 0),
  expanded: ({ axes }) => axes.some(({ stride }) => stride === 0),
  'lone strides': ({ oddLone }) => oddLone,
};

function innermostFirst({ axes }: View): Axis[] {
  return axes
    .map(({ extent, stride }) => ({ extent, stride: Math.abs(stride) }))
    .filter(({ stride }) => stride > 0)
    .sort((a, b) => a.stride - b.stride);
}
