import { describe, expect, test } from 'vitest';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Storage } from '../../call/storage.ts';
import { SubjectCrash } from '../../call/subject-crash.ts';
import type { Disagreement } from './disagreement.ts';
import { BrokenSequence, judge, type Past, type SequenceCall } from './past.ts';

const wrong: Disagreement = { kind: 'fact', where: 'dX', expected: '2×2', actual: '2×3' };

function call(words: string): SequenceCall {
  return { words, problem: problemOf([1, 1, 1], {}), gradients: true };
}

function pastOf(crash?: Disagreement): Past {
  return {
    calls: [call('first')],
    recorded: [],
    storage: new Storage(),
    ran: [true, false],
    crash,
  };
}

/** How the sequence ends; nothing, where it goes on. */
async function ending(past: Past, check: () => Promise<Disagreement | undefined>) {
  const [thrown] = await Promise.allSettled([judge(past, call('second'), check)]);
  return thrown.status === 'rejected' ? thrown.reason : undefined;
}

const words = ({ calls }: Pick<Past, 'calls'>): string[] => calls.map((made) => made.words);

describe('a call of a sequence', () => {
  test('is written down, and where it holds the sequence goes on', async () => {
    const past = pastOf();
    expect(await ending(past, async () => undefined)).toBeUndefined();
    expect(words(past)).toEqual(['first', 'second']);
  });

  test('that disagrees ends it, with all calls up to this one', async () => {
    const past = pastOf();
    const broken = await ending(past, async () => wrong);
    expect(broken).toBeInstanceOf(BrokenSequence);
    expect(broken).toMatchObject({ disagreement: wrong, ran: [true, false] });
    expect(broken.message).toContain('disagrees');
    past.calls.push(call('later'));
    expect(words(broken)).toEqual(['first', 'second']);
  });

  test('that crashes ends it, too', async () => {
    const broken = await ending(pastOf(), () => Promise.reject(new SubjectCrash('it hung')));
    expect(broken.disagreement).toEqual({ kind: 'crash', message: 'it hung' });
  });

  test('is not asked, where the subject could not begin', async () => {
    const crash: Disagreement = { kind: 'crash', message: 'reset threw: no' };
    let asked = 0;
    const broken = await ending(pastOf(crash), async () => {
      asked += 1;
      return wrong;
    });
    expect([broken.disagreement, asked]).toEqual([crash, 0]);
  });

  test('that shows a bug of ours tells of that', async () => {
    const bug = new TypeError('x is undefined');
    expect(await ending(pastOf(), () => Promise.reject(bug))).toBe(bug);
  });
});
