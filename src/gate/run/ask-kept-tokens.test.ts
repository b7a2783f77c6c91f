import { beforeAll, describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { Border } from '../../call/border.ts';
import type { Given, Subject } from '../../contract/subject.ts';
import { askKept } from './ask-kept.ts';
import { inRounds, judgedBy, off, right, small, wrong } from './small-runs.test-setup.ts';

const tokens = ['equation-1/smoke/7/3', 'equation-1/ci/8/3'] as const;
const others = ['purity/smoke/7/1', 'no token', 'equation-1/large/1/0'];

const words = ({ X, W, dY }: Given) => JSON.stringify([X, W, dY].map(({ data }) => [...data]));

/** The numbers of the problem of a token. */
async function numbersOf(token: string): Promise<string> {
  const asked: string[] = [];
  const subject = off((given) => asked.push(words(given)) < 0);
  await askKept(equation1, new Border(subject), [token]);
  const [numbers = ''] = asked;
  return numbers;
}

let rare: Subject;
beforeAll(async () => {
  const numbers = await Promise.all(tokens.map(numbersOf));
  rare = off((given) => numbers.includes(words(given)));
});

describe('of kept tokens', () => {
  test('the first whose problem fails is found, and asked as its profile has it', async () => {
    const found = await askKept(equation1, new Border(rare), [...others, ...tokens]);
    expect(found?.replay).toEqual({ property: 'equation-1', profile: 'smoke', seed: 7, path: '3' });
    expect(found?.judgement).toMatchObject({ runs: 1, path: '3', failures: [{}] });
    const ci = await askKept(equation1, new Border(rare), ['equation-1/smoke/7/0', tokens[1]]);
    expect(ci?.replay).toMatchObject({ profile: 'ci', seed: 8 });
  });

  test('none is, where all hold now, or are of another property or profile', async () => {
    expect(await askKept(equation1, new Border(right), tokens)).toBe(undefined);
    expect(await askKept(equation1, new Border(wrong), others)).toBe(undefined);
    expect(await askKept(equation1, new Border(wrong), [])).toBe(undefined);
  });

  test('what is none is left out; what our own code throws is not', async () => {
    // SAFETY: being wrong is what is tested.
    const strange = [3 as unknown as string];
    await expect(askKept(equation1, new Border(right), strange)).rejects.toThrow(TypeError);
  });
});

describe('a property that holds', () => {
  test('fails by a problem that fails still, with all that the run tried', async () => {
    const verdict = await judgedBy(equation1, rare, small({ kept: tokens }));
    const { outcome, ...tried } = await judgedBy(equation1, right);
    expect(outcome).toMatch(/^holds/);
    const { runs, evidence } = { runs: 0, evidence: undefined, ...tried };
    expect(verdict).toMatchObject({
      outcome: 'fails',
      runs,
      counterexample: { kept: true, replay: tokens[0] },
    });
    expect(verdict).toMatchObject({ evidence });
  });

  test('crashes by one on which the subject throws', async () => {
    const throwing: Subject = {
      ...right,
      backward: async (given) => {
        const { dX } = await rare.backward(given);
        const { dX: known, ...rest } = await right.backward(given);
        if (String(dX?.data) !== String(known?.data)) throw new Error('no kernel');
        return { ...rest, ...(known && { dX: known }) };
      },
    };
    const verdict = await judgedBy(equation1, throwing, small({ kept: tokens }));
    expect(verdict).toMatchObject({ outcome: 'crashed', counterexample: { kept: true } });
    const { runs } = { runs: 0, ...(await judgedBy(equation1, right)) };
    expect(verdict).toMatchObject({ runs, message: 'backward threw: no kernel' });
  });

  test('holds, where all hold now', async () => {
    expect(await judgedBy(equation1, right, small({ kept: tokens }))).toEqual(
      await judgedBy(equation1, right),
    );
  });
});

test('a property that fails anyway, or has no such problem, asks nothing that was kept', async () => {
  const failed = await judgedBy(equation1, wrong, small({ kept: tokens }));
  expect(failed).toMatchObject({ outcome: 'fails', runs: 1 });
  expect(failed).not.toHaveProperty('counterexample.kept');
  const nowhere = small({ kept: tokens, replay: 'equation-1/smoke/1/0:99999' });
  expect((await judgedBy(equation1, wrong, nowhere)).outcome).toBe('no such problem');
});

test('in rounds, what was kept is asked first, and goes for one round of one problem', async () => {
  const verdict = await judgedBy(equation1, rare, inRounds(rare, { rounds: 2, kept: tokens }));
  expect(verdict).toMatchObject({ outcome: 'fails', runs: 1, counterexample: { kept: true } });
  const held = await judgedBy(equation1, right, inRounds(right, { rounds: 2, kept: tokens }));
  expect(held).toMatchObject({ outcome: expect.stringMatching(/^holds/), rounds: 2 });
});
