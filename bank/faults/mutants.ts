/**
 * Every small change of the two formulas, one at a time, as a fault: each index, each transpose, each
 * leading dimension, each operand, each bound, the sign, the product, the sum and its accumulator.
 *
 * Left out is what changes nothing: the two factors of a term may change places (a·b = b·a), and so
 * may the three loops (every term is added once, and (1) and (2) hold in any order of summation). To
 * lose the first term of every sum is to begin its loop one later.
 */
import { type Fault, right, wrongBackward } from './fault.ts';
import { type Factor, type Index, type Loop, loops, run, spell, spellFactor } from './loop.ts';

/** What is changed, in words; when that is seen; and how it is done. */
type Mutation = readonly [words: string, trigger: string, change: Partial<Loop>];

const others = { dX: loops.dW, dW: loops.dX };

/** What can be done to either formula. */
function mutationsOf(loop: Loop): readonly Mutation[] {
  const { left, right: second, into } = loop;
  return [
    ...indexMutations(loop),
    ['the result transposed', 'an axis longer than 1', { into: [into[1], into[0]] }],
    [`${left.name} transposed`, 'an axis longer than 1', { left: transposed(left) }],
    [`${second.name} transposed`, 'an axis longer than 1', { right: transposed(second) }],
    [
      `${left.name} by its rows`,
      `${left.name} is not square`,
      { left: { ...left, pitch: 'rows' } },
    ],
    [
      `${second.name} by its rows`,
      `${second.name} is not square`,
      { right: { ...second, pitch: 'rows' } },
    ],
    ...operandMutations(loop),
    [
      'both operands exchanged',
      'they differ',
      { left: named(left, second), right: named(second, left) },
    ],
    ['the operands of the other formula', 'always', operandsOf(others[loop.result])],
    ...boundMutations(),
    ['−= for +=', 'always', { add: (entry, term) => entry - term }],
    ['= for +=', 'a sum of two terms', { add: (_, term) => term }],
    ['nothing for +=', 'always', { add: (entry) => entry }],
    ['a + b for a·b', 'always', { term: (a, b) => a + b }],
    ['a·|b| for a·b', `${second.name} has a negative entry`, { term: (a, b) => a * Math.abs(b) }],
    ['a start of 1', 'always', { start: 1 }],
    [
      'the first term twice',
      'always',
      { add: (entry, term, step) => entry + (step === 0 ? 2 : 1) * term },
    ],
    [
      'a new start every 16 terms',
      'more terms',
      { add: (entry, term, step) => (step % 16 === 15 ? term : entry + term) },
    ],
    [
      'sums in float32',
      'more than 24 significant bits',
      { add: (entry, term) => Math.fround(entry + term) },
    ],
  ];
}

/** One index of one place replaced by another. */
function indexMutations(loop: Loop): Mutation[] {
  const { result, into } = loop;
  return [
    ...otherIndices(into).map(
      (at): Mutation => [
        `${result}[${at}] for ${result}[${into}]`,
        'an axis longer than 1',
        { into: at },
      ],
    ),
    ...(['left', 'right'] as const).flatMap((side) =>
      otherIndices(loop[side].at).map((at) => replaced(loop, side, { at })),
    ),
  ];
}

/** One operand replaced by another. */
function operandMutations(loop: Loop): Mutation[] {
  return (['left', 'right'] as const).flatMap((side) =>
    (['X', 'W', 'dY'] as const)
      .filter((name) => name !== loop[side].name)
      .map((name) => replaced(loop, side, { name })),
  );
}

function replaced(loop: Loop, side: 'left' | 'right', other: Partial<Factor>): Mutation {
  const factor = { ...loop[side], ...other };
  const words = `${spellFactor(factor)} for ${spellFactor(loop[side])}`;
  return [words, other.name ? 'they differ' : 'an axis longer than 1', { [side]: factor }];
}

/** One loop begins one later, or ends one earlier or later. */
function boundMutations(): Mutation[] {
  return (['i', 'j', 'l'] as const).flatMap((index): Mutation[] => [
    [`${index} from 1`, 'always', { bounds: { [index]: { from: 1, beyond: 0 } } }],
    [`${index} up to one less`, 'always', { bounds: { [index]: { from: 0, beyond: -1 } } }],
    [`${index} up to one more`, 'always', { bounds: { [index]: { from: 0, beyond: 1 } } }],
  ]);
}

type Pair = readonly [Index, Index];

function otherIndices([first, second]: Pair): Pair[] {
  const indices = ['i', 'j', 'l'] as const;
  return [
    ...indices.filter((index) => index !== first).map((index): Pair => [index, second]),
    ...indices.filter((index) => index !== second).map((index): Pair => [first, index]),
  ];
}

function transposed(factor: Factor): Factor {
  return { ...factor, at: [factor.at[1], factor.at[0]] };
}

/** The factor, read from the operand of another. */
function named(factor: Factor, { name }: Factor): Factor {
  return { ...factor, name };
}

function operandsOf({ left, right: second }: Loop): Partial<Loop> {
  return { left, right: second };
}

function mutant(loop: Loop, [words, trigger, change]: Mutation): Fault {
  const { result } = loop;
  const story = `${spell(loop)}, with ${words}`;
  const caughtBy = result === 'dX' ? 'equation-1' : 'equation-2';
  return wrongBackward(
    { name: `mutant ${result}, ${words}`, story, trigger, caughtBy },
    (problem) => ({ ...right(problem), [result]: run({ ...loop, ...change }, problem) }),
  );
}

export const mutants: readonly Fault[] = Object.values(loops).flatMap((loop) =>
  mutationsOf(loop).map((mutation) => mutant(loop, mutation)),
);
