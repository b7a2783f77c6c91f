/** Commands about forward passes that are recorded. */
import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../../bank/engine/subject-of.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { SubjectCrash } from '../../call/subject-crash.ts';
import type { Recorded, Subject } from '../../contract/subject.ts';
import { back, call, spoil } from './command.ts';
import { asking, sequence } from './commanding.test-setup.ts';

const problem = problemOf([2, 3, 2], { X: (i, j) => i + j + 1, W: (i) => i + 1 });
const other = problemOf([2, 3, 2], { X: () => 2 });
const larger = problemOf([3, 3, 2], {});
const { check } = asking();
const recorded = asking('forward, recorded');
const words = 'backward of the recorded forward no. 1';

/** Recorded passes that are changed so. */
function recording(change: (tape: Recorded) => Recorded): Pick<Subject, 'record'> {
  const { record } = subjectOf('complete');
  if (record === undefined) throw new Error('it has no record');
  return { record: async (given) => change(await record(given)) };
}

/** The backward pass of a recorded one may be asked for once. */
const once = recording((tape) => {
  let played = false;
  const backward: typeof tape.backward = (dY) => {
    if (played) throw new Error('it is freed');
    played = true;
    return tape.backward(dY);
  };
  return { ...tape, backward };
});

describe('a recorded forward pass', () => {
  test('is kept, and its Y is judged', async () => {
    const { run, past, asked } = sequence();
    expect(await run(call(problem, recorded))).toBeUndefined();
    expect(past.calls).toEqual([{ words: 'forward, recorded', problem, gradients: false }]);
    expect(past.recorded).toMatchObject([{ problem, mayRefuse: false }]);
    expect(asked()).toEqual(['record']);
    const wrong = recording((tape) => ({ ...tape, Y: { shape: [2, 2], data: [0, 0, 0, 0] } }));
    const broken = await sequence(wrong).run(call(problem, recorded));
    expect(broken?.disagreement).toMatchObject({ kind: 'entries', where: 'Y' });
  });

  test('is of a plain problem: a variant is of backward', async () => {
    const { run, past } = sequence();
    await run(call({ ...problem, variant: { alpha: 2 } }, recorded));
    expect(past.recorded.map((each) => each.problem)).toEqual([problem]);
  });
});

describe('its backward pass', () => {
  test('needs one, and is told in words', () => {
    const { past } = sequence();
    expect(back(check, 0).check(past)).toBe(false);
    expect(spoil(0).check(past)).toBe(false);
    expect(String(back(check, 0))).toBe('backward of a recorded forward');
    expect(String(spoil(0))).toBe('X and W of a recorded forward are overwritten');
  });

  test('may come once there is one, and is of that one, modulo their number', async () => {
    const { run, past, asked } = sequence();
    await run(call(problem, recorded), call(other, recorded));
    expect([back(check, 7).check(past), spoil(7).check(past)]).toEqual([true, true]);
    expect(await run(back(check, 2), back(check, 3))).toBeUndefined();
    const [, , first, second] = past.calls;
    expect(first).toEqual({ words, problem, gradients: true });
    expect(second).toMatchObject({ words: 'backward of the recorded forward no. 2' });
    expect(second?.problem).toEqual(other);
    expect(asked()).toEqual(['record', 'record', 'play back', 'play back']);
  });

  test('is judged', async () => {
    const wrong = recording((tape) => ({
      ...tape,
      backward: async (dY) => {
        const { dX, ...rest } = await tape.backward(dY);
        return { ...rest, ...(dX && { dX: { ...dX, data: Array.from(dX.data, () => 9) } }) };
      },
    }));
    const broken = await sequence(wrong).run(call(problem, recorded), back(check, 0));
    expect(broken?.disagreement).toMatchObject({ kind: 'entries', where: 'dX' });
    expect(broken?.calls.at(-1)?.words).toBe(words);
  });

  test('may be refused the second time, and not the first', async () => {
    const { run, past } = sequence(once);
    expect(await run(call(problem, recorded), back(check, 0), back(check, 0))).toBeUndefined();
    expect(past.calls.map((made) => made.gradients)).toEqual([false, true, false]);
    const never = recording((tape) => ({
      ...tape,
      backward: () => {
        throw new Error('it is freed');
      },
    }));
    const broken = await sequence(never).run(call(problem, recorded), back(check, 0));
    expect(broken?.disagreement).toMatchObject({
      ...{ kind: 'crash', message: 'backward threw: it is freed' },
    });
  });

  test('may not hang or end: that is no refusal', async () => {
    let played = 0;
    const ending = recording((tape) => ({
      ...tape,
      backward: (dY) => {
        played += 1;
        if (played > 1) throw new SubjectCrash('backward: the process ended');
        return tape.backward(dY);
      },
    }));
    const { run } = sequence(ending);
    const broken = await run(call(problem, recorded), back(check, 0), back(check, 0));
    expect(broken?.disagreement).toEqual({
      ...{ kind: 'crash', message: 'backward: the process ended' },
    });
    expect(broken?.calls.length).toBe(3);
  });

  test('may not be wrong the second time', async () => {
    const turning = recording((tape) => {
      let calls = 0;
      const backward: typeof tape.backward = async (dY) => {
        calls += 1;
        const answers = await tape.backward(dY);
        const { dX } = answers;
        return calls === 1 || !dX
          ? answers
          : { ...answers, dX: { ...dX, data: [9, 9, 9, 9, 9, 9] } };
      };
      return { ...tape, backward };
    });
    const { run } = sequence(turning);
    const broken = await run(call(problem, recorded), back(check, 0), back(check, 0));
    expect(broken?.disagreement).toMatchObject({ kind: 'entries', where: 'dX' });
  });
});

describe('where its arrays are written to', () => {
  const same = asking('backward', 'in the same arrays');

  test('it may refuse', async () => {
    const { run, past } = sequence();
    await run(call(problem, recorded), call(other, same));
    expect(past.recorded.map(({ mayRefuse }) => mayRefuse)).toEqual([true]);
    await run(back(check, 0));
    expect(past.calls.at(-1)).toMatchObject({ words, gradients: false });
  });

  test('not where others are', async () => {
    const { run, past } = sequence();
    await run(call(problem, recorded), call(larger, asking()), call(larger, same));
    expect(past.recorded.map(({ mayRefuse }) => mayRefuse)).toEqual([false]);
    await run(back(check, 0), call(larger, same));
    expect(past.recorded.map(({ mayRefuse }) => mayRefuse)).toEqual([true]);
  });

  test('that is so of one that shares X alone, too', async () => {
    const { run, past } = sequence();
    const narrower = problemOf([2, 3, 1], {});
    const sharing = asking('forward, recorded', 'in the same arrays');
    await run(call(problem, recorded), call(narrower, sharing));
    for (const each of past.recorded) each.mayRefuse = false;
    await run(spoil(0));
    expect(past.recorded.map(({ mayRefuse }) => mayRefuse)).toEqual([true, true]);
  });

  test('that is told, and so is any that has the same ones', async () => {
    const { run, past, told } = sequence();
    const alike = asking('forward, recorded', 'in the same arrays');
    await run(call(larger, recorded), call(problem, recorded), call(other, alike));
    for (const each of past.recorded) each.mayRefuse = false;
    await run(spoil(4));
    expect(past.recorded.map(({ mayRefuse }) => mayRefuse)).toEqual([false, true, true]);
    expect(past.calls.at(-1)).toEqual({
      words: 'X and W of the recorded forward no. 2 are overwritten',
      ...{ problem, gradients: false },
    });
    const [first, second, third] = told.map(({ X }) => [...(X?.data ?? [])]);
    expect(first).toEqual(new Array(9).fill(1));
    expect([second, third]).toEqual([new Array(6).fill(0.5), new Array(6).fill(0.5)]);
  });
});
