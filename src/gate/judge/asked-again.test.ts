import { describe, expect, test } from 'vitest';
import misprint from '../../../bank/faults/misprint.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { elsewhere } from '../../call/elsewhere.ts';
import { OwnBug, Unasked } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import type { Answers, Given, Subject } from '../../contract/subject.ts';
import { explain } from '../../verdict/explain.ts';
import { planOf } from '../run/plan-of.ts';
import { verdictOf } from '../run/verdict-of.ts';
import { plainly } from '../run/verdict-on.test-setup.ts';
import { askedAgain, begunAgain } from './asked-again.ts';
import type { Disagreement } from './disagreement.ts';
import { lawOn, plan } from './law-on.test-setup.ts';
import { optionsFor } from './options-for.ts';

/** Wrong from its tenth call on, and what makes a new one of it. */
function wearing(): { subject: Subject; renewed: () => Promise<void> } {
  let calls = 0;
  const backward = (given: Given): Answers => {
    calls += 1;
    const right = reference.backward(given) as Answers;
    return calls < 10 ? right : { ...right, ...(right.dW && { dX: { ...right.dW, shape: [0] } }) };
  };
  const renewed = async (): Promise<void> => {
    calls = 0;
  };
  return { subject: { name: 'wears out', numberFormat: 'float64', backward }, renewed };
}

async function judged(subject: Subject) {
  const verdict = await verdictOf(
    propertyNamed('equation-1'),
    new Border(subject),
    planOf({ profile: 'smoke' }),
  );
  return {
    again: plainly(verdict).counterexample?.again,
    text: explain(verdict, (token) => token),
  };
}

test('a fault that needs earlier calls is told as one, and how to see it again', async () => {
  const { subject, renewed } = wearing();
  const { backward } = subject;
  const away = { claiming: () => ({ backward }), hold: () => Promise.reject(), renew: renewed };
  const distant = { ...subject, [elsewhere]: away };
  const { again, text } = await judged(distant);
  expect(again).toEqual({ fresh: true, fails: false });
  expect(text).toContain('the fault depends on what was asked before');
  expect(text).toContain('see it again: ');
  expect(text).not.toContain('replay: ');
});

test('one that does not is shown by its token; in the same process nothing is fresh', async () => {
  const { backward } = misprint;
  const wrong = await judged({ ...misprint, backward: ({ X, W, dY }) => backward({ X, W, dY }) });
  expect(wrong.again).toBeUndefined();
  const { subject } = wearing();
  const { again, text } = await judged(subject);
  expect(again).toEqual({ fresh: false, fails: true });
  expect(text).toContain('replay: equation-1/smoke/1/');
});

describe('a subject begins again', () => {
  /** One that notes what it is told, and fails to begin with this. */
  function noting(error?: Error): { border: Border; told: string[] } {
    const told: string[] = [];
    const begin = (): void => {
      told.push('begin');
      if (error !== undefined) throw error;
    };
    const away = {
      claiming: () => ({ backward: reference.backward }),
      hold: () => Promise.reject(),
      renew: async () => void told.push('renew'),
    };
    return { border: new Border({ ...reference, begin, [elsewhere]: away }), told };
  }

  test('in a fresh process, where it is to be renewed', async () => {
    const { border, told } = noting();
    expect(await begunAgain(border, true)).toEqual({ fresh: true });
    expect(told).toEqual(['renew', 'begin']);
  });

  test('where it is, else', async () => {
    const { border, told } = noting();
    expect(await begunAgain(border, false)).toEqual({ fresh: false });
    expect(told).toEqual(['begin']);
    expect(await begunAgain(new Border(reference), true)).toEqual({ fresh: false });
  });

  test('or not at all, where it crashes as it begins', async () => {
    expect(await begunAgain(noting(new Error('no memory')).border, true)).toBeUndefined();
    const { border } = noting(new OwnBug('of ours'));
    await expect(begunAgain(border, true)).rejects.toThrow('of ours');
  });
});

describe('the smallest problem is asked again', () => {
  const law = lawOn(() => false);
  /** What comes of asking it again of a subject, by its path: the first problem. */
  async function again(subject: Subject, { path = '0', crash = false } = {}) {
    const border = new Border(subject);
    const options = optionsFor(law, border, plan);
    const search = { property: law, border, plan: { ...plan, path }, options };
    const disagreement: Disagreement = crash
      ? { kind: 'crash', message: 'ended' }
      : { kind: 'fact', where: 'it', expected: 'right', actual: 'wrong' };
    const failures = [{ problem: problemOf([1, 1, 1], {}), disagreement }];
    return { told: await askedAgain(search, { failures, renews: true }), calls: border.calls };
  }

  test('alone, and it fails or holds', async () => {
    expect(await again(reference)).toEqual({ told: { fresh: false, fails: true }, calls: 1 });
    const { told } = await again({ ...reference, reset: () => Promise.reject(new Error('gone')) });
    expect(told).toEqual({ fresh: false, fails: true });
  });

  test('but not where its process had ended, or does not begin again', async () => {
    expect(await again(reference, { crash: true })).toEqual({ told: undefined, calls: 0 });
    const begin = (): void => {
      throw new Error('no memory');
    };
    expect(await again({ ...reference, begin })).toEqual({ told: undefined, calls: 0 });
  });

  test('nor is anything told of one that cannot be asked any more', async () => {
    const backward = (): never => {
      throw new Unasked('too many rows');
    };
    expect((await again({ ...reference, backward })).told).toBeUndefined();
  });
});
