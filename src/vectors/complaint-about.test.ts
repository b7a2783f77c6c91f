import { describe, expect, test } from 'vitest';
import { at } from '../at.ts';
import type { AnswerName, JsonBalls } from '../wire/json-balls.ts';
import { complaintAbout, excessOf } from './complaint-about.ts';
import { vectorsNames } from './published.ts';
import { readVectors } from './read-vectors.ts';
import type { Case, Result } from './vector-file.ts';

/** What a case expects, as an answer. */
function rightAnswer({ expected }: Case): Partial<Record<AnswerName, JsonBalls>> {
  return { ...expected };
}

/** All places of a small answer, and some of a large one. */
function placesOf({ data }: JsonBalls): number[] {
  const all = data.map((_, place) => place);
  return all.length <= 24 ? all : [0, 1, all.length >> 1, all.length - 2, all.length - 1];
}

/** The float64 next to a number, away from another. */
function beyond(value: number, from: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const away = value === 0 ? 1n : value > 0 === value >= from ? 1n : -1n;
  view.setBigInt64(0, view.getBigInt64(0) + away);
  return view.getFloat64(0);
}

/** The smallest number of float64 that is above mid + rad. */
function justOutside(mid: number, rad: number): number {
  let value = mid < 0 ? mid - rad : mid + rad; // away from 0, where no rounding hides the distance
  const outside = (): boolean => Math.abs(value - mid) > rad;
  for (let steps = 0; steps < 4 && !outside(); steps += 1) value = beyond(value, mid);
  return value;
}

describe.each(vectorsNames)('of every published case in %s', (format) => {
  const cases = readVectors(format).groups.flatMap((group) => group.cases);

  test('what it expects is right', () => {
    for (const each of cases)
      expect(complaintAbout(each, rightAnswer(each)), each.id).toBe(undefined);
  });

  test('one entry that is just beyond its radius is wrong, whichever it is', () => {
    for (const each of cases) {
      for (const [name, balls] of Object.entries(each.expected)) {
        placesOf(balls).forEach((place) => {
          const mid = at(balls.data, place);
          if (typeof mid !== 'number') return;
          const rad = balls.rad === 0 ? 0 : Number(at(balls.rad, place));
          const data = balls.data.with(place, justOutside(mid, rad));
          const complaint = complaintAbout(each, { ...each.expected, [name]: { ...balls, data } });
          expect(complaint, `${each.id}, ${name}[${place}], ${mid} ± ${rad}`).toBeDefined();
          expect(complaint?.where).toMatch(`${name}, entry (`);
          expect(complaint?.wrong).toBe(1);
        });
      }
    }
  });

  test('NaN is wrong wherever a number is due, and a number wherever NaN or an infinity is', () => {
    for (const each of cases) {
      for (const [name, balls] of Object.entries(each.expected)) {
        placesOf(balls).forEach((place) => {
          const mid = at(balls.data, place);
          const data = balls.data.with(place, typeof mid === 'number' ? 'NaN' : 0);
          const answer = { ...each.expected, [name]: { ...balls, data } };
          expect(complaintAbout(each, answer)?.excess, each.id).toBe(Number.POSITIVE_INFINITY);
        });
      }
    }
  });

  test('an answer that is missing or of another shape is wrong; Y may be left out', () => {
    for (const each of cases) {
      for (const [name, balls] of Object.entries(each.expected)) {
        const { [name as AnswerName]: _, ...rest } = rightAnswer(each); // SAFETY: it is one of them
        expect(complaintAbout(each, rest)?.where, each.id).toBe(name === 'Y' ? undefined : name);
        const reshaped = { ...each.expected, [name]: { ...balls, shape: [1, ...balls.shape] } };
        expect(complaintAbout(each, reshaped)?.where, each.id).toBe(name);
      }
    }
  });

  test('storage that changed is wrong, where it is given', () => {
    for (const each of cases) {
      for (const name of ['X', 'W', 'dY'] as const) {
        const { data } = each[name];
        const same: Omit<Result, 'id'> = { ...rightAnswer(each), after: { [name]: data } };
        expect(complaintAbout(each, same), each.id).toBe(undefined);
        if (data.length === 0) continue;
        const after = { [name]: data.with(-1, 12_345) };
        const complaint = complaintAbout(each, { ...rightAnswer(each), after });
        expect(complaint?.where, each.id).toContain(`${name} after the call, entry`);
      }
    }
  });
});

test('a radius is not widened: at it passes, beyond it is as far as it is', () => {
  expect(excessOf(1.5, 1, 0.5)).toBe(0);
  expect(excessOf(1.75, 1, 0.5)).toBe(0.25);
  expect(excessOf(-0, 0, 0)).toBe(0);
  expect(excessOf(Number.NaN, 1, 0.5)).toBe(Number.POSITIVE_INFINITY);
  expect(excessOf(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0)).toBe(
    Number.POSITIVE_INFINITY,
  );
  expect(excessOf(Number.NaN, 1, Number.POSITIVE_INFINITY)).toBe(0);
});
