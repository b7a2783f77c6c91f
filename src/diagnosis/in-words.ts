import type { Diagnosis } from './diagnose.ts';
import type { Explanation } from './found.ts';
import type { Cause } from './mistakes/mistake.ts';

/** What a diagnosis says, for people and for programs. */
export interface InWords {
  /** "this dX is what comes out when …": nothing else that is known explains it. */
  readonly diagnosis?: string;
  /** What kind of mistake that is. */
  readonly cause?: Cause;
  /** What explains it, where several things do; none: no known mistake does. */
  readonly candidates?: readonly string[];
}

/** Diagnoses of one failure in words; nothing, where there was nothing to diagnose. */
export function inWords(diagnoses: readonly Diagnosis[]): InWords {
  if (diagnoses.length === 0) return {};
  const told = diagnoses.flatMap(({ of, told: explanation }) =>
    explanation === undefined ? [] : [{ of, explanation }],
  );
  const [first] = told;
  if (first === undefined) {
    const candidates = diagnoses.flatMap(({ of, candidates: list }) =>
      list.map((each) => spoken([of], each)),
    );
    return { candidates: [...new Set(candidates)].slice(0, 3) };
  }
  const { explanation } = first;
  const alike = told.filter((each) => each.explanation.sentence === explanation.sentence);
  const others = told.filter((each) => !alike.includes(each));
  const sentences = [
    spoken(
      alike.map(({ of }) => of),
      explanation,
    ),
    ...others.map((each) => spoken([each.of], each.explanation)),
  ];
  return { diagnosis: sentences.join('; '), cause: explanation.cause };
}

function spoken(of: readonly string[], { sentence }: Explanation): string {
  return of.length === 1
    ? `this ${of[0]} ${sentence}`
    : `${of.join(' and ')}, each of them, ${sentence}`;
}
