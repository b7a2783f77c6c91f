import { type Found, type Guessing, guessesOf, rankOf, restOn, resultOf } from './found.ts';
import type { Mistake } from './mistakes/mistake.ts';
import { ofMembers } from './mistakes/of-members.ts';
import { ofOptions } from './mistakes/of-options.ts';
import { ofParts, ofResults } from './mistakes/of-results.ts';
import { ofTerms } from './mistakes/of-terms.ts';
import { insideOf, nothingSummed, onePlace, type Region, regions } from './regions.ts';
import type { Seen } from './seen.ts';

/** A mistake in a part of the result, where the rest is right. */
export function inParts(all: readonly Seen[]): Found[] {
  return suspects(all).flatMap(({ region, size }) => {
    const inside = new Map<Seen, readonly boolean[]>();
    const kept =
      (mistake: Mistake): Guessing =>
      (seen) => {
        const is = inside.get(seen) ?? insideOf(region, seen);
        inside.set(seen, is);
        const right = seen.right.toArray();
        return guessesOf(mistake, seen).map((guess) =>
          guess.map((entry, at) => (is[at] ? entry : right[at])),
        );
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

/** What may be so in a part of a result; what is about sums is far-fetched there. */
const partly: readonly (readonly [Mistake, number])[] = [
  ...[...ofParts, ...ofResults].map((mistake) => [mistake, 0] as const),
  ...[...ofTerms, ...ofMembers, ...ofOptions].map((mistake) => [mistake, 1] as const),
];

/** The smallest part that has all wrong entries, where most of it is wrong. */
export function partsAlone(all: readonly Seen[]): Found[] {
  const wrong = all.flatMap((seen) => seen.wrong).filter((is) => is).length;
  return suspects(all).flatMap(({ region, size }): Found[] => {
    if (!region.isTelling || 3 * wrong < 2 * size) return [];
    const rests = {
      answers: all.length,
      entries: wrong,
      rank: region.rank + rankOf({}, all),
      size,
    };
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
  return [...regions, ...onePlace(all)].flatMap((region) => {
    const flags = all.map((seen) => [seen, insideOf(region, seen)] as const);
    const hasAll = flags.every(([{ wrong }, is]) => wrong.every((bad, place) => !bad || is[place]));
    const cut = flags.filter(([, is]) => is.includes(false)).length;
    const isPart = cut >= 2 || region === nothingSummed;
    const size = flags.flatMap(([, is]) => is.filter((each) => each)).length;
    return hasAll && isPart ? [{ region, size }] : [];
  });
}
