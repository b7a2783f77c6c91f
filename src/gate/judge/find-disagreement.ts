import { entryAt } from '../../at.ts';
import { distance } from '../../certified/ball.ts';
import type { Agreement, Comparison, Fact } from '../../property/property.ts';
import type { Disagreement, WrongEntries } from './disagreement.ts';

/** Where a comparison fails, at its first wrong entry; nothing when its two sides agree. */
export function findDisagreement(comparison: Comparison): Disagreement | undefined {
  return comparison.kind === 'fact' ? broken(comparison) : apart(comparison);
}

function broken({ holds, ...fact }: Fact): Disagreement | undefined {
  return holds ? undefined : fact;
}

function apart(comparison: Agreement): Disagreement | undefined {
  const { where, actual, expected, bits, asked, explain } = comparison;
  if (actual.rows !== expected.rows || actual.cols !== expected.cols) {
    return { kind: 'fact', where, expected: size(expected), actual: size(actual) };
  }
  const wrong = wrongEntries(comparison);
  const [first] = wrong;
  if (first === undefined) return undefined;
  const [i, j] = first;
  const sentence = explain?.(actual.mid.at(i, j), i, j);
  return {
    kind: 'entries',
    where,
    entry: first,
    wrong,
    actual: actual.mid,
    expected: expected.mid,
    ...(bits ? {} : allowedIn(comparison)),
    radius: bits ? 0 : actual.rad.at(i, j) + expected.rad.at(i, j),
    excess: excessAt(comparison, i, j),
    ...(asked === undefined ? {} : { asked }),
    ...(sentence === undefined ? {} : { sentence }),
  };
}

/** What every entry may be off by; nothing, where all must be exact. */
function allowedIn({ actual, expected }: Agreement): Pick<WrongEntries, 'allowed'> {
  const allowed = expected.rad.map((radius, i, j) => radius + actual.rad.at(i, j));
  return allowed.entries().every((radius) => radius === 0) ? {} : { allowed };
}

function wrongEntries(comparison: Agreement): [number, number][] {
  const { rows, cols } = comparison.actual;
  const wrong: [number, number][] = [];
  if (isSame(comparison)) return wrong;
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < cols; j += 1) {
      if (!(excessAt(comparison, i, j) <= 0)) wrong.push([i, j]);
    }
  }
  return wrong;
}

/** Whether the midpoints are the same finite numbers, as most are: then all is well. */
function isSame({ actual, expected }: Agreement): boolean {
  const [left, right] = [actual.mid.entries(), expected.mid.entries()];
  for (let place = 0; place < left.length; place += 1) {
    const value = entryAt(left, place);
    if (value !== entryAt(right, place) || !Number.isFinite(value)) return false;
  }
  return true;
}

/**
 * How far outside what is allowed entry (i, j) is: 0 inside. What is not finite is infinitely far away,
 * but where it may overflow.
 */
function excessAt({ actual, expected, bits }: Agreement, i: number, j: number): number {
  const [left, right] = [actual.at(i, j), expected.at(i, j)];
  if (!bits) return distance(left, right);
  if (!Number.isFinite(left.mid) || !Number.isFinite(right.mid)) {
    return Number.isFinite(left.rad + right.rad) ? Number.POSITIVE_INFINITY : 0;
  }
  return Math.abs(left.mid - right.mid);
}

function size({ rows, cols }: { rows: number; cols: number }): string {
  return `${rows}×${cols}`;
}
