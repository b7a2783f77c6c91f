/** What a condition may say of a problem: its extents, and what it has or has not. */
import type { Matrix } from '../matrix/matrix.ts';
import { exponentOf } from '../number/round.ts';
import { significantBits } from '../number/significant-bits.ts';
import { batchSizes, isLeading } from '../problem/batch.ts';
import { kindsOf } from '../problem/draw/draw-layout.ts';
import { describeVariant } from '../problem/drawn-variant.ts';
import { rowsInGroups } from '../problem/grouped.ts';
import { type Problem, shapeOf } from '../problem/problem.ts';

/** The traits of one problem. */
export interface Traits {
  /** Extents, which may be compared with one another. */
  readonly extents: Numbers;
  /** What else can be counted: entries, products, bits. */
  readonly counts: Numbers;
  /** ⌊log₂⌋ of magnitudes. */
  readonly exponents: Numbers;
  readonly has: ReadonlySet<string>;
}

type Numbers = Readonly<Record<string, number>>;

/** The traits of a problem: shape, batch, layouts, options and entries. */
export function traitsOf(problem: Problem): Traits {
  const { X, W, dY, batch, variant } = problem;
  const { m, n, k } = shapeOf(problem);
  const operands = Object.entries({ X, W, dY }).map(([name, matrix]) => entryTraits(name, matrix));
  return {
    extents: { m, n, k, ...membersOf(batch) },
    counts: Object.assign(
      { m·n: m * n, n·k: n * k, m·k: m * k, m·n·k: m * n * k },
      ...operands.map(({ counts }) => counts),
    ),
    exponents: Object.assign({}, ...operands.map(({ exponents }) => exponents)),
    has: new Set([
      ...kindsOfBatch(problem),
      ...describeVariant(variant).map((words) => words.replace(/^with /, '')),
      ...layoutsOf(problem),
      ...operands.flatMap(({ has }) => has),
    ]),
  };
}

function membersOf(batch: Problem['batch']): Numbers {
  if (batch === undefined) return {};
  const { groups } = batch;
  if (groups === undefined) return { 'batch size': batchSizes(batch).dY };
  return { 'the number of groups': groups.length, 'the largest group': Math.max(...groups) };
}

function kindsOfBatch({ X, batch }: Problem): string[] {
  if (batch === undefined) return [];
  if (batch.groups === undefined) {
    return ['a batch', ...(isLeading(batch) ? [] : ['a broadcast batch'])];
  }
  const [first, ...others] = batch.groups;
  const [last, hasEmpty] = [others.at(-1) ?? first, batch.groups.includes(0)];
  return [
    'groups',
    ...(rowsInGroups(batch.groups) < X.rows ? ['rows beyond the last group'] : []),
    ...(hasEmpty ? ['a group without rows'] : []),
    ...(first === 0 ? ['a first group without rows'] : []),
    ...(last === 0 ? ['a last group without rows'] : []),
    ...(others.some((length) => length !== first) ? ['groups of unlike lengths'] : []),
  ];
}

/** Of operands; of destinations, where there are any. */
function layoutsOf({ layouts = {}, variant }: Problem): string[] {
  const { X, W, dY, dX, dW } = layouts;
  const given = variant?.into === undefined ? { X, W, dY } : { X, W, dY, dX, dW };
  const each = Object.entries(given).flatMap(([name, layout]) =>
    layout === undefined ? [] : kindsOf(layout).map((kind) => [wordsOf[kind], name] as const),
  );
  const some = new Set(each.map(([words]) => `${words} in any layout`));
  return [...each.map(([words, name]) => `${words} in the layout of ${name}`), ...some];
}

const wordsOf = {
  'column-major': 'contiguous columns',
  gaps: 'gaps',
  offset: 'an offset',
  steps: 'steps',
  reversed: 'a negative stride',
  expanded: 'stride 0',
  'lone strides': 'strange strides on axes of extent 1',
  'batch order': 'batch axes in another order',
} as const;

function entryTraits(
  name: string,
  matrix: Matrix,
): Omit<Traits, 'extents' | 'has'> & {
  readonly has: readonly string[];
} {
  const entries = matrix.entries();
  const [first = 0] = entries;
  const isSome = (is: (entry: number) => boolean, words: string) =>
    entries.some(is) ? [words] : [];
  const finite = [...entries].filter((entry) => entry !== 0 && Number.isFinite(entry));
  const exponents = finite.map(exponentOf);
  return {
    counts: { [`significant bits of ${name}`]: Math.max(0, ...finite.map(significantBits)) },
    exponents: {
      ...(finite.length > 0 && {
        [`the largest |entry| of ${name}`]: Math.max(...exponents),
        [`the smallest |entry| of ${name} but 0`]: Math.min(...exponents),
      }),
    },
    has: [
      ...isSome((entry) => entry === 0, `a zero in ${name}`),
      ...isSome((entry) => entry < 0, `a negative entry in ${name}`),
      ...isSome((entry) => !Number.isInteger(entry), `an entry of ${name} that is no integer`),
      ...(entries.every((entry) => entry === first) ? [`one number throughout ${name}`] : []),
    ],
  };
}
