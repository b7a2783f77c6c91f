import { explained, type Guess } from './guess.ts';
import { mistakes } from './mistakes/index.ts';
import type { Cause, Mistake } from './mistakes/mistake.ts';
import { ofParts, ofResults } from './mistakes/of-results.ts';
import { solved } from './mistakes/solved.ts';
import { insideOf, type Region, regions } from './regions.ts';
import { isWrong, type Result, type Seen } from './seen.ts';

/** What wrong answers look like. */
export interface Diagnosis {
  readonly of: Result;
  /** What all of them look like, and nothing else that is known does. */
  readonly told?: Explanation;
  /** What explains them all, where several things do; up to three. */
  readonly candidates: readonly Explanation[];
}

/** One mistake that explains wrong answers. */
export interface Explanation {
  readonly cause: Cause;
  /** Completes "this dX ". */
  readonly sentence: string;
}

/** An explanation of all answers, how far-fetched it is, and how many answers and entries it rests on. */
interface Found extends Explanation {
  readonly rank: number;
  /** Entries of the part that it is about; 0 of the whole result. */
  readonly size: number;
  readonly guesses: Guessing;
  readonly answers: number;
  readonly entries: number;
}

/** Which answers a mistake must explain: what has two faults, or a fault in a fault, is explained but for one in ten. */
type Which = 'all' | 'but for a few';

type Guessing = (seen: Seen) => readonly Guess[];

/** So many wrong answers, and wrong entries in them, must look alike before anything is said. */
const enough = { answers: 3, entries: 4 };

/**
 * What all wrong ones of these answers to the same result look like. A mistake explains them when it gives each of them,
 * entry by entry, as far as it says what an entry is, and most of the wrong ones. The plainest kind counts: a
 * mistake; a factor or an addend; a mistake in a part of the result; the part alone. Of one kind, one that
 * gives the right answers, too, is preferred to one that is made now and then only.
 */
export function diagnose(of: Result, answers: readonly Seen[]): Diagnosis {
  const bySize = answers.toSorted((a, b) => a.wrong.length - b.wrong.length); // most guesses end at a small one
  const all = bySize.filter(isWrong);
  const right = bySize.filter((seen) => !isWrong(seen));
  const kinds = [
    () => wholly(all, mistakes),
    () => wholly(all, solved(all)),
    () => inParts(all),
    () => wholly(all, mistakes, 'but for a few'),
    () => unwritten(all),
    () => parts(all),
  ];
  for (const kind of kinds) {
    const found = kind();
    const always = found.filter(({ guesses }) => right.every((seen) => isAlso(seen, guesses)));
    if (found.length > 0) return { of, ...verdictOn(always.length > 0 ? always : found) };
  }
  return { of, candidates: [] };
}

/** Whether a mistake gives a right answer, or is none there. */
function isAlso(seen: Seen, guesses: Guessing): boolean {
  const list = guesses(seen);
  return list.length === 0 || list.some((guess) => explained(seen, guess) !== undefined);
}

function isEnough({ answers, entries }: Found): boolean {
  return answers >= enough.answers && entries >= enough.entries;
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

/** Two words for one thing: the answers do not tell them apart, and both name the same kind of mistake. */
function isSame(first: Found, other: Found): boolean {
  return first === other || (first.cause === other.cause && oneInKind.includes(first.cause));
}

const oneInKind: readonly Cause[] = ['transpose', 'indices', 'order', 'layout'];

/** Mistakes that explain whole results. */
function wholly(all: readonly Seen[], list: readonly Mistake[], which: Which = 'all'): Found[] {
  return list.flatMap((mistake): Found[] => {
    const guesses: Guessing = (seen) => mistake.guesses(seen);
    const rests = restOn(all, { guesses, cause: mistake.cause, which });
    if (rests === undefined) return [];
    const about = { cause: mistake.cause, rank: rankOf(mistake, all), size: 0, guesses };
    return [
      { ...rests, ...about, sentence: `is what comes out when ${mistake.sentence(resultOf(all))}` },
    ];
  });
}

function resultOf([first]: readonly Seen[]): Result {
  return first?.of ?? 'dX';
}

const inOtherOrder: readonly Cause[] = ['narrow', 'rounded'];

function isExact({ answer }: Seen): boolean {
  return answer.rad.toArray().every((radius) => radius === 0);
}

/** After other calls, what is kept of these is the plainest: alone, the last one may be right. */
const lateRank = 10;

function rankOf({ cause, rank = 0 }: Partial<Mistake>, all: readonly Seen[]): number {
  const isLate = all.some(({ before = [] }) => before.length > 0);
  return isLate && cause !== 'stale' ? rank + lateRank : rank;
}

/**
 * What guesses rest on, where each answer is one of them; nothing, where one is not, or much is unknown.
 * Of what rounds, one answer in ten may be another: its sums may have been rounded in another order.
 */
function restOn(
  all: readonly Seen[],
  { guesses, cause, which }: Pick<Found, 'guesses' | 'cause'> & { readonly which: Which },
): Pick<Found, 'answers' | 'entries'> | undefined {
  let [answers, entries, wrong, missed] = [0, 0, 0, 0];
  for (const seen of all) {
    const counts = guesses(seen).flatMap((guess) => explained(seen, guess) ?? []);
    if (counts.length === 0) {
      missed += 1;
      const isRounded = inOtherOrder.includes(cause) && !isExact(seen);
      const mayMiss = isRounded || which === 'but for a few';
      if (!mayMiss || 10 * missed > all.length) return undefined;
      continue;
    }
    const most = Math.max(...counts);
    if (most > 0) answers += 1;
    entries += most;
    wrong += seen.wrong.filter((is) => is).length;
  }
  return 4 * entries >= wrong && 2 * answers >= all.length ? { answers, entries } : undefined;
}

/** A mistake in a part of the result, where the rest is right. */
function inParts(all: readonly Seen[]): Found[] {
  return suspects(all).flatMap(({ region, size }) => {
    const inside = new Map<Seen, readonly boolean[]>();
    const kept =
      (mistake: Mistake): Guessing =>
      (seen) => {
        const is = inside.get(seen) ?? insideOf(region, seen);
        inside.set(seen, is);
        const right = seen.right.toArray();
        return mistake
          .guesses(seen)
          .map((guess) => guess.map((entry, at) => (is[at] ? entry : right[at])));
      };
    return partly.flatMap(([mistake, more]): Found[] => {
      const guesses = kept(mistake);
      const rests = restOn(all, { guesses, cause: mistake.cause, which: 'all' });
      if (rests === undefined) return [];
      const rank = region.rank + more + rankOf(mistake, all);
      const sentence = `is right, but ${region.words} ${mistake.sentence(resultOf(all))}`;
      return [{ ...rests, cause: 'edge', rank, size, guesses, sentence }];
    });
  });
}

/** What may be so in a part of a result; what is about operands and sums is far-fetched there. */
const partly: readonly (readonly [Mistake, number])[] = [
  ...[...ofParts, ...ofResults].map((mistake) => [mistake, 0] as const),
  ...mistakes.filter((each) => !ofResults.includes(each)).map((mistake) => [mistake, 1] as const),
];

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

/** The smallest part that has all wrong entries, where most of it is wrong. */
function parts(all: readonly Seen[]): Found[] {
  const wrong = all.flatMap((seen) => seen.wrong).filter((is) => is).length;
  return suspects(all).flatMap(({ region, size }): Found[] => {
    if (!region.isTelling || 3 * wrong < 2 * size) return [];
    const rests = { answers: all.length, entries: wrong, rank: rankOf({}, all), size };
    return [
      {
        ...rests,
        cause: 'edge',
        guesses: () => [],
        sentence: `is wrong ${region.words}, and only there`,
      },
    ];
  });
}

/** A part that has all wrong entries, and how many entries of all answers it has. */
interface Suspect {
  readonly region: Region;
  readonly size: number;
}

/** Such parts, where they leave out some entries of some answers. */
function suspects(all: readonly Seen[]): Suspect[] {
  return regions.flatMap((region) => {
    const flags = all.map((seen) => [seen, insideOf(region, seen)] as const);
    const hasAll = flags.every(([{ wrong }, is]) => wrong.every((bad, place) => !bad || is[place]));
    const cut = flags.filter(([, is]) => is.includes(false)).length;
    const isPart = cut >= 2 || region.words === 'where nothing is summed';
    const size = flags.flatMap(([, is]) => is.filter((each) => each)).length;
    return hasAll && isPart ? [{ region, size }] : [];
  });
}
