import { defined } from '../../defined.ts';
import type { WrongTiles } from '../../oracle/wrong-tiles.ts';
import { describeVariant } from '../../problem/drawn-variant.ts';
import type { LargeProblem } from '../../problem/large/large-problem.ts';
import { describeLayout, type Layout } from '../../problem/layout.ts';
import type { JsonProblem, SmallestProblem, Step, WrongMap } from '../../verdict/counterexample.ts';
import { encodeMatrix } from '../../verdict/encode-matrix.ts';
import { noneAsked } from '../../verdict/held.ts';
import type {
  Crashed,
  Fails,
  Holds,
  HoldsWeakly,
  NoSuchProblem,
} from '../../verdict/property-verdict.ts';
import { encodeNumber } from '../../wire/json-number.ts';
import type { AskedLarge } from './ask-large.ts';
import { encodeDisagreement, wrongEntryIn } from './encode-disagreement.ts';
import type { LargeJudgement } from './judge-large.ts';
import type { LargeFailure } from './large-failure.ts';
import { sentenceOf } from './to-outcome.ts';

/** So many entries of all operands together are listed. */
const fewEntries = 1000;

/** What probing a product of large problems came to, as plain JSON. */
export function largeOutcome(
  judgement: LargeJudgement,
  replayOf: (path: string) => string,
): Holds | HoldsWeakly | Fails | Crashed | NoSuchProblem {
  const { runs, failures, path, evidence } = judgement;
  const [first, last] = [failures[0], failures.at(-1)];
  const tried = { runs, evidence };
  if (first === undefined || last === undefined) {
    if (runs === 0 && evidence.unasked === undefined) return { outcome: 'no such problem' };
    const isExact = evidence.features.exact;
    const lacking = runs === 0 ? [noneAsked(evidence)] : isExact ? [] : ['no problem was exact'];
    return lacking.length === 0
      ? { outcome: 'holds', ...tried }
      : { outcome: 'holds weakly', lacking, ...tried };
  }
  const { shrinking, again } = judgement;
  const smallest: SmallestProblem = {
    ...encodeLarge(last.problem, judgement.last?.operands),
    ...mapOf(judgement.last?.tiles),
    shrinks: failures.length - 1,
    ...defined({ shrinking, again }),
    replay: replayOf(path),
    first: encodeLarge(first.problem),
    steps: failures.map(stepOf),
  };
  const wrong = encodeDisagreement(last.disagreement);
  if (wrong !== undefined) {
    return { outcome: 'fails', ...tried, counterexample: { ...smallest, ...wrong } };
  }
  const message = sentenceOf(last.disagreement);
  return { outcome: 'crashed', ...tried, message, counterexample: smallest };
}

/** A large problem in words; with its entries, where they are few. */
function encodeLarge(problem: LargeProblem, operands?: AskedLarge['operands']): JsonProblem {
  const { shape, layouts = {}, members = 1 } = problem;
  const { m, n, k } = shape;
  const isSmall = operands !== undefined && members * (m * n + n * k + m * k) <= fewEntries;
  const axes = [members];
  const views = Object.entries(layouts).map(([name, layout]: [string, Layout]) => [
    name,
    { words: describeLayout(layout), ...layout },
  ]);
  return {
    shape,
    ...(problem.members !== undefined && { batch: { X: axes, W: axes, dY: axes } }),
    ...(problem.variant !== undefined && { asks: describeVariant(problem.variant) }),
    ...(isSmall
      ? { X: encodeMatrix(operands.X), W: encodeMatrix(operands.W), dY: encodeMatrix(operands.dY) }
      : { numbers: numbersOf(problem) }),
    ...(views.length > 0 && { layouts: Object.fromEntries(views) }),
  };
}

function numbersOf({ kind, grows }: LargeProblem): string {
  const signs = grows && kind !== 'rounded' ? ', most of them positive' : '';
  return `(too many entries to list: ${words[kind]}${signs}; they follow from the token)`;
}

const words = {
  exact: 'whole numbers whose sums are never rounded',
  saturating: 'whole numbers whose sums fill what they are kept in',
  rounded: 'numbers with as many bits as the format has',
} as const satisfies Record<LargeProblem['kind'], string>;

function mapOf(tiles: WrongTiles | undefined): { readonly map?: WrongMap } {
  if (tiles === undefined || tiles.wrong.length * (tiles.wrong[0]?.length ?? 0) <= 1) return {};
  const lines = tiles.wrong.map((row) => row.map((wrong) => (wrong ? '#' : '.')).join(''));
  return { map: { tile: tiles.tile, lines } };
}

function stepOf({ problem, disagreement, nonZero, largest }: LargeFailure): Step {
  const { layouts, kind, members, variant } = problem;
  const batch = members === undefined ? [] : [`batch of ${members}`];
  const asks = describeVariant(variant);
  const more = [kind, ...batch, ...asks, ...(layouts === undefined ? [] : ['views'])].join('; ');
  const where = disagreement.kind === 'crash' ? 'the call' : disagreement.where;
  const size = { shape: problem.shape, nonZero, largest: encodeNumber(largest), more };
  return { ...size, where, ...wrongEntryIn(disagreement) };
}
