import { describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { gradientShape } from '../../../properties/gradient-shape.ts';
import { Matrix } from '../../matrix/matrix.ts';
import type { Problem } from '../../problem/problem.ts';
import { agree, type Comparison, fact, identical, type Property } from '../../property/property.ts';
import { type Evidence, noEvidence } from '../../verdict/evidence.ts';
import { EvidenceSoFar, evidenceOf } from './evidence-so-far.ts';
import { rowOfBalls } from './row-of-balls.test-setup.ts';

/** Sums of dX have 1 term (k), of dW 2 (m), of Y 9 (n). */
const problem: Problem = {
  X: Matrix.of([2, 9], () => 1),
  W: Matrix.of([9, 1], () => 1),
  dY: Matrix.of([2, 1], () => 1),
  salt: 0,
};
/** An entry half as far off as it may be, so much that 0 would pass, and one that is not off. */
const off = (where: string): Comparison =>
  agree(where, rowOfBalls([1, 1], [9, 1]), rowOfBalls([2, 1], [9, 0]));
const ofOff = [1, 0, 0, 0, 1, 0, 0, 0, 0, 0];
const exact = agree('dX', rowOfBalls([1, 0]), rowOfBalls([1, 0]));

function collecting(counts: () => boolean = () => true): EvidenceSoFar {
  return new EvidenceSoFar(counts, () => true);
}

/** The evidence of comparisons, after this problem of a property was asked. */
function comparing(asked: [Problem, Property] | undefined, ...comparisons: Comparison[]): Evidence {
  const collected = collecting();
  if (asked !== undefined) collected.drawn(...asked);
  for (const comparison of comparisons) collected.compared(comparison);
  return collected.evidence;
}

test('where nothing came it is no evidence itself, which is known by its identity', () => {
  expect(collecting().evidence).toBe(noEvidence);
  expect(collecting().leaving(undefined)).toBe(noEvidence);
  const replayed = collecting(() => false);
  replayed.drawn(problem, equation1);
  replayed.compared(off('dX'));
  expect(replayed.leaving(undefined)).toBe(noEvidence);
  expect(replayed.leaving('no room')).toBe(noEvidence);
});

describe('comparisons', () => {
  test('are added up: entries, vacuous bounds, the closest and all distances', () => {
    const close = agree('dX', rowOfBalls([8, 4]), rowOfBalls([7, 0]));
    expect(comparing(undefined, off('dX'), close)).toEqual({
      ...{ ...noEvidence, bounds: { entries: 3, vacuous: 1 }, closest: 0.5 },
      distances: { other: [1, 0, 1, 0, 1, 0, 0, 0, 0, 0] },
    });
  });

  test('have bounds and no distances where nothing may be off', () => {
    expect(comparing(undefined, exact)).toEqual({
      ...{ ...noEvidence, bounds: { entries: 1, vacuous: 0 } },
    });
  });

  test('have distances where only zeros are expected, and none of them is off', () => {
    const zeros = agree('dX', rowOfBalls([0, 1]), rowOfBalls([0, 1]));
    const { bounds, distances, closest } = comparing(undefined, zeros);
    expect(bounds).toEqual({ entries: 0, vacuous: 0 });
    expect(distances).toEqual({ other: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
    expect(closest).toBeUndefined();
  });

  test('are neither facts nor numbers that must be the same', () => {
    const same = identical('dX', rowOfBalls([1, 1]), rowOfBalls([2, 1]));
    const held = fact('inputs', { holds: true, expected: 'unchanged', actual: 'unchanged' });
    expect(comparing(undefined, same, held)).toEqual(noEvidence);
  });
});

describe('distances', () => {
  test('are told by how long the sums of a product are', () => {
    const asked: [Problem, Property] = [problem, equation1];
    const { distances } = comparing(asked, off('dX'), off('dW'), off('Y'), off('row 1 of dX'));
    expect(distances).toEqual({ '1': ofOff, '2–8': ofOff, '9–32': ofOff, other: ofOff });
  });

  test('are of other sums in batches, and where no product is stated', () => {
    const batch = { X: [2], W: [1], ranks: { X: 1, W: 0 } };
    expect(comparing([{ ...problem, batch }, equation1], off('dX')).distances).toEqual({
      other: ofOff,
    });
    expect(comparing([problem, gradientShape], off('dX')).distances).toEqual({ other: ofOff });
  });

  test('have only lengths that were met', () => {
    expect(comparing([problem, equation1], exact, off('dW')).distances).toEqual({ '2–8': ofOff });
  });

  test('that were given out stay as they were', () => {
    const collected = collecting();
    collected.compared(off('dX'));
    const before = collected.evidence;
    collected.compared(off('dX'));
    expect(before.distances).toEqual({ other: ofOff });
    expect(collected.evidence.distances).toEqual({ other: ofOff.map((count) => 2 * count) });
  });
});

describe('what does not count', () => {
  test('is not added: neither problems nor comparisons', () => {
    const counting = { on: true };
    const collected = collecting(() => counting.on);
    collected.drawn(problem, equation1);
    collected.compared(off('dX'));
    const { evidence } = collected;
    expect(evidence.problems).toBe(1);
    counting.on = false;
    collected.drawn(problem, equation1);
    collected.compared(off('dX'));
    expect(collected.evidence).toEqual(evidence);
    counting.on = true;
    collected.drawn(problem, equation1);
    expect(collected.evidence.problems).toBe(2);
  });
});

test('a problem that is asked is evidence as it is alone', () => {
  const collected = collecting();
  collected.drawn(problem, equation1);
  expect(collected.evidence).toEqual(evidenceOf(problem, equation1, () => true));
});

describe('what was left out', () => {
  test('is told, with all that came', () => {
    const collected = collecting();
    collected.drawn(problem, equation1);
    expect(collected.leaving(undefined)).toEqual(collected.evidence);
    expect(collected.leaving('no room')).toEqual({ ...collected.evidence, unasked: 'no room' });
  });
});
