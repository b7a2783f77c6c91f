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
    // Of the 24 fresh ones all fail; but some of those from which it was read off hold.
    let held = 0;
    const where = await saidOf(
      (shape) => {
        const holds = (3 * shape.m + 5 * shape.n + 7 * shape.k) % 31 === 0;
        if (shape.m >= 4 && holds) held += 1;
        return shape.m < 4 || holds;
      },
      [4, 1, 2],
    );
    expect(where).toMatchObject({ condition: ['m ≥ 4'], outside: { failed: 0 } });
    const { inside } = found(where);
    expect(held).toBeGreaterThan(0);
    expect(inside.failed).toBeLessThan(inside.asked);
    expect(inside.asked).toBeGreaterThan(24);
  });

  test('is nothing, of what fails on all', async () => {
    const where = await saidOf(() => false, [1, 1, 1]);
    expect(where).toEqual({
      ...{ condition: [], of: 'what fails' },
      ...{ inside: { asked: 24, failed: 24 }, outside: { asked: 0, failed: 0 } },
    });
  });

  test('is of what holds, where that is rare', async () => {
    const square = await saidOf(({ m, k }) => m % 4 === 0 && k > 1, [5, 1, 1]);
    expect(square).toMatchObject({ of: 'what holds', inside: { failed: 0 } });
    const { inside, outside } = found(square);
    expect(inside.asked).toBeGreaterThan(0);
    expect(outside.failed).toBe(outside.asked);
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
  });

  test('of what fails on all but a few, as then it does not fail in every problem', async () => {
    const few = ({ m, n, k }: Shape): boolean => (3 * m + 5 * n + 7 * k) % 17 === 0;
    expect(await saidOf(few, [4, 1, 2])).toBeUndefined();
  });

  test('of less than a quarter of the problems that meet it', async () => {
    expect(
      await saidOf(({ m, n, k }) => (3 * m + 5 * n + 7 * k) % 11 > 0, [1, 1, 2]),
    ).toBeUndefined();
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

  test('once the process has ended', async () => {
    let calls = 0;
    const ending: Subject = {
      ...reference,
      backward: (given) => {
        calls += 1;
        if (calls === 50) throw new SubjectCrash('ended');
        return reference.backward(given);
      },
    };
    expect(await saidOf(holds, shape, { subject: ending })).toBeUndefined();
    expect(calls).toBe(50);
  });

  test('but that there was no time, where there was none; of too many calls, not that', async () => {
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
    let calls = 0;
    const often: Property = {
      ...lawOn(() => true),
      async *check({ problem, backward }) {
        for (let time = 0; time < 100; time += 1) await backward(problem);
        calls += 100;
        yield fact('it', { holds: problem.X.rows < 4, expected: 'few', actual: 'many' });
      },
    };
    expect(await said(often, problemOf(shape, {}))).toBeUndefined();
    expect(calls).toBe(4100); // the problem that goes beyond 4000 is the last
  });
});
