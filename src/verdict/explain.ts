import { printExcerpt } from '../matrix/print-excerpt.ts';
import { sideBySide } from '../matrix/side-by-side.ts';
import { decodeMatrix } from './encode.ts';
import type { Counterexample, JsonCall, JsonProblem, Other, PropertyVerdict } from './verdict.ts';

/**
 * A failure for people: the law, where it breaks, expected and actual, the diagnosis, the smallest
 * problem as matrices with the wrong entries marked, and how to ask it again.
 */
export function explain(
  verdict: PropertyVerdict,
  replayCommand: (token: string) => string,
): string {
  const { id, equation, statement, reason = '', counterexample } = verdict;
  const law = `${id} (${equation}): ${statement}`;
  if (counterexample === undefined) return `${law}\n  ${reason}`;
  const {
    sentence,
    diagnosis,
    oddOneOut,
    others = [],
    shrinks,
    replay,
    calls = [],
  } = counterexample;
  const sides = sidesOf(counterexample);
  return [
    law,
    `  ${reason.replaceAll('\n', '\n    ')}${excessOf(counterexample)}`,
    ...(sentence === undefined ? [] : [`  ${sentence}`]),
    ...(diagnosis === undefined ? [] : [`  diagnosis: ${diagnosis}`]),
    ...(oddOneOut === undefined ? [] : [`  three routes: ${votes[oddOneOut]}`]),
    ...earlierCalls(calls.slice(0, -1)),
    ...calls.slice(-1).map(({ call }) => `  call no. ${calls.length}: ${call}`),
    `  smallest problem, after ${shrinks} shrinks: ${sizesOf(counterexample)}`,
    indent(printProblem(counterexample)),
    ...(sides === undefined ? [] : [indent(sides)]),
    ...(others.length === 0 ? [] : [`  would others have caught it? ${rowOf(others)}`]),
    `  replay: ${replayCommand(replay)}`,
  ].join('\n');
}

const votes = {
  backward: 'the formulas and its forward pass agree, its backward pass is wrong',
  forward: 'the formulas and its backward pass agree, its forward pass is wrong',
  both: 'its forward and its backward pass both disagree with the formulas',
} as const;

/** "caught by JAX check_grads; missed by PyTorch gradcheck, hand-written test" */
function rowOf(others: readonly Other[]): string {
  const groups = Object.entries(said).map(([outcome, words]) => {
    const names = others.filter((other) => other.outcome === outcome).map(({ name }) => name);
    return names.length === 0 ? '' : `${words} ${names.join(', ')}`;
  });
  return groups.filter((group) => group !== '').join('; ');
}

const said = {
  caught: 'caught by',
  missed: 'missed by',
  'rejects a right one too': 'rejected, but so is a right one, by',
  'cannot be asked': 'not to be asked:',
} as const satisfies Record<Other['outcome'], string>;

/** "X 2×3, W 3×1, dY 2×1", batch axes in front. */
export function sizesOf({ shape: { m, n, k }, batch }: JsonProblem): string {
  const axes = (name: 'X' | 'W' | 'dY'): string =>
    (batch?.[name] ?? []).map((extent) => `${extent}×`).join('');
  return `X ${axes('X')}${m}×${n}, W ${axes('W')}${n}×${k}, dY ${axes('dY')}${m}×${k}`;
}

function earlierCalls(calls: readonly JsonCall[]): string[] {
  return calls.flatMap((made, place) => [
    `  call no. ${place + 1}: ${made.call}, ${sizesOf(made)}`,
    indent(printProblem(made)),
  ]);
}

/** X, W and dY beside one another, where they are small enough to be read. */
export function printProblem({ X, W, dY, batch, layouts = {} }: JsonProblem): string {
  const matrices = sideBySide([
    ['X', printExcerpt(decodeMatrix(X))],
    ['W', printExcerpt(decodeMatrix(W))],
    ['dY', printExcerpt(decodeMatrix(dY))],
  ]);
  const views = Object.entries(layouts).map(([name, { words }]) => `${name} is a view: ${words}`);
  const members = batch === undefined ? [] : ['(members of the batch below one another)'];
  return [matrices, ...members, ...views].join('\n');
}

/** The two sides of the comparison, the wrong entries marked ›so‹. */
export function sidesOf({ sides, where }: Counterexample): string | undefined {
  if (sides === undefined) return undefined;
  const marked = (i: number, j: number): boolean =>
    sides.wrong.some(([row, column]) => row === i && column === j);
  return sideBySide([
    [`${where}, expected`, printExcerpt(decodeMatrix(sides.expected), marked)],
    ['actual', printExcerpt(decodeMatrix(sides.actual), marked)],
  ]);
}

function excessOf({ excess, expected }: Counterexample): string {
  if (excess === undefined || typeof expected === 'string' || expected.rad === 0) return '';
  return `, ${excess} beyond what rounding allows`;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
