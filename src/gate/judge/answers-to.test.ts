import { PreconditionFailure } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../../bank/engine/subject-of.ts';
import { equation1 } from '../../../properties/equation-1.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Border } from '../../call/border.ts';
import { SubjectThrew } from '../../call/subject-crash.ts';
import { Balls } from '../../certified/balls.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { isWrong, type Seen } from '../../diagnosis/seen.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { grouped } from '../../problem/grouped.ts';
import { agree, type Question } from '../../property/property.ts';
import { answersTo, seenOf } from './answers-to.ts';
import { holding, plainly, stating, wrongIn } from './stating.test-setup.ts';

const problem = problemOf([2, 1, 2], { X: (i) => i + 2, W: (_, j) => j + 1 });

/** "dX wrong", "dW right" of each answer, in order. */
function inShort(seen: readonly Seen[]): string[] {
  return seen.map((each) => `${each.of} ${isWrong(each) ? 'wrong' : 'right'}`);
}

/** What is seen, where a property asks so. */
function asking(subject: Subject | Border, ask: (question: Question) => Promise<unknown>) {
  const border = subject instanceof Border ? subject : new Border(subject);
  const property = stating(async function* (question) {
    await ask(question);
    yield agree('nothing', Balls.exact(problem.X), Balls.exact(problem.X));
  });
  return answersTo(property, border, problem);
}

const wrong: Subject = { ...reference, claims: {}, backward: wrongIn('dX') };

describe('answers are seen', () => {
  test('of both gradients, and which entries are wrong', async () => {
    const border = new Border(plainly({ backward: wrongIn('dX', (x, at) => (at === 1 ? 9 : x)) }));
    const seen = await answersTo(equation1, border, problem);
    expect(inShort(seen)).toEqual(['dX wrong', 'dW right']);
    const [dX] = seen;
    expect(dX?.wrong).toEqual([false, true]);
    expect([...(dX?.answer.mid.toArray() ?? [])]).toEqual([3, 9]);
    expect([...(dX?.right.toArray() ?? [])]).toEqual([3, 3]);
    expect(dX?.problem).toBe(problem);
    expect(dX?.terms.prior).toBeUndefined();
  });

  test.each<[string, (question: Question) => Promise<unknown>]>([
    ['backward', (question) => question.backward(problem)],
    ['ask', (question) => question.ask(problem, {})],
    ['read', async (question) => question.read(problem, await question.hold(problem))],
  ])('however they are asked for: %s', async (_, ask) => {
    expect(inShort(await asking(wrong, ask))).toEqual(['dX wrong', 'dW right']);
  });

  test('of a call that asks for more, as what that makes of them', async () => {
    const complete = subjectOf('complete');
    const prior = { dX: problem.X, dW: problem.W };
    for (const variant of [{ alpha: 2 }, { into: prior }, { into: 'overwrite' }] as const) {
      const seen = await asking(complete, (question) => question.ask(problem, variant));
      expect(inShort(seen)).toEqual(['dX right', 'dW right']);
    }
    const [dX] = await asking(complete, (question) => question.ask(problem, { into: prior }));
    expect(dX?.terms).toMatchObject({ prior });
    const alone = await asking(complete, (question) => question.ask(problem, { wants: ['dW'] }));
    expect(inShort(alone)).toEqual(['dW right']);
  });

  test('of Y, beside the operands that it is of', async () => {
    const doubling = plainly({
      forward: async (given) => {
        const { shape, data } = (await reference.forward?.(given)) ?? { shape: [], data: [] };
        return { shape, data: Array.from(data, (y) => 2 * y) };
      },
    });
    const seen = await asking(doubling, (question) => question.forward(problem));
    expect(inShort(seen)).toEqual(['Y wrong']);
    const [Y] = seen;
    expect(Y?.problem.X).toBe(problem.X);
    expect([...(Y?.right.toArray() ?? [])]).toEqual([2, 4, 3, 6]);
    expect(inShort(await asking(wrong, (question) => question.forward(problem)))).toEqual([
      'Y right',
    ]);
  });

  test('with the weight that the layer holds', async () => {
    const border = new Border(holding);
    expect(inShort(await answersTo(equation1, border, problem))).toEqual(['dX right', 'dW right']);
  });

  test('of gradients that there are alone', async () => {
    const alone = plainly({ backward: wrongIn('dX'), claims: { gradients: 'dX' } });
    const seen = await answersTo(equation1, new Border(alone), problem);
    expect(inShort(seen)).toEqual(['dX wrong']);
  });

  test('two wrong ones of each result, and a right one', async () => {
    const often = async (question: Question) => {
      for (let call = 0; call < 4; call += 1) await question.backward(problem);
    };
    expect(inShort(await asking(wrong, often))).toEqual(['dX wrong', 'dW right', 'dX wrong']);
    let calls = 0;
    const turning: Subject['backward'] = (given) => {
      calls += 1;
      return calls === 2 ? reference.backward(given) : wrongIn('dX')(given);
    };
    const some = await asking(plainly({ backward: turning }), often);
    expect(inShort(some)).toEqual(['dX wrong', 'dW right', 'dX right', 'dX wrong']);
  });

  test('of some calls: not of all of a property that asks for very many', async () => {
    let calls = 0;
    const late: Subject['backward'] = (given) => {
      calls += 1;
      return calls > 20 ? wrongIn('dX')(given) : reference.backward(given);
    };
    const many = async (question: Question) => {
      for (let call = 0; call < 25; call += 1) await question.backward(problem);
    };
    expect(inShort(await asking(plainly({ backward: late }), many))).not.toContain('dX wrong');
  });
});

describe('where something is thrown', () => {
  test('what was seen before it counts', async () => {
    for (const thrown of [new SubjectThrew('no'), new PreconditionFailure()]) {
      const seen = await asking(wrong, async ({ backward }) => {
        await backward(problem);
        throw thrown;
      });
      expect(inShort(seen)).toEqual(['dX wrong', 'dW right']);
    }
    const stuck = plainly({ reset: () => Promise.reject(new Error('stuck')) });
    expect(await answersTo(equation1, new Border(stuck), problem)).toEqual([]);
  });

  test('a bug of ours is told, and not what the subject throws after it', async () => {
    const bug = new TypeError('x is undefined');
    for (const thrown of [new SubjectThrew('no'), new PreconditionFailure()]) {
      const border = new Border(wrong);
      Object.defineProperty(border.formats, 'dX', {
        get: () => {
          throw bug;
        },
      });
      const seen = asking(border, async ({ backward }) => {
        await backward(problem);
        throw thrown;
      });
      await expect(seen).rejects.toBe(bug);
    }
  });

  test('the first comparison that disagrees is the last that is asked for', async () => {
    let asked = 0;
    const disagreeing = stating(async function* ({ backward }) {
      for (; asked < 3; asked += 1) {
        yield agree('dX', (await backward(problem)).dX, Balls.exact(problem.X));
      }
    });
    expect(inShort(await answersTo(disagreeing, new Border(reference), problem))).toEqual([
      ...['dX right', 'dW right'],
    ]);
    expect(asked).toBe(0);
  });
});

describe('an answer is looked at beside what is right', () => {
  const border = new Border(reference);
  const of = 'dX' as const;
  const exact = (rows: readonly (readonly number[])[]) => Balls.exact(Matrix.from(rows));
  const looked = (
    other: Partial<Parameters<typeof seenOf>[0]['problem']>,
    answer: Balls,
    claims: Border['claims'] = {},
  ) => seenOf({ of, problem: { ...problem, ...other }, terms: {} }, answer, { ...border, claims });

  test('with what it is stored in, and what operands are given in', () => {
    const { formats } = new Border(plainly({ formats: { dX: 'float32', dY: 'float16' } }));
    const seen = seenOf({ of, problem, terms: {} }, exact([[3], [3]]), { claims: {}, formats });
    expect(seen?.format.name).toBe('float32');
    expect(seen?.operands?.dY.name).toBe('float16');
    expect(seen?.wrong).toEqual([false, false]);
  });

  test('as far as it may be off', () => {
    const near = Balls.of([2, 1], (i) => ({ mid: 4 + i, rad: 1 }));
    expect(looked({}, near)?.wrong).toEqual([false, true]);
    expect(looked({}, exact([[Number.NaN], [3]]))?.wrong).toEqual([true, false]);
  });

  test('not where it has another shape, or no entries', () => {
    expect(looked({}, exact([[3, 3]]))).toBeUndefined();
    expect(looked({}, exact([[3], [3], [3]]))).toBeUndefined();
    expect(looked({}, exact([[3]]))).toBeUndefined();
    expect(
      looked(
        {},
        exact([
          [3, 3],
          [3, 3],
        ]),
      ),
    ).toBeUndefined();
    const none = problemOf([0, 1, 2], {});
    expect(
      looked(
        none,
        Balls.of([0, 1], () => ({ mid: 0, rad: 0 })),
      ),
    ).toBeUndefined();
  });

  test('not where an operand is not finite', () => {
    for (const name of ['X', 'W', 'dY'] as const) {
      const strange = problemOf([2, 1, 2], { [name]: (i: number) => (i === 0 ? Infinity : 1) });
      expect(looked(strange, exact([[3], [3]]))).toBeUndefined();
    }
  });

  test('of groups, where rows beyond the last have a meaning alone', () => {
    const rows = problemOf([2, 1, 2], {});
    const groups = { ...rows, batch: grouped([1]) };
    const answer = exact([[2], [0]]);
    expect(looked(groups, answer, { grouping: 'any tail' })).toBeUndefined();
    expect(looked(groups, answer)).toBeUndefined();
    expect(looked(groups, answer, { grouping: 'zero tail' })?.wrong).toEqual([false, false]);
  });

  test('not where one term is so large beside others that a rounded sum says nothing of these', () => {
    const rounded = Balls.of([2, 1], () => ({ mid: 1, rad: 2 ** 60 }));
    const spread = (size: number, least = 1) =>
      problemOf([2, 1, 2], { X: () => 0, W: (_, j) => [-size, least][j] ?? 0 });
    expect(looked(spread(2 ** 40), rounded)).toBeDefined();
    expect(looked(spread(2 ** 41), rounded)).toBeUndefined();
    expect(looked(spread(2 ** 20, 2 ** -20), rounded)).toBeDefined();
    expect(looked(spread(2 ** 20, 2 ** -21), rounded)).toBeUndefined();
    expect(looked(spread(2 ** 41), exact([[1 - 2 ** 41], [0]]))?.wrong).toEqual([false, true]);
    const zeros = problemOf([2, 1, 2], { X: () => 0, W: () => 0, dY: () => 0 });
    expect(looked(zeros, rounded)).toBeDefined();
    const oneBall = Balls.of([2, 1], (i) => ({ mid: 1, rad: i }));
    expect(looked(spread(2 ** 41), oneBall)).toBeUndefined();
  });
});
