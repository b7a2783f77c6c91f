import { describe, expect, test } from 'vitest';
import misprint from '../../../bank/faults/misprint.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { elsewhere } from '../../call/elsewhere.ts';
import { reference } from '../../contract/reference.ts';
import type { Answers, Given, Subject } from '../../contract/subject.ts';
import { explain } from '../../verdict/explain.ts';
import { planOf } from '../run/plan-of.ts';
import { verdictOf } from '../run/verdict-of.ts';
import { plainly } from '../run/verdict-on.test-setup.ts';
import { begunAgain } from './asked-again.ts';

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
  });
});
