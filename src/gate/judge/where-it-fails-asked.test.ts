/** The problems from which it is read off where a property fails. */
import { describe, expect, test } from 'vitest';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { SubjectCrash, Unasked } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { Shape } from '../../problem/shape.ts';
import type { Property } from '../../property/property.ts';
import { lawOn } from './law-on.test-setup.ts';
import { found, type Looking, said, saidOf } from './said-where.test-setup.ts';

describe('the problems that are asked', () => {
  /** The first of them: the process ends before anything is read off. */
  async function asked(looking: Looking = {}, wants: Property['wants'] = {}): Promise<Problem[]> {
    const all: Problem[] = [];
    const law = lawOn((problem) => {
      all.push(problem);
      return problem.X.rows < 9;
    });
    const subject: Subject = {
      ...reference,
      backward: (given) => {
        if (all.length === 119) throw new SubjectCrash('ended');
        return reference.backward(given);
      },
    };
    const more = { extent: 12, volume: 400, ...looking.more };
    await said({ ...law, wants }, problemOf([9, 7, 5], {}), { subject, more });
    return all;
  }
  test('have often some extents of the smallest one, or nearly', async () => {
    const all = (await asked()).map(shapeOf);
    const often = (is: (shape: Shape) => boolean) => all.filter(is).length;
    expect(all).toHaveLength(119);
    for (const [axis, extent] of [
      ['m', 9],
      ['n', 7],
      ['k', 5],
    ] as const) {
      expect(often(({ [axis]: each }) => each === extent)).toBeGreaterThan(10);
      for (const near of [-1, 1, 2]) {
        expect(often(({ [axis]: each }) => each === extent + near)).toBeGreaterThan(3);
      }
    }
    expect(Math.max(...all.flatMap((shape) => Object.values(shape)))).toBeLessThanOrEqual(12);
    expect(often(({ m, n }) => m === 9 && n === 7)).toBeGreaterThan(2);
    expect(often(({ m, n, k }) => m !== 9 && n !== 7 && k !== 5)).toBeGreaterThan(30);
  });

  test('are such as may be asked, of the shapes that are wanted', async () => {
    const square = await asked({}, { square: true });
    expect(square.every(({ X, W }) => X.rows === X.cols && X.rows === W.cols)).toBe(true);
    const fixed = await asked({}, { fixed: { n: 2 } });
    expect(fixed.every(({ X }) => X.cols === 2)).toBe(true);
    const small = await asked({ more: { extent: 9 } });
    expect(Math.max(...small.map(({ X }) => X.rows))).toBe(9);
  });

  test('have few zeros, most of them', async () => {
    // Entries that are never 0 by themselves.
    const all = await asked({}, { kinds: ['rounded'] });
    const zeros = all.map(({ X, W, dY }) => {
      return [X, W, dY].some((matrix) => matrix.entries().some((entry) => entry === 0));
    });
    expect(zeros.filter((_, i) => i % 4 > 0)).not.toContain(true);
    expect(zeros.filter((_, i) => i % 4 === 0)).toContain(true);
  });

  test('are others for another seed, and the same for the same', async () => {
    const [one, same, other] = [await asked(), await asked(), await asked({ more: { seed: 2 } })];
    expect(same).toEqual(one);
    expect(other[0]).not.toEqual(one[0]);
  });

  test('and that may not be asked, are neither of those that fail nor of those that hold', async () => {
    const refusing: Subject = {
      ...reference,
      backward: (given) => {
        if ((given.X.shape[1] ?? 0) > 4) throw new Unasked('too many columns');
        return reference.backward(given);
      },
    };
    const where = await saidOf(({ m }) => m < 4, [4, 1, 1], { subject: refusing });
    expect(where).toMatchObject({ condition: ['m ≥ 4'] });
    const { inside } = found(where);
    expect(inside.asked).toBeLessThan(24);
    expect(inside.failed).toBe(inside.asked);
  });

  test('and on which our own code throws, are our bug', async () => {
    const bug = saidOf(() => {
      throw new RangeError('out of range');
    }, [4, 1, 1]);
    await expect(bug).rejects.toThrow('out of range');
  });
});
