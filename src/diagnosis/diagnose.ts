import {
  type Explanation,
  type Found,
  type Guessing,
  guessesOf,
  lateRank,
  rankOf,
  restOn,
  resultOf,
  type Which,
} from './found.ts';
import { explained } from './guess.ts';
import { inParts, partsAlone } from './in-parts.ts';
import { mistakes } from './mistakes/index.ts';
import type { Cause, Mistake } from './mistakes/mistake.ts';
import { solved } from './mistakes/solved.ts';
import { isWrong, type Result, type Seen, sumsFor } from './seen.ts';

/** What wrong answers look like. */
export interface Diagnosis {
  readonly of: Result;
  /** What all of them look like, and nothing else that is known does. */
  readonly told?: Explanation;
  /** What explains them all, where several things do; up to three. */
  readonly candidates: readonly Explanation[];
}

/** So many wrong answers, and wrong entries in them, must look alike before anything is said. */
const enough = { answers: 3, entries: 4 };

/** Of roundings, which are many and lie near one another. */
const enoughRounded = { answers: 6, entries: 12 };

/**
 * What all wrong ones of these answers to the same result look like. A mistake explains them when
 * it gives each of them, entry by entry, as far as it says what an entry is, and most of the wrong
 * ones. The plainest kind counts: a mistake; a factor or an addend; a mistake in a part of the
 * result; the part alone. Of one kind, one that gives the right answers, too, is preferred to one
 * that is made now and then only.
 */
export function diagnose(of: Result, answers: readonly Seen[]): Diagnosis {
  const all = smallest(answers.filter(isWrong));
  const right = smallest(answers.filter((seen) => !isWrong(seen)));
  const kinds = [
    () => wholly(all, mistakes),
    () => wholly(all, solved(all)),
    () => inParts(all),
    () => wholly(all, mistakes, 'but for a few'),
    () => unwritten(all),
    () => partsAlone(all),
  ];
  for (const kind of kinds) {
    const found = kind();
    const always = found.filter(({ guesses }) => right.every((seen) => isAlso(seen, guesses)));
    if (found.length > 0) return { of, ...verdictOn(always.length > 0 ? always : found) };
  }
  return { of, candidates: [] };
}

/** What may be looked at in all, in products; a few answers always are. */
const most = { products: 100_000, few: 8 };

/** The smallest ones first, as most guesses end at a small one, and the large ones only as far as that is cheap. */
function smallest(answers: readonly Seen[]): readonly Seen[] {
  let products = 0;
  return answers
    .toSorted((a, b) => productsOf(a) - productsOf(b))
    .filter((seen, place) => {
      products += productsOf(seen);
      return place < most.few || products <= most.products;
    });
}

function productsOf(seen: Seen): number {
  return sumsFor(seen).reduce(
    (count, { left, right }) => count + left.rows * Math.max(1, left.cols) * right.cols,
    0,
  );
}

/** Whether a mistake gives a right answer, or is none there. */
function isAlso(seen: Seen, guesses: Guessing): boolean {
  const list = guesses(seen);
  return list.length === 0 || list.some((guess) => explained(seen, guess) !== undefined);
}

function isEnough({ answers, entries, cause }: Found): boolean {
  const wanted = cause === 'rounded' || cause === 'narrow' ? enoughRounded : enough;
  return answers >= wanted.answers && entries >= wanted.entries;
}

function verdictOn(all: readonly Found[]): Omit<Diagnosis, 'of'> {
  const found = plainest(all.filter(isEnough));
  const [first] = found;
  if (first === undefined) return { candidates: [] };
  const mayBeTold = found.every((other) => isSame(first, other)) && first.rank < lateRank;
  const list = found.map(({ cause, sentence }) => ({ cause, sentence }));
  const [told] = list;
  if (told && mayBeTold) return { told, candidates: [] };
  return { candidates: list.length > 3 ? [] : list };
}

/** The least far-fetched, and of these those about the smallest parts; each once. */
function plainest(all: readonly Found[]): readonly Found[] {
  const least = Math.min(...all.map(({ rank }) => rank));
  const found = all.filter(({ rank }) => rank === least);
  const smallest = Math.min(...found.map(({ size }) => size));
  return found.filter(
    ({ size, sentence }, place) =>
      size === smallest && found.findIndex((other) => other.sentence === sentence) === place,
  );
}

/**
 * Two words for one thing: the answers do not tell them apart, and both name the same kind of
 * mistake.
 */
function isSame(first: Found, other: Found): boolean {
  return (
    first === other ||
    oneInKind.some((kind) => kind.includes(first.cause) && kind.includes(other.cause))
  );
}

/** Strides that are exchanged are a transpose. */
const oneInKind: readonly (readonly Cause[])[] = [
  ['transpose', 'layout'],
  ['indices'],
  ['order'],
  ['scale'],
];

/** Mistakes that explain whole results. */
function wholly(all: readonly Seen[], list: readonly Mistake[], which: Which = 'all'): Found[] {
  return list.flatMap((mistake): Found[] => {
    const guesses: Guessing = (seen) => guessesOf(mistake, seen);
    const rests = restOn(all, { guesses, cause: mistake.cause, which });
    if (rests === undefined) return [];
    const about = { cause: mistake.cause, rank: rankOf(mistake, all), size: 0, guesses };
    return [
      { ...rests, ...about, sentence: `is what comes out when ${mistake.sentence(resultOf(all))}` },
    ];
  });
}

/** Where it is wrong, it is NaN. */
function unwritten(all: readonly Seen[]): Found[] {
  const isAll = all.every(({ wrong, answer }) =>
    answer.mid.toArray().every((entry, place) => !wrong[place] || Number.isNaN(entry)),
  );
  if (!isAll) return [];
  const sentence =
    'is NaN where it is wrong: nobody writes it, or it is made of storage that holds NaN';
  const rests = {
    answers: all.length,
    entries: Number.POSITIVE_INFINITY,
    rank: rankOf({}, all),
    size: 0,
  };
  return [{ ...rests, cause: 'unwritten', guesses: () => [], sentence }];
}
