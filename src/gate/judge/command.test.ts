import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../../bank/engine/subject-of.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { reference } from '../../contract/reference.ts';
import type { Given, Subject } from '../../contract/subject.ts';
import { grouped } from '../../problem/grouped.ts';
import type { Problem } from '../../problem/problem.ts';
import { again, type Command, call } from './command.ts';
import { asking, sequence } from './commanding.test-setup.ts';
import { holding, wrongIn } from './stating.test-setup.ts';

const problem: Problem = {
  ...problemOf([2, 3, 2], { X: (i, j) => i + j + 1, W: (i) => i + 1 }),
  drawn: { kind: 'tiny' },
};
const other = problemOf([2, 3, 2], { X: () => 2 });
const anew = asking();

/** Wrong from its second call on, as what has kept something. */
function wrongLater(): Pick<Subject, 'backward'> {
  let calls = 0;
  return {
    backward: (given) => {
      calls += 1;
      return calls > 1 ? wrongIn('dX')(given) : reference.backward(given);
    },
  };
}

/** The reference, of whose Y each entry is one too large. */
const wrongForward: Pick<Subject, 'forward'> = {
  forward: async (given) => {
    const { shape, data } = (await subjectOf('complete').forward?.(given)) ?? {
      shape: [],
      data: [],
    };
    return { shape, data: Array.from(data, (y) => y + 1) };
  },
};

describe('a call', () => {
  test('may come first, and is told in words', () => {
    const { past } = sequence();
    const made = call(problem, anew);
    expect([made.check(past), String(made)]).toEqual([true, 'backward']);
    expect(String(call(problem, asking('forward', 'two at once')))).toBe('forward, two at once');
  });

  test('of backward is written down as one of gradients, and holds where it is right', async () => {
    const { run, past, asked } = sequence();
    expect(await run(call(problem, anew))).toBeUndefined();
    expect(past.calls).toEqual([{ words: 'backward', problem, gradients: true }]);
    expect(asked()).toEqual(['backward']);
  });

  test('that is wrong after others ends the sequence, with these', async () => {
    const { run } = sequence(wrongLater());
    const broken = await run(call(problem, anew), call(other, anew), call(problem, anew));
    expect(broken?.calls.map((made) => made.problem)).toEqual([problem, other]);
    expect(broken?.disagreement).toMatchObject({ kind: 'entries', where: 'dX' });
  });

  test('of forward has no gradients, and its Y is judged', async () => {
    const { run, past, asked } = sequence();
    const forward = call(problem, asking('forward'));
    expect(await run(forward)).toBeUndefined();
    expect(past.calls).toEqual([{ words: 'forward', problem, gradients: false }]);
    expect(asked()).toEqual(['forward']);
    const broken = await sequence(wrongForward).run(forward);
    expect(broken?.disagreement).toMatchObject({ kind: 'entries', where: 'Y' });
  });

  test('of forward has rows beyond groups judged where these have a meaning', async () => {
    const rows: Problem = { ...problemOf([3, 1, 2], {}), batch: grouped([2]) };
    const filling: Pick<Subject, 'forward'> = {
      forward: async () => ({ shape: [3, 2], data: [1, 1, 1, 1, 7, 7] }),
    };
    const forward = call(rows, asking('forward'));
    const claims = { grouping: 'any tail' } as const;
    expect(await sequence({ ...filling, claims }).run(forward)).toBeUndefined();
    const zeros = sequence({ ...filling, claims: { grouping: 'zero tail' } });
    expect(await zeros.run(forward)).toBeDefined();
  });

  test('with the weight that the layer holds', async () => {
    const layer = { ...reference, ...holding, claims: {} };
    const { run, border } = sequence(layer);
    expect(border.weights.areOther).toBe(true);
    expect(await run(call(problem, anew))).toBeUndefined();
    const negative: Pick<Subject, 'forward'> = {
      forward: async ({ X, W }) => {
        const { shape, data } = (await reference.forward?.({ X, W })) ?? { shape: [], data: [] };
        return { shape, data: Array.from(data, (y) => -y) };
      },
    };
    const forward = sequence({ ...layer, ...negative });
    expect(await forward.run(call(problem, asking('forward')))).toBeUndefined();
    expect(await run(call(problem, anew), call(other, asking('backward', 'two at once')))).toBe(
      undefined,
    );
  });
});

describe('in the same arrays', () => {
  const same = asking('backward', 'in the same arrays');

  test('a call has those of the last one, with other numbers', async () => {
    const { run, told, words } = sequence();
    await run(call(problem, anew), call(other, same), call(problem, anew));
    const [first, second, third] = told.map(({ X }) => X?.data);
    expect(second).toBe(first);
    expect([...(second ?? [])]).toEqual([2, 2, 2, 2, 2, 2]);
    expect(third).not.toBe(first);
    expect(words()).toEqual(['backward', 'backward, in the same arrays', 'backward']);
  });

  test('forward, too, and one that is recorded', async () => {
    for (const pass of ['forward', 'forward, recorded'] as const) {
      const { run, told } = sequence();
      await run(call(problem, anew), call(other, asking(pass, 'in the same arrays')));
      const [first, second] = told.map(({ X }) => X?.data);
      expect(second).toBe(first);
    }
  });
});

describe('two at once', () => {
  const twice = asking('backward', 'two at once');

  /** Tells when calls begin and end. */
  function slow(events: string[], after: (given: Given) => Subject['backward']) {
    return {
      backward: async (given: Given) => {
        events.push('begins');
        await new Promise((resolve) => setImmediate(resolve));
        events.push('ends');
        return after(given)(given);
      },
    };
  }

  test('the last problem is asked once more, and both begin before either ends', async () => {
    const events: string[] = [];
    const { run, past, words } = sequence(slow(events, () => reference.backward));
    const three = [call(other, anew), call(problem, anew), call(other, twice)];
    expect(await run(...three)).toBeUndefined();
    const one = ['begins', 'ends'];
    expect(events).toEqual([...one, ...one, 'begins', 'begins', 'ends', 'ends']);
    const both = 'backward, two at once';
    expect(words()).toEqual(['backward', 'backward', both, both]);
    expect(past.calls.map((made) => made.problem)).toEqual([other, problem, problem, other]);
    expect(past.calls.map((made) => made.gradients)).toEqual([true, true, true, true]);
  });

  test('with nothing before it is one', async () => {
    const { run, words, asked } = sequence();
    await run(call(problem, twice));
    expect([words(), asked()]).toEqual([['backward, two at once'], ['backward']]);
  });

  test('both are judged, the last problem first', async () => {
    let calls = 0;
    const wrongAt = (which: number) => () => {
      calls += 1;
      return calls === which ? wrongIn('dX') : reference.backward;
    };
    for (const [which, at] of [
      [2, problem],
      [3, other],
    ] as const) {
      calls = 0;
      const { run } = sequence(slow([], wrongAt(which)));
      const broken = await run(call(problem, anew), call(other, twice));
      expect(broken?.calls.at(-1)?.problem).toBe(at);
      expect(broken?.calls.length).toBe(which);
    }
  });
});

describe('the last problem once more', () => {
  const more = (...how: Parameters<typeof asking>): Command =>
    again(['with another W', 1], asking(...how));

  test('needs one, and is told in words', () => {
    const { past } = sequence();
    expect(more().check(past)).toBe(false);
    past.calls.push({ words: 'backward', problem, gradients: true });
    expect(more().check(past)).toBe(true);
    expect(String(more())).toBe('backward of the last problem, with another W');
    expect(String(more('forward', 'in the same arrays'))).toBe(
      'forward of the last problem, with another W, in the same arrays',
    );
  });

  test('is changed so, and nothing more is known of its entries', async () => {
    const { run, past, words } = sequence();
    expect(await run(call(other, anew), call(problem, anew), more())).toBeUndefined();
    const [, , last] = past.calls;
    const { drawn: _, W, ...rest } = problem;
    expect(last?.problem).toMatchObject({ X: rest.X, dY: rest.dY, salt: rest.salt });
    expect(last?.problem).not.toHaveProperty('drawn');
    expect([...(last?.problem.W.toArray() ?? [])]).toEqual([...W.toArray()].map((w) => -w));
    expect(words().at(-1)).toBe('backward of the last problem, with another W');
  });
});
