import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { wrongProduct } from '../../../bank/faults/fault.ts';
import { faults } from '../../../bank/faults/index.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import { multiply } from '../../matrix/multiply.ts';
import type { Shape } from '../../problem/shape.ts';
import { profiles } from '../run/profiles.ts';
import { Families } from './families.ts';
import { judge } from './judge.ts';

/** What a run says of the property that a subject violates. */
async function failsWhere(subject: Subject, id: string, seed = 1) {
  const plan = { ...profiles.ci, seed, families: new Families() };
  const { insight } = await judge(propertyNamed(id), new Border(subject), plan);
  return insight.failsWhere;
}

async function failsWhereOf(name: string, seed = 1) {
  const fault = faults.find((each) => each.name === name);
  return fault && failsWhere(fault, fault.caughtBy, seed);
}

describe('what separates the problems that fail is said of', () => {
  test.each<[name: string, condition: string[], seed?: number]>([
    ['gemm-dim1-mnk', ['m = 1', 'k > 1']],
    ['misprint', ['m > 1', 'n > 1']],
    ['rows-reversed', ['m > 1']],
    ['near-zero-when-m-big', ['m ≥ 33']],
    ['only-mult-of-4', ['k > 1', 'n no multiple of 4']],
    ['square-treated-as-transposed', ['n = k']],
    ['planted-one-extent', ['n = 50']],
    ['planted-relu', ['a negative entry in dY']],
    ['planted-clamped-operand', ['the largest |entry| of W ≥ 2^67']],
    ['bias-grad-rank3', ['a batch']],
    ['empty-backward-throws', ['m = 0']],
    ['planted-flag-turns-bias', ['transX', 'a bias'], 2], // with one seed of eight, a bias alone
    ['grad-1e4-too-small', []],
  ])('%s: %j', async (name, condition, seed) => {
    expect(await failsWhereOf(name, seed)).toMatchObject({ condition, of: 'what fails' });
  });

  test('a subject that is right in a corner alone', async () => {
    const found = await failsWhereOf('beta0-partial-tile-reads-C');
    expect(found).toMatchObject({ of: 'what holds', inside: { failed: 0 } });
    expect(found).toHaveProperty('condition', ['m a multiple of 8', 'n a multiple of 8']);
  });
});

const extent = fc.constantFrom<keyof Shape>('m', 'n', 'k');
const planted = fc.oneof(
  fc.record({ axis: extent, at: fc.integer({ min: 2, max: 20 }) }).map(({ axis, at }) => ({
    words: `${axis} ≥ ${at}`,
    is: (shape: Shape) => shape[axis] >= at,
  })),
  extent.map((axis) => ({ words: `${axis} = 1`, is: (shape: Shape) => shape[axis] === 1 })),
  fc
    .tuple(extent, extent)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ words: `${a} > ${b}`, is: (shape: Shape) => shape[a] > shape[b] })),
);

test('a condition on the shape that was planted is found, whichever it is', async () => {
  await fc.assert(
    fc.asyncProperty(planted, fc.integer({ min: 1, max: 1000 }), async ({ words, is }, seed) => {
      const about = { name: words, story: words, trigger: words, caughtBy: 'equation-1' };
      const right = wrongProduct(about, multiply);
      const subject: Subject = {
        ...right,
        backward: async (given) => {
          const { dX, dW } = await right.backward(given);
          const [m = 0, n = 0] = given.X.shape;
          const [, k = 0] = given.W.shape;
          const data = Array.from(dX?.data ?? [], (entry) =>
            is({ m, n, k }) ? Number.NaN : entry,
          );
          return { dX: { shape: [m, n], data }, ...(dW && { dW }) };
        },
      };
      const found = await failsWhere(subject, 'equation-1', seed);
      expect(found).toMatchObject({ of: 'what fails', outside: { failed: 0 } });
      const { condition, inside } = found as Exclude<typeof found, 'out of time' | undefined>;
      expect(inside.failed).toBe(inside.asked);
      expect(condition.length, `${condition}`).toBeLessThanOrEqual(2);
    }),
    { numRuns: 12 },
  );
});

describe('nothing is said', () => {
  test('of a right subject, and of what depends on the calls before', async () => {
    const right = wrongProduct(
      { name: 'right', story: '', trigger: '', caughtBy: 'equation-1' },
      multiply,
    );
    expect(await failsWhere(right, 'equation-1')).toBeUndefined();
    expect(await failsWhereOf('shared-pack-buffer-race')).toBeUndefined();
  });

  test('outside of a run', async () => {
    const misprint = faults.find(({ name }) => name === 'misprint');
    const plan = { ...profiles.ci, seed: 1 };
    const judged =
      misprint && (await judge(propertyNamed('equation-2'), new Border(misprint), plan));
    expect(judged?.insight).not.toHaveProperty('failsWhere');
  });

  test('but that there was no time, where a subject is slow', async () => {
    let [now, calls] = [0, 0];
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const misprint = faults.find(({ name }) => name === 'misprint');
    const slow: Subject | undefined = misprint && {
      ...misprint,
      backward: (given) => {
        calls += 1;
        if (calls > 100) now += 1000;
        return misprint.backward(given);
      },
    };
    const found = slow && (await failsWhere(slow, 'equation-2'));
    clock.mockRestore();
    expect(found).toBe('out of time');
  });
});
