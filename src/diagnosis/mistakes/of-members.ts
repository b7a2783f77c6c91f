/** Mistakes about the members of a batch, or of groups. */
import type { Matrix } from '../../matrix/matrix.ts';
import { batchSizes } from '../../problem/batch.ts';
import { guessOf } from '../guess.ts';
import { type Asked, belowOneAnother, formulaOf, productOf, type Seen, sumsFor } from '../seen.ts';
import type { Mistake } from './mistake.ts';

type From = readonly [words: string, from: (member: number, members: number) => number];

const others: readonly From[] = [
  ['the first member', () => 0],
  ['the last member', (_, members) => members - 1],
  ['the next member', (member, members) => (member + 1) % members],
  ['the member before', (member, members) => (member + members - 1) % members],
  ['the member as far from the end', (member, members) => members - 1 - member],
];

/** Every mistake about members. */
export const ofMembers: readonly Mistake[] = [
  ...(['X', 'W', 'dY'] as const).flatMap((name) =>
    others.map(
      ([words, from]): Mistake => ({
        cause: 'member',
        sentence: () => `of ${name}, ${words} is taken for each`,
        guesses: (seen) => {
          const { problem } = seen;
          const members = membersOf(problem.batch, name);
          if (members < 2) return [];
          const operand: Matrix = problem[name];
          const other = picked(operand, members, from);
          return [guessOf(formulaOf({ ...seen, problem: { ...problem, [name]: other } }))];
        },
      }),
    ),
  ),
  ...others.map(
    ([words, from]): Mistake => ({
      cause: 'member',
      sentence: () => `in the place of each member of it stands ${words}`,
      guesses: (seen) => {
        const { length } = sumsFor(seen);
        const isUneven = seen.of === 'dX' && seen.problem.batch?.groups !== undefined;
        const isWhole = seen.right.rows % length === 0; // not one whose members were summed afterwards
        if (length < 2 || isUneven || !isWhole) return [];
        return [guessOf(picked(seen.right, length, from))];
      },
    }),
  ),
  ...(
    [
      [
        'the first of the members that it is summed over alone is taken',
        (c: number, q: number) => [0, q / c],
      ],
      [
        'the last of the members that it is summed over alone is taken',
        (c: number, q: number) => [q - q / c, q],
      ],
      [
        'the first of the members that it is summed over is left out',
        (c: number, q: number) => [q / c, q],
      ],
      [
        'the last of the members that it is summed over is left out',
        (c: number, q: number) => [0, q - q / c],
      ],
    ] as const
  ).map(
    ([words, range]): Mistake => ({
      cause: 'member',
      sentence: () => words,
      guesses: (seen) => summedOver(seen, range),
    }),
  ),
];

function membersOf(batch: Seen['problem']['batch'], name: 'X' | 'W' | 'dY'): number {
  if (batch?.groups === undefined) return batchSizes(batch)[name];
  return name === 'W' ? batch.groups.length : 1;
}

function picked(operand: Matrix, members: number, from: From[1]): Matrix {
  const height = operand.rows / members;
  const source = Array.from({ length: members }, (_, member) => from(member, members));
  return belowOneAnother(
    source.map((member) => operand.rowRange(member * height, (member + 1) * height)),
  );
}

/**
 * A part of the terms of sums that are summed over `c` members; none, where they are of one each.
 */
function summedOver(
  seen: Asked,
  range: (c: number, q: number) => readonly number[],
): ReturnType<Mistake['guesses']> {
  const { batch } = seen.problem;
  const sums = sumsFor(seen);
  if (batch === undefined || batch.groups !== undefined || seen.of === 'Y') return [];
  const count = batchSizes(batch).dY / sums.length;
  if (count < 2) return [];
  const parts = sums.map((sum) => {
    const [from = 0, to = 0] = range(count, sum.left.cols);
    return productOf({
      ...sum,
      left: sum.left.columnRange(from, to),
      right: sum.right.rowRange(from, to),
    });
  });
  return [guessOf(belowOneAnother(parts))];
}
