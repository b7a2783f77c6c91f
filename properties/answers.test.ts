import { describe, expect, test } from 'vitest';
import complete from '../bank/unusual/complete.ts';
import { Border } from '../src/call/border.ts';
import type { Answer, Answers, Operand, Subject } from '../src/contract/subject.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { unmet } from '../src/property/need.ts';
import type { Property } from '../src/property/property.ts';
import { properties } from './index.ts';

type Result = 'Y' | keyof Answers;

/** One result of one call, counted from 1. */
interface Place {
  readonly call: number;
  readonly result: Result;
}

/** What stands there in the place of the right number. */
interface Wrong extends Place {
  readonly number: (right: number) => number;
}

const wrongs: readonly Wrong['number'][] = [
  (right) => {
    const other = right + 1 + Math.abs(right);
    return Number.isFinite(other) ? other : 0;
  },
  (right) => (Number.isNaN(right) ? 0 : Number.NaN),
];

const isDX = ({ result }: Place): boolean => result === 'dX';
const isDW = ({ result }: Place): boolean => result === 'dW';
const some = (): boolean => true;

/** What a property may ask for and not look at, and why. */
const ignoring: Readonly<Record<string, [why: string, may: (place: Place) => boolean]>> = {
  'equation-1': ['dW is not its business', isDW],
  'equation-2': ['dX is not its business', isDX],
  'batch-invariance': ['dW may depend on all rows', isDW],
  // It makes seven calls a problem: in the sixth X has changed, in the last W.
  linearity: [
    'after X has changed dW may, and after W dX',
    (place) => (place.call % 7 === 6 && isDW(place)) || (place.call % 7 === 0 && isDX(place)),
  ],
  'row-independence': ['dW is not looked at, nor a row that was changed', some],
  'column-independence': ['dX is not looked at, nor a column that was changed', some],
  'finite-difference': ['each of its gradients is asked for apart, for one loss', some],
  'fixed-order': ['it is enough that some two terms meet first', some],
  purity: ['of a later call it does not matter what it answers', some],
  'nan-dye': ['it looks at what is NaN or infinite', some],
  overflow: ['it looks at what is beyond the largest number', some],
  'joint-options': ['storage for a gradient that is not wanted may be written into', isDX],
};

/** Where an answer lies: its array, or storage that was given for it. */
interface Storage {
  readonly data: Numbers;
  readonly offset?: number;
}

type Numbers = ArrayLike<number> & { [at: number]: number };

/**
 * The right subject with every claim, and a list of what it answers; or, in one place, with one entry that is wrong.
 */
function right(wrong?: Wrong): { subject: Subject; answered: Place[] } {
  const answered: Place[] = [];
  let calls = 0;
  const note = (results: Readonly<Record<string, Answer | Operand | undefined>>): void => {
    calls += 1;
    for (const [name, storage] of Object.entries(results)) {
      if (storage === undefined || storage.data.length === 0) continue;
      // SAFETY: the names of answers and destinations are those of results.
      const result = name as Result;
      answered.push({ call: calls, result });
      // SAFETY: this subject answers with arrays that can be written into.
      if (wrong?.call === calls && wrong.result === result) spoil(storage as Storage, wrong);
    }
  };
  const { backward, forward, record } = complete;
  if (forward === undefined || record === undefined) throw new Error('it has every pass');
  const subject: Subject = {
    ...complete,
    async backward(given) {
      const answers = await backward(given);
      const { accumulate: _, ...into } = given.options?.into ?? {};
      note({ ...answers, ...into });
      return answers;
    },
    async forward(operands) {
      const Y = await forward(operands);
      note({ Y });
      return Y;
    },
    async record(operands) {
      const recorded = await record(operands);
      note({ Y: recorded.Y });
      return {
        ...recorded,
        async backward(dY) {
          const answers = await recorded.backward(dY);
          note({ ...answers });
          return answers;
        },
      };
    },
  };
  return { subject, answered };
}

/** An entry that is wrong: of a given storage its first. */
function spoil({ data, offset }: Storage, { call, number }: Wrong): void {
  const place = offset ?? call % data.length;
  data[place] = number(data[place] ?? 0);
}

/** What the property says of the subject, on a few problems. */
async function failuresOf(property: Property, subject: Subject): Promise<number> {
  const plan = { runs: 3, extent: 4, volume: 30, seed: 5, unshrunk: true } as const;
  const border = new Border(subject);
  expect(unmet(property, border)).toBeUndefined();
  return (await judge(property, border, plan)).failures.length;
}

/** Whether the property finds what is wrong there. */
async function looksAt(property: Property, place: Place): Promise<boolean> {
  for (const number of wrongs) {
    if ((await failuresOf(property, right({ ...place, number }).subject)) > 0) return true;
  }
  return false;
}

/** The answers that the property looks at, and those of which it does not matter whether they are right. */
async function answersTo(property: Property): Promise<{ looked: Place[]; ignored: Place[] }> {
  const { subject, answered } = right();
  expect(await failuresOf(property, subject)).toBe(0);
  const looks = await Promise.all(answered.map((place) => looksAt(property, place)));
  return {
    looked: answered.filter((_, at) => looks[at]),
    ignored: answered.filter((_, at) => !looks[at]),
  };
}

describe('every answer that a property asks for is looked at', () => {
  for (const property of properties) {
    const [why, may] = ignoring[property.id] ?? [undefined, () => false];
    test(`by ${property.id}${why === undefined ? '' : `, but ${why}`}`, async () => {
      const { looked, ignored } = await answersTo(property);
      expect(looked).not.toEqual([]);
      expect(ignored.filter((place) => !may(place))).toEqual([]);
      expect(ignored.length > 0).toBe(why !== undefined);
    });
  }
});
