/** What the wrong answers of a port have in common, and what they look like. */
import { claimsText, neededBy } from '../../claims/needed-by.ts';
import { Balls } from '../certified/balls.ts';
import { separating } from '../diagnosis/condition.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { inWords } from '../diagnosis/in-words.ts';
import { isWrong, type Result as ResultName, results, type Seen } from '../diagnosis/seen.ts';
import { type Traits, traitsOf } from '../diagnosis/traits.ts';
import { seenOf } from '../gate/judge/answers-to.ts';
import { Matrix } from '../matrix/matrix.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import { questionOf } from '../oracle/question-of.ts';
import { conditionWords } from '../verdict/fails-where.ts';
import { decodeGiven } from '../wire/json-given.ts';
import { numbersWithin } from '../wire/json-number.ts';
import type { Said } from '../wire/said-in.ts';
import type { Case, Result } from './vector-file.ts';

/** A case that was answered. */
export interface Answered {
  readonly asked: Case;
  readonly result: Result;
  readonly isRight: boolean;
}

/** Sentences about all answers together; none where all are right. */
export function inCommon(answered: readonly Answered[], said: Said): readonly string[] {
  const wrong = answered.filter(({ isRight }) => !isRight);
  if (wrong.length === 0) return [];
  return [...plumbing(answered), ...where(answered), ...looks(answered, said)];
}

/** Whether it is the numbers that are read or written wrongly, as far as the cases tell that ask nothing else. */
function plumbing(answered: readonly Answered[]): string[] {
  const cases = answered.filter(({ asked }) => asked.flags.includes('plumbing'));
  const wrong = cases.filter(({ isRight }) => !isRight).map(({ asked: { id } }) => id);
  if (cases.length === 0) return [];
  if (wrong.length === 0) {
    return ['Numbers are read and written as they stand: the cases that copy them are right.'];
  }
  return [
    `Begin with ${wrong.join(' and ')}: each gradient has only to copy numbers, so these are read or written wrongly.`,
  ];
}

/** What separates the cases that are wrong from those that are right. */
function where(answered: readonly Answered[]): string[] {
  const traits = answered.map(({ asked, isRight }) => ({ isRight, of: traitsIn(asked) }));
  const fail = traits.filter(({ isRight }) => !isRight).map(({ of }) => of);
  const hold = traits.filter(({ isRight }) => isRight).map(({ of }) => of);
  if (hold.length === 0) return ['Every case is wrong.'];
  const { atoms, of } = separating({ fail, hold });
  if (atoms.length === 0) return [];
  const words = conditionWords(atoms.map((atom) => atom.words));
  if (of === 'what holds') return [`Right is every case ${words}, and no other.`];
  const alike = hold.filter((each) => atoms.every(({ holds }) => holds(each))).length;
  if (alike === 0) return [`Wrong is every case ${words}, and no other.`];
  return [`All that is wrong is ${words}; so are ${alike} of the ${hold.length} right cases.`];
}

/** Of a case: its shape and its entries, and which claims it needs. */
function traitsIn(asked: Case): Traits {
  const given = decodeGiven(asked);
  const { has, ...traits } = traitsOf(questionOf(given).problem);
  const needed = Object.entries(neededBy(given)).map(([name, value]) =>
    claimsText({ [name]: value }),
  );
  return { ...traits, has: new Set([...has, ...needed]) };
}

/** What mistake gives these answers, where one does. */
function looks(answered: readonly Answered[], said: Said): string[] {
  const seen = answered
    .filter(({ asked }) => asked.options === undefined)
    .flatMap((each) => results.flatMap((of) => seenIn(each, of, said) ?? []));
  const diagnoses = results
    .map((of) => seen.filter((each) => each.of === of))
    .filter((all) => all.some(isWrong))
    .map((all) => diagnose(all[0]?.of ?? 'dX', all));
  const { diagnosis, candidates = [] } = inWords(diagnoses);
  if (diagnosis !== undefined) return [`Diagnosis: ${diagnosis}.`];
  if (candidates.length === 0) return [];
  return ['Diagnosis: it may be that', ...candidates.map((each) => `  - ${each}`)];
}

/** One result of an answer beside what is right; nothing, where it was not given, or is no matrix of its shape. */
function seenIn({ asked, result }: Answered, of: ResultName, said: Said): Seen | undefined {
  const [right, answer] = [asked.expected[of], result[of]];
  if (right === undefined || !Array.isArray(answer?.data)) return undefined;
  const { problem } = questionOf(decodeGiven(asked));
  const data = Float64Array.from(numbersWithin(answer.data), Number);
  const columns = of === 'dX' ? problem.X.cols : problem.W.cols;
  if (data.length !== right.data.length || columns === 0) return undefined;
  const rad = Float64Array.from(right.data, (_, place) =>
    right.rad === 0 ? 0 : Number(right.rad[place]),
  );
  const rows = data.length / columns;
  const balls = new Balls(Matrix.over(rows, columns, data), Matrix.over(rows, columns, rad));
  return seenOf({ of, problem, terms: {} }, balls, {
    claims: { grouping: 'zero tail' },
    formats: tensorFormats(said),
  });
}
