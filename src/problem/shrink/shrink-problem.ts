import { at } from '../../at.ts';
import type { NumberFormat } from '../../number/formats.ts';
import type { Problem } from '../problem.ts';
import { balancedPairs } from './balanced-pairs.ts';
import { denserLayouts } from './denser-layouts.ts';
import { axisGroups, shorter, thinner } from './fewer-indices.ts';
import { fewerMembers } from './fewer-members.ts';
import { fewerRequests } from './fewer-requests.ts';
import { plainerLines, simplerEntries } from './simpler-entries.ts';

/** A simpler problem, and where to go on from when it still fails. */
export interface Candidate {
  readonly problem: Problem;
  readonly cursor: Cursor;
}

/** Where the last accepted step was: a way to simplify, and for single entries the entry. */
export interface Cursor {
  readonly way: number;
  readonly place: number;
}

/** A way to simplify, and the way to go on with when a step of it was accepted: this one, or the next. */
type Way = readonly [simpler: (problem: Problem) => Iterable<Problem>, then: 0 | 1];

/**
 * Boldest first. What is shorter comes by ascending extents, so that once one was accepted, all
 * bolder ones have just been refused.
 */
const ways: readonly Way[] = [
  [fewerRequests, 0],
  [fewerMembers, 0],
  ...axisGroups.flatMap((axes): Way[] => [
    [(problem) => shorter(problem, axes), 1],
    [(problem) => thinner(problem, axes), 0],
  ]),
  [denserLayouts, 0],
  [plainerLines, 0],
];

/** The last way. */
const entries = ways.length;

/**
 * Strictly simpler problems, boldest first: less that is asked for besides; fewer members of a batch; fewer rows, columns and inner
 * indices, removed from X, W and dY together; denser layouts; then whole operands and lines to 0 or
 * 1; then single entries and pairs of them, within the format. After an accepted step its own way is tried first: what
 * was just refused of the others comes last, so that most of it is refused once, not at every step.
 */
export function* shrinkProblem(
  problem: Problem,
  format: NumberFormat,
  { way: first, place }: Cursor = { way: 0, place: 0 },
): Generator<Candidate> {
  if (first === entries) yield* entryByEntry(problem, format, place);
  for (let step = 0; step < entries; step += 1) {
    const way = (first + step) % entries;
    const [simpler, then] = at(ways, way);
    for (const found of simpler(problem)) {
      yield { problem: found, cursor: { way: way + then, place: 0 } };
    }
  }
  if (first !== entries) yield* entryByEntry(problem, format, 0);
}

function* entryByEntry(
  problem: Problem,
  format: NumberFormat,
  first: number,
): Generator<Candidate> {
  for (const { problem: found, place } of simplerEntries(problem, format, first)) {
    yield { problem: found, cursor: { way: entries, place } };
  }
  for (const found of balancedPairs(problem, format)) {
    yield { problem: found, cursor: { way: entries, place: 0 } };
  }
}
