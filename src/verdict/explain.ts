import { printExcerpt } from '../matrix/print-excerpt.ts';
import { sideBySide } from '../matrix/side-by-side.ts';
import { describeGroups } from '../problem/grouped.ts';
import { type Change, changesWords } from './change.ts';
import type {
  JsonCall,
  JsonProblem,
  Other,
  SmallestProblem,
  Wrong,
  WrongEntries,
} from './counterexample.ts';
import { decodeMatrix, type JsonMatrix } from './encode-matrix.ts';
import { failsWhereSentence } from './fails-where.ts';
import type { Crashed, Fails, Outcome, PropertyVerdict } from './property-verdict.ts';
import { reasonOf } from './reason-of.ts';
import { type ReplayCommand, seeAgain } from './see-again.ts';
import { shrinkingSentences } from './shrinking-sentences.ts';

/**
 * A failure for people: the law, where it breaks, expected and actual, the diagnosis, the smallest
 * problem as matrices with the wrong entries marked, and how to ask it again. Of what has no
 * problem, the law and why.
 */
export function explain(verdict: PropertyVerdict, replayCommand: ReplayCommand): string {
  const { id, cites, statement } = verdict;
  return [`${id} (${cites}): ${statement}`, ...linesOf(verdict, replayCommand)].join('\n');
}

function linesOf(verdict: Outcome, replayCommand: ReplayCommand): string[] {
  const reason = `  ${(reasonOf(verdict) ?? 'it holds').replaceAll('\n', '\n    ')}`;
  switch (verdict.outcome) {
    case 'fails': {
      const { counterexample, settledBy } = verdict;
      const wrong = `${reason}${excessOf(counterexample)}`;
      const first = [wrong, ...newLine(verdict), ...changesLine(settledBy)];
      return [...first, ...problemLines(counterexample, replayCommand, counterexample)];
    }
    case 'crashed': {
      const { counterexample, settledBy } = verdict;
      const first = [reason, ...newLine(verdict), ...changesLine(settledBy)];
      return counterexample ? [...first, ...problemLines(counterexample, replayCommand)] : first;
    }
    case 'known to fail':
      return [reason, ...linesOf(verdict.found, replayCommand)];
    case 'our bug':
      return [reason, `  replay: ${replayCommand(verdict.replay)}`, indent(verdict.stack)];
    case 'holds':
    case 'holds weakly':
    case 'not claimed':
    case 'not offered':
    case 'not reached':
    case 'no such problem':
    case 'holds again':
      return [reason];
  }
}

function newLine({ unlike }: Fails | Crashed): string[] {
  return unlike === undefined
    ? []
    : [`  new: it is not what is known to fail here (${unlike.join('; ')})`];
}

function changesLine(changes: readonly Change[] = []): string[] {
  return changes.length === 0 ? [] : [`  ${changesWords(changes)}`];
}

function problemLines(
  found: SmallestProblem,
  replayCommand: ReplayCommand,
  disagreement?: Wrong,
): string[] {
  const { oddOneOut, others = [], shrinks, shrinking, calls = [] } = found;
  const { failsWhere } = found;
  const entries = disagreement?.kind === 'entries' ? disagreement : undefined;
  return [
    ...(entries?.sentence === undefined ? [] : [`  ${entries.sentence}`]),
    ...diagnosisLines(found),
    ...(oddOneOut === undefined ? [] : [`  three routes: ${votes[oddOneOut]}`]),
    ...(failsWhere === undefined ? [] : [`  where: ${failsWhereSentence(failsWhere)}`]),
    ...earlierCalls(calls.slice(0, -1)),
    ...calls.slice(-1).map(({ call }) => `  call no. ${calls.length}: ${call}`),
    `  smallest problem, after ${shrinks} shrinks: ${sizesOf(found)}`,
    indent(printProblem(found)),
    ...shrinkingSentences(shrinking).map((sentence) => `  ${sentence}`),
    ...(entries === undefined ? [] : [indent(sidesOf(entries))]),
    ...mapLines(found),
    ...(others.length === 0 ? [] : [`  would others have caught it? ${rowOf(others)}`]),
    ...(found.kept ? [keptWords] : []),
    ...againLines(found, replayCommand),
  ];
}

function diagnosisLines({ diagnosis, candidates }: SmallestProblem): string[] {
  if (diagnosis !== undefined) return [`  diagnosis: ${diagnosis}`];
  if (candidates === undefined) return [];
  if (candidates.length === 0) return ['  diagnosis: no known pattern'];
  return ['  diagnosis: it may be that', ...candidates.map((each) => `    - ${each}`)];
}

const keptWords =
  '  it failed in an earlier run, and does so still; this run found no other problem on which it does';

/** How to see it again: its token, or all that was asked before, where alone it holds. */
function againLines({ again, replay }: SmallestProblem, replayCommand: ReplayCommand): string[] {
  if (again === undefined || again.fails) return [`  replay: ${replayCommand(replay)}`];
  const how = again.fresh ? 'as the first that a fresh process or thread is asked' : 'now';
  return [
    `  asked again, ${how}, this problem holds: the fault depends on what was asked before.`,
    `  see it again: ${seeAgain(replay, replayCommand)}`,
  ];
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
export function printProblem(problem: JsonProblem): string {
  const { X, W, dY, numbers, asks = [], layouts = {} } = problem;
  const listed = Object.entries({ X, W, dY }).flatMap(([name, matrix]) =>
    matrix === undefined ? [] : [[name, printExcerpt(decodeMatrix(matrix))] as const],
  );
  const matrices = listed.length === 0 ? [] : [sideBySide(listed)];
  const views = Object.entries(layouts).map(([name, { words }]) => `${name} is a view: ${words}`);
  const asked = asks.length === 0 ? [] : [`asked for: ${asks.join(', ')}`];
  const grids = gridsOf(problem);
  const scaled = grids.length === 0 ? [] : [sideBySide(grids)];
  return [
    ...matrices,
    ...(numbers ? [numbers] : []),
    ...scaled,
    ...membersIn(problem),
    ...asked,
    ...views,
  ].join('\n');
}

function gridsOf({ scales = {}, globalScales = {} }: JsonProblem): [title: string, grid: string][] {
  const titled =
    (words: string) =>
    (entry: [string, JsonMatrix]): [string, string] => {
      return [`${words} of ${entry[0]}`, printExcerpt(decodeMatrix(entry[1]))];
    };
  return [
    ...Object.entries(scales).map(titled('scales')),
    ...Object.entries(globalScales).map(titled('global scale')),
  ];
}

function membersIn({ batch, groups, shape }: JsonProblem): string[] {
  if (batch === undefined) return [];
  if (groups === undefined) return ['(members of the batch below one another)'];
  return [`${describeGroups(groups, shape.m)} (their matrices of W below one another)`];
}

/** The two sides of the comparison, the wrong entries marked ›so‹. */
function sidesOf({ sides, where }: WrongEntries): string {
  const marked = (i: number, j: number): boolean =>
    sides.wrong.some(([row, column]) => row === i && column === j);
  const { from, of } = sides;
  const part = from && of ? `, from (${from.join(', ')}) of ${of.join('×')}` : '';
  return sideBySide([
    [`${where}${part}, expected`, printExcerpt(decodeMatrix(sides.expected), marked)],
    ['actual', printExcerpt(decodeMatrix(sides.actual), marked)],
  ]);
}

/** Where a large matrix is wrong, at a glance. */
function mapLines({ map }: SmallestProblem): string[] {
  if (map === undefined) return [];
  const [rows, columns] = map.tile;
  const title = `  where it is wrong, a letter for ${rows}×${columns} entries (# has wrong ones):`;
  return [title, ...map.lines.map((line) => `    ${line}`)];
}

function excessOf(found: Wrong): string {
  if (found.kind !== 'entries' || found.expected.rad === 0) return '';
  return `, ${found.excess} beyond what rounding allows`;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
