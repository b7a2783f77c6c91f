import { describe, expect, test } from 'vitest';
import { reference, toAnswer, toMatrix } from '../../src/contract/reference.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { checkGrads } from './check-grads.ts';
import { computeGradient } from './compute-gradient.ts';
import { gradcheck, gradcheckFast } from './gradcheck.ts';
import { peers } from './index.ts';
import type { Peer } from './peer.ts';
import { numpyRandn } from './torch-rand.ts';
import { problemOf } from './usual-problems.ts';

const oneProblem = problemOf({ m: 3, n: 2, k: 4 }, numpyRandn(1), 1);

describe('what a subject sees', () => {
  const spied: Problem[] = [];
  const spy: Subject = {
    ...reference,
    forward: (operands) => {
      const [X, W] = [toMatrix<'m', 'n'>(operands.X), toMatrix<'n', 'k'>(operands.W)];
      const copy = { X: X.map((x) => x), W: W.map((w) => w) };
      spied.push({ ...oneProblem, ...copy });
      return toAnswer(multiply(X, W));
    },
  };

  test.each([gradcheck, computeGradient])('$name moves one entry at a time', async (peer) => {
    spied.length = 0;
    await peer.verdictOn(spy, oneProblem);
    const moved = spied.map(({ X, W }) => {
      const [before, after] = [oneProblem, { X, W }].map((of) => [
        ...of.X.toArray(),
        ...of.W.toArray(),
      ]);
      return after?.filter((value, at) => value !== before?.[at]).length ?? 0;
    });
    expect(moved.filter((count) => count === 1)).toHaveLength(2 * (6 + 8));
    expect(Math.max(...moved)).toBe(1);
  });

  test('of gradcheck ends with dY = 0, before and after a forward pass', async () => {
    const calls: string[] = [];
    const listed: Subject = {
      ...reference,
      forward: (operands) => {
        calls.push('forward');
        return spy.forward?.(operands) ?? { shape: [], data: [] };
      },
      backward: (given) => {
        calls.push(given.dY.data.every((entry) => entry === 0) ? 'zero' : 'backward');
        return reference.backward(given);
      },
    };
    expect(await gradcheck.verdictOn(listed, oneProblem)).toBe('accepts');
    expect(calls.slice(-4)).toEqual(['backward', 'zero', 'forward', 'zero']);
  });

  test('are the usual shapes, and for TensorFlow all of 1, 3 and 5', async () => {
    const shapes = async (peer: Peer) => {
      spied.length = 0;
      await peer.check(spy, 1);
      return [...new Set(spied.map(({ X, W }) => `${X.rows}×${X.cols}·${W.rows}×${W.cols}`))];
    };
    for (const peer of [gradcheck, gradcheckFast, checkGrads]) {
      expect(await shapes(peer)).toEqual(['3×2·2×4', '5×10·10×5', '20×20·20×30']);
    }
    const extents = [1, 3, 5];
    const all = extents.flatMap((m) =>
      extents.flatMap((n) => extents.map((k) => `${m}×${n}·${n}×${k}`)),
    );
    expect(await shapes(computeGradient)).toEqual(all);
  });

  test.each(peers)('$name hands out numbers of its format', async (peer) => {
    spied.length = 0;
    await peer.check({ ...spy, numberFormat: 'float32' }, 1);
    for (const { X, W } of spied) {
      for (const value of [...X.toArray(), ...W.toArray()]) expect(Math.fround(value)).toBe(value);
    }
  });
});
