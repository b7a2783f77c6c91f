/** Where shrinking ends for faults of certain sizes: the smallest size, from every seed that finds them. */
import { describe, expect, test } from 'vitest';
import { equation1 } from '../properties/equation-1.ts';
import { Border } from '../src/call/border.ts';
import { reference } from '../src/contract/reference.ts';
import type { Answer, Operands, Subject } from '../src/contract/subject.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { profiles } from '../src/gate/run/profiles.ts';
import { type Problem, shapeOf } from '../src/problem/problem.ts';

type Sizes = readonly [m: number, n: number, k: number];

/** The reference, but one more in the first entry of dX where `wrong` says so. */
function wrongWhere(wrong: (problem: Operands & { dY: Answer }) => boolean): Subject {
  return {
    ...reference,
    claims: {},
    backward: async (problem) => {
      const { dX, dW } = await reference.backward(problem);
      if (dX !== undefined && wrong(problem)) {
        // SAFETY: the reference answers with arrays that it has just made.
        const data = dX.data as Float64Array;
        data[0] = (data[0] ?? 0) + 1;
      }
      return { ...(dX && { dX }), ...(dW && { dW }) };
    },
  };
}

function sizesOf({ X, W }: Operands): Sizes {
  return [X.shape[0] ?? 0, X.shape[1] ?? 0, W.shape[1] ?? 0];
}

/** The smallest problem, for a seed whose run finds the fault. */
async function smallest(subject: Subject, seed: number): Promise<Problem | undefined> {
  const plan = { ...profiles.ci, seed };
  const { failures } = await judge(equation1, new Border(subject), plan);
  return failures.at(-1)?.problem;
}

const seeds = [1, 2, 3, 4, 5, 6];

describe('a subject that is wrong only where', () => {
  const lines: [where: string, wrong: (...sizes: Sizes) => boolean, ends: readonly string[]][] = [
    ['n is odd and above 2', (_m, n) => n > 2 && n % 2 === 1, ['1×3×1']],
    ['n is a multiple of 8', (_m, n) => n % 8 === 0, ['1×8×1']],
    ['k is a multiple of 12', (_m, _n, k) => k % 12 === 0, ['1×1×12']],
    ['m leaves 5 when divided by 7', (m) => m % 7 === 5, ['5×1×1']],
    ['n is odd and above 20', (_m, n) => n > 20 && n % 2 === 1, ['1×21×1']],
    ['m·n is even', (m, n) => (m * n) % 2 === 0, ['2×1×1', '1×2×1']],
    [
      'm·n·k is odd and above 1',
      (...all) => product(all) % 2 === 1 && product(all) > 1,
      [...['3×1×1', '1×3×1', '1×1×3']],
    ],
    ['n is above 18', (_m, n) => n > 18, ['1×19×1']],
    ['k is above 40', (_m, _n, k) => k > 40, ['1×1×41']],
    ['m and n are above 5', (m, n) => m > 5 && n > 5, ['6×6×1']],
    ['m = n, a multiple of 3', (m, n) => m === n && n % 3 === 0, ['3×3×1']],
  ];
  for (const [where, wrong, ends] of lines) {
    test(`${where} ends at ${ends.join(' or ')}`, async () => {
      const found = new Set<string>();
      for (const seed of seeds) {
        const problem = await smallest(
          wrongWhere((asked) => wrong(...sizesOf(asked))),
          seed,
        );
        if (problem === undefined) continue;
        const { m, n, k } = shapeOf(problem);
        found.add(`${m}×${n}×${k}`);
      }
      expect(found.size).toBeGreaterThan(0);
      expect([...found].filter((each) => !ends.includes(each))).toEqual([]);
    });
  }
});

function product(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a * b, 1);
}

describe('a subject that is wrong only where an entry of dY', () => {
  const lines: [where: string, wrong: (entry: number) => boolean, ends: number][] = [
    ['is at least 63', (entry) => entry >= 63, 63],
    ['has six ones at its end', (entry) => entry > 0 && entry % 64 === 63, 63],
    ['is odd and above 1000', (entry) => entry > 1000 && entry % 2 === 1, 1001],
    ['is below −100', (entry) => entry < -100, -101],
    ['is above 2^60', (entry) => entry > 2 ** 60, 2 ** 61],
  ];
  for (const [where, wrong, ends] of lines) {
    test(`${where} ends at ${ends}`, async () => {
      const found = new Set<number>();
      for (const seed of seeds) {
        const subject = wrongWhere(({ dY }) => Array.from(dY.data).some(wrong));
        const problem = await smallest(subject, seed);
        for (const entry of problem?.dY.toArray() ?? []) found.add(entry);
      }
      expect([...found]).toEqual([ends]);
    });
  }

  test('times one of W has more than 24 bits ends at 4097 twice', async () => {
    const products = ({ W, dY }: { W: Answer; dY: Answer }): number[] =>
      Array.from(dY.data).flatMap((a) => Array.from(W.data).map((b) => a * b));
    const long = (value: number) => Number.isSafeInteger(value) && Math.fround(value) !== value;
    for (const seed of seeds) {
      const problem = await smallest(
        wrongWhere((asked) => products(asked).some(long)),
        seed,
      );
      const all = [...(problem?.W.toArray() ?? []), ...(problem?.dY.toArray() ?? [])];
      expect(all.filter((entry) => entry !== 0)).toEqual([4097, 4097]);
    }
  });
});
