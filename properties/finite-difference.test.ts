import { describe, expect, test } from 'vitest';
import { findDisagreement } from '../src/gate/judge/find-disagreement.ts';
import { rightGradients } from '../src/oracle/right-gradients.ts';
import type { Problem } from '../src/problem/problem.ts';
import { finiteDifference } from './finite-difference.ts';
import { heard, problemOf } from './heard.test-setup.ts';

const salts = Array.from({ length: 40 }, (_, i) => i + 1);
const entries = {
  X: (i: number, j: number) => i - j,
  W: (i: number, j: number) => 1 + i - 2 * j,
};

/** Losses for which some comparison of this result disagrees, and for which none does. */
async function losses(
  result: 'dX' | 'dW',
  backward = rightGradients,
): Promise<{ found: Set<string>; missed: Set<string> }> {
  const [found, missed] = [new Set<string>(), new Set<string>()];
  for (const salt of salts) {
    const { comparisons } = await heard(finiteDifference, problemOf([3, 2, 3], entries, salt), {
      backward,
    });
    const about = comparisons.filter(({ where }) => where.includes(result));
    for (const loss of new Set(about.map(({ where }) => where.replace(/^.*, /, '')))) {
      const some = about.filter(({ where }) => where.endsWith(`, ${loss}`));
      (some.some((each) => findDisagreement(each)) ? found : missed).add(loss);
    }
  }
  return { found, missed };
}

/** The right gradients, but for one entry. */
function off(result: 'dX' | 'dW') {
  return (problem: Problem) => {
    const right = rightGradients(problem);
    const { rows, cols } = right[result];
    const wrong = right[result].map((ball, i, j) =>
      i === rows - 1 && j === cols - 1 ? { ...ball, mid: ball.mid + 1 } : ball,
    );
    return { ...right, [result]: wrong };
  };
}

describe.each(['dX', 'dW'] as const)('differences see an entry of %s that is wrong', (result) => {
  test('with every loss', async () => {
    const { found, missed } = await losses(result, off(result));
    expect([...missed]).toEqual([]);
    expect(found.size).toBe(6);
  });

  test('and none that is right', async () => {
    const { found, missed } = await losses(result);
    expect([...found]).toEqual([]);
    expect(missed.size).toBe(6);
  });
});

test('steps in W are of −1, 1 and 2 units, and change one row', async () => {
  const steps = new Set<number>();
  for (const salt of salts) {
    const problem = problemOf([3, 2, 3], entries, salt);
    const { asked } = await heard(finiteDifference, problem);
    for (const { W } of asked) {
      const moved = W.map((value, i, j) => value - problem.W.at(i, j));
      const [first, other] = [moved.pickRows([0]), moved.pickRows([1])];
      const [row, still] = first.toArray().some((step) => step !== 0)
        ? [first, other]
        : [other, first];
      expect(still.toArray().every((step) => step === 0)).toBe(true);
      for (const step of row.toArray()) if (step !== 0) steps.add(step / row.at(0, 0));
    }
  }
  expect([...steps].sort((a, b) => a - b)).toEqual([-2, -1, -0.5, 0.5, 1, 2]);
});
