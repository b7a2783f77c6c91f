import { Border } from '../../call/border.ts';
import { Unasked } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import type { Problem } from '../../problem/problem.ts';
import { fact, type Property } from '../../property/property.ts';
import { type Judgement, judge } from './judge.ts';

/** A law about the problem alone, which is asked of the subject all the same. */
export function lawOn(
  holds: (problem: Problem) => boolean,
  more: Partial<Property> = {},
): Property {
  return {
    ...{ id: 'law', cites: 'definition', statement: 'the problem is as it should be' },
    async *check({ problem, backward }) {
      await backward(problem);
      yield fact('the problem', { holds: holds(problem), expected: 'right', actual: 'wrong' });
    },
    ...more,
  };
}

/** Few problems, and small ones. */
export const plan = { runs: 12, extent: 6, volume: 100, seed: 1 };
export type Judging = Partial<Parameters<typeof judge>[2]>;

export const rows = ({ X }: Problem): number => X.rows;
/** It fails from four rows on. */
export const fewRows = lawOn((problem) => rows(problem) < 4);

/** What comes of judging a property on them. */
export function judged(
  property: Property,
  more: Judging = {},
  subject: Subject = reference,
): Promise<Judgement> {
  return judge(property, new Border(subject), { ...plan, ...more });
}

/** Answers no problem of which this is so. */
export function refusing(refuses: (rows: number) => boolean): Subject {
  return {
    ...reference,
    backward: (given) => {
      if (refuses(given.X.shape[0] ?? 0)) throw new Unasked('too many rows');
      return reference.backward(given);
    },
  };
}
