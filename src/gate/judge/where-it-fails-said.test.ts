/** What separates problems that fail is looked for by laws about the problem alone, which take no time. */
import { describe, expect, test, vi } from 'vitest';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { SubjectCrash } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import type { Shape } from '../../problem/shape.ts';
import { fact, type Property } from '../../property/property.ts';
import type { Failure } from './failure.ts';
import { lawOn } from './law-on.test-setup.ts';
import { found, said, saidOf } from './said-where.test-setup.ts';

describe('what is said', () => {
  test('is what all problems that fail have, and few others, with how often', async () => {
    const where = await saidOf(({ m }) => m < 4, [4, 1, 1]);
    expect(where).toEqual({
      ...{ condition: ['m ≥ 4'], of: 'what fails' },
      inside: { asked: expect.any(Number), failed: expect.any(Number) },
      outside: { asked: expect.any(Number), failed: 0 },
    });
    const { inside, outside } = found(where);
    expect([inside.asked, inside.failed]).toEqual([24, 24]);
    expect(outside.asked).toBe(24);
  });

  test('is of several things, each of which is lacked alone', async () => {
    const where = await saidOf(({ m, k }) => m < 4 || k > 1, [4, 1, 1]);
    expect(where).toMatchObject({ condition: ['k = 1', 'm ≥ 4'], of: 'what fails' });
    expect(found(where).outside.asked).toBeGreaterThan(48);
  });

  test('is of some of the problems that meet it, where not all of them fail', async () => {
    // Of the fresh ones by which it is confirmed all fail, but not of those from which it was read off.
    let [asked, met, held] = [0, 0, 0];
    const where = await saidOf(
      ({ m }) => {
        asked += 1;
        const isException = asked <= 120 && asked % 9 === 0;
        // Every fourth has zeros, which may hide anything.
        if (m >= 4 && asked <= 120 && asked % 4 !== 1) {
          met += 1;
          if (isException) held += 1;
        }
        return m < 4 || isException;
      },
      [4, 1, 1],
    );
    const inside = { asked: met + 24, failed: met - held + 24 };
    expect(held).toBeGreaterThan(0);
    expect(where).toMatchObject({ condition: ['m ≥ 4'], inside, outside: { failed: 0 } });
  });

  /** Of a law that is another one for some problems, once it has been read off where it fails. */
  const later = async (isOther: (asked: number) => boolean, law = ({ m }: Shape) => m < 4) => {
    let asked = 0;
    const where = await saidOf(
      (shape) => {
        asked += 1;
        return law(shape) !== isOther(asked);
      },
      [5, 1, 1],
      { more: { volume: 80 } },
    );
    return { where, asked };
  };
  const [inside, outside] = [120, 144];

  test('is true of all that were asked, or is read off once more', async () => {
    const { where, asked } = await later((each) => each === outside + 5);
    expect(asked).toBeGreaterThan(outside + 24);
    if (where !== undefined) expect(found(where).outside.failed).toBe(0);
  });

  test('is of a quarter at least of those that meet it', async () => {
    const few = (count: number) => (each: number) => each > inside + count && each <= outside;
    const { where, asked } = await later(few(6));
    expect(where).toMatchObject({ condition: ['m ≥ 4'], inside: { asked: 24, failed: 6 } });
    expect(asked).toBe(outside + 24);
    const { asked: more } = await later(few(5));
    expect(more).toBeGreaterThan(outside + 24);
  });

  test('is nothing that is true of all, where it is asked of others', async () => {
    // Where nothing is 0 by chance, those without zeros are all that is asked afresh.
    const law = lawOn(({ X }) => X.rows < 4 || X.entries().some((entry) => entry === 0), {
      wants: { kinds: ['rounded'] },
    });
    const more = { extent: 8, volume: 200 };
    const where = await said(law, problemOf([4, 1, 1], {}), { more });
    expect(where).toMatchObject({ condition: ['m ≥ 4'], inside: { asked: 24, failed: 24 } });
  });

  test('is nothing, of what fails on all', async () => {
    const where = await saidOf(() => false, [1, 1, 1]);
    expect(where).toEqual({
      ...{ condition: [], of: 'what fails' },
      ...{ inside: { asked: 24, failed: 24 }, outside: { asked: 0, failed: 0 } },
    });
  });

  test('is of what holds, where that is rare, and true of all or read off once more', async () => {
    const corner = ({ m, k }: Shape): boolean => m % 4 === 0 && k > 1;
    const { where, asked } = await later(() => false, corner);
    expect(where).toMatchObject({ of: 'what holds', inside: { asked: 24, failed: 0 } });
    const others = found(where).outside;
    expect(others.failed).toBe(others.asked);
    const { asked: more } = await later((each) => each === outside + 5, corner);
    expect(more).toBeGreaterThan(asked);
  });
});

describe('nothing is said', () => {
  const shape: [number, number, number] = [4, 1, 1];
  const holds = ({ m }: Shape): boolean => m < 4;

  test('of what fails by chance', async () => {
    let [asked, seed] = [0, 1];
    const chance = (): boolean => {
      asked += 1;
      seed = (seed * 16_807) % 2_147_483_647;
      return seed % 3 > 0;
    };
    expect(await saidOf(chance, shape)).toBeUndefined();
    expect(asked).toBeGreaterThan(120);
    expect(asked).toBeLessThanOrEqual(120 + 4 * 24);
  });

  test('of what fails on all but a few, as then it does not fail in every problem', async () => {
    const few = ({ m, n, k }: Shape): boolean => (3 * m + 5 * n + 7 * k) % 17 === 0;
    expect(await saidOf(few, [4, 1, 2])).toBeUndefined();
  });

  test.each<[what: string, failure: Partial<Failure>]>([
    ['of a sequence', { calls: [] }],
    ['of one that ended the process', { disagreement: { kind: 'crash', message: 'ended' } }],
  ])('%s, and nothing is asked', async (_, failure) => {
    let asked = 0;
    const counted = (shape: Shape): boolean => {
      asked += 1;
      return holds(shape);
    };
    expect(await saidOf(counted, shape, { failure })).toBeUndefined();
    expect(asked).toBe(0);
  });

  test('of a property that is about some shapes alone', async () => {
    const listed = lawOn(() => false, { wants: { shapes: [{ m: 1, n: 1, k: 1 }] } });
    expect(await said(listed, problemOf([1, 1, 1], {}))).toBeUndefined();
  });

  test.each([
    ['of what fails here and there', 50, holds],
    ['of what fails from four rows on', 121, holds],
  ])('%s, once the process has ended at call %i', async (_, last, law) => {
    let calls = 0;
    const ending: Subject = {
      ...reference,
      backward: (given) => {
        calls += 1;
        if (calls === last) throw new SubjectCrash('ended');
        return reference.backward(given);
      },
    };
    expect(await saidOf(law, shape, { subject: ending })).toBeUndefined();
    expect(calls).toBe(last);
  });

  test('but that there was no time, where there was none', async () => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const slow: Subject = {
      ...reference,
      backward: (given) => {
        now += 150;
        return reference.backward(given);
      },
    };
    const where = await saidOf(holds, shape, { subject: slow });
    clock.mockRestore();
    expect([where, now]).toEqual(['out of time', 134 * 150]);
  });

  test('but that, where there was none to confirm it', async () => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const law = (): boolean => {
      now += 167;
      return false;
    };
    const where = await saidOf(law, shape);
    clock.mockRestore();
    expect(where).toBe('out of time');
  });

  test('of too many calls, not even that', async () => {
    let calls = 0;
    const often: Property = {
      ...lawOn(() => true),
      async *check({ problem, backward }) {
        for (let time = 0; time < 100; time += 1) await backward(problem);
        calls += 100;
        yield fact('it', { holds: problem.X.rows < 4, expected: 'few', actual: 'many' });
      },
    };
    expect(await said(often, problemOf(shape, {}), { before: 1000 })).toBeUndefined();
    expect(calls).toBe(4100); // the problem that goes beyond 4000 is the last
  });
});
