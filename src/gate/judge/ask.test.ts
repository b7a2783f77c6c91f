import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../../bank/engine/subject-of.ts';
import { equation1 } from '../../../properties/equation-1.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Border } from '../../call/border.ts';
import { SubjectCrash, SubjectThrew, Unasked } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import { GradgateError } from '../../errors.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import { fact } from '../../property/property.ts';
import { asDisagreement, ask, firstDisagreement, questionOf } from './ask.ts';
import type { Disagreement } from './disagreement.ts';
import { LeftOut } from './left-out.ts';
import { holding, plainly, stating, wrongIn } from './stating.test-setup.ts';
import { wayOf } from './way-of.ts';

const problem = problemOf([2, 1, 3], { X: (i) => i + 2, W: (_, j) => j + 1 });

/** Something that is so, or is not. */
const said = (where: string, holds = false) =>
  fact(where, { holds, expected: 'yes', actual: 'no' });

/** What is compared; then it may be thrown. */
function claiming(comparisons: readonly ReturnType<typeof said>[], thrown?: Error) {
  return stating(async function* () {
    yield* comparisons;
    if (thrown !== undefined) throw thrown;
  });
}

const where = (found: Disagreement | undefined) =>
  found?.kind === 'crash' ? found.message : found?.where;

describe('a subject is asked one problem', () => {
  test('and nothing is told where the property holds', async () => {
    expect(await ask(equation1, new Border(reference), { problem })).toBeUndefined();
  });

  test('or the first comparison that disagrees is', async () => {
    const border = new Border(
      plainly({ backward: wrongIn('dX', (x, i) => (i === 1 ? x + 1 : x)) }),
    );
    const found = await ask(equation1, border, { problem });
    expect(found).toMatchObject({ kind: 'entries', where: 'dX', wrong: [[1, 0]] });
    let asked = 0;
    const two = stating(async function* () {
      yield* [said('a', true), said('b')];
      asked += 1;
    });
    expect(where(await ask(two, border, { problem }))).toBe('b');
    expect(asked, 'nothing is asked after it').toBe(0);
  });

  test('after it has forgotten those before', async () => {
    const told: string[] = [];
    const { backward } = reference;
    const subject = plainly({
      reset: () => void told.push('reset'),
      backward: (given) => {
        told.push('backward');
        return backward(given);
      },
    });
    await ask(equation1, new Border(subject), { problem });
    expect(told).toEqual(['reset', 'backward']);
    const crashing = plainly({
      reset: () => {
        throw new Error('it is stuck');
      },
    });
    expect(await ask(equation1, new Border(crashing), { problem })).toMatchObject({
      ...{ kind: 'crash', message: 'reset threw: it is stuck' },
    });
  });

  test('with the weight that it holds', async () => {
    const border = new Border(holding);
    const asked = stating(async function* ({ problem: { W } }) {
      yield said('a weight of its own', W.at(0, 0) === -problem.W.at(0, 0));
    });
    expect(await ask(asked, border, { problem })).toBeUndefined();
    expect(await ask(equation1, border, { problem })).toBeUndefined();
  });
});

describe('where a way to fail is followed', () => {
  const border = new Border(reference);
  const [b, c] = [said('b'), said('c')];
  const followed = 'fact c';

  test('that one is told, or else the first', async () => {
    expect(wayOf({ ...c, kind: 'fact' })).toBe(followed);
    expect(where(await ask(claiming([b, c, said('d')]), border, { problem, followed }))).toBe('c');
    expect(where(await ask(claiming([b, said('d')]), border, { problem, followed }))).toBe('b');
  });

  test('what is thrown after the first takes nothing from it, and before it, is told', async () => {
    const thrown = new SubjectThrew('it is gone');
    const question = questionOf(border, problem);
    expect(where(await firstDisagreement(claiming([b], thrown), question, followed))).toBe('b');
    expect(where(await ask(claiming([b], thrown), border, { problem, followed }))).toBe('b');
    expect(where(await ask(claiming([], thrown), border, { problem, followed }))).toBe(
      'it is gone',
    );
    await expect(firstDisagreement(claiming([], thrown), question, followed)).rejects.toBe(thrown);
  });
});

describe('what is thrown', () => {
  test('by the subject is a crash, with what it rests on, where it threw in the ordinary way', () => {
    const threw = Object.assign(new SubjectThrew('no'), { claims: { bias: true } });
    expect(asDisagreement(threw)).toEqual({
      ...{ kind: 'crash', message: 'no', threw: { bias: true } },
    });
    expect(asDisagreement(new SubjectThrew('no'))).toEqual({
      ...{ kind: 'crash', message: 'no', threw: {} },
    });
    expect(asDisagreement(new SubjectCrash('it hung'))).toEqual({
      ...{ kind: 'crash', message: 'it hung' },
    });
  });

  test('where an answer is no gradient is a fact', () => {
    const mismatch = { where: "the subject's dX", expected: '2×1', actual: '1×2' };
    expect(asDisagreement(new GradgateError('ANSWER', mismatch))).toEqual({
      ...{ kind: 'fact', ...mismatch },
    });
  });

  test('where a problem cannot be asked leaves it out, and says why', () => {
    const leaving = () => asDisagreement(new Unasked('the target is rounded'));
    expect(leaving).toThrow(LeftOut);
    expect(leaving).toThrow(expect.objectContaining({ why: 'the target is rounded' }));
  });

  test('by ourselves is no disagreement', async () => {
    const shape = new GradgateError('SHAPE', { where: 'X', expected: 'a', actual: 'b' });
    for (const bug of [shape, new TypeError('x is undefined')]) {
      expect(() => asDisagreement(bug)).toThrow(bug);
      const asked = ask(claiming([], bug), new Border(reference), { problem });
      await expect(asked).rejects.toBe(bug);
    }
  });
});

describe('a property may ask', () => {
  const border = new Border(subjectOf('complete'));

  test('what is known of the subject', () => {
    const question = questionOf(border, problem);
    const { format, formats, sums, claims, hasForward } = border;
    expect(question).toMatchObject({ problem, format, formats, sums, claims, hasForward });
    expect(hasForward).toBe(true);
    expect(questionOf(new Border(plainly()), problem).hasForward).toBe(false);
  });

  test('what the border answers', async () => {
    const question = questionOf(border, problem);
    expect(await question.backward(problem)).toEqual(await border.backward(problem));
    const scaled = await question.ask(problem, { alpha: 2 });
    expect(scaled.dX.mid.at(0, 0)).toBe(2 * (await border.backward(problem)).dX.mid.at(0, 0));
    expect(await question.forward(problem)).toEqual(await border.forward(problem));
  });

  test('an answer that is kept, as it was and as it is', async () => {
    const kept = { dX: { shape: [2, 1], data: [6, 6] }, dW: { shape: [1, 3], data: [5, 5, 5] } };
    const keeping = questionOf(new Border(plainly({ backward: () => kept })), problem);
    const held = await keeping.hold(problem);
    const before = keeping.read(problem, held);
    expect(before.dX.mid.toArray()).toEqual(Float64Array.of(6, 6));
    kept.dX.data[1] = 7;
    expect((await keeping.readAgain(problem, held)).dX.mid.at(1, 0)).toBe(7);
  });

  test('for random choices, which are those of the problem', () => {
    const drawn = () => {
      const { draw } = questionOf(border, problem);
      return [draw.integer(0, 1e9), draw.integer(0, 1e9)];
    };
    const own = drawFrom(problem.salt);
    expect(drawn()).toEqual([own.integer(0, 1e9), own.integer(0, 1e9)]);
    expect(drawn()).toEqual(drawn());
    const other = questionOf(border, { ...problem, salt: problem.salt + 1 });
    expect(other.draw.integer(0, 1e9)).not.toBe(drawn()[0]);
  });
});
