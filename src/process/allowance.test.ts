import { expect, test } from 'vitest';
import { SubjectCrash, Unasked } from '../call/subject-crash.ts';
import { Allowance } from './allowance.ts';

/** What `check` throws, or nothing. */
function said(allowance: Allowance): unknown {
  try {
    allowance.check();
    return undefined;
  } catch (error) {
    return error;
  }
}

test('a property may lose three timeouts, and at least half a minute; the next one, too', () => {
  const allowance = new Allowance(10_000);
  allowance.spend(30_000);
  expect(said(allowance)).toBe(undefined);
  allowance.spend(1);
  expect(said(allowance)).toBeInstanceOf(Unasked);
  allowance.begin();
  expect(said(allowance)).toBe(undefined);
});

test('a property may have two hundred crashes', () => {
  const allowance = new Allowance(1000);
  for (let crash = 0; crash < 199; crash += 1) allowance.spend(1);
  expect(said(allowance)).toBe(undefined);
  allowance.spend(1);
  expect(said(allowance)).toBeInstanceOf(Unasked);
});

test('when all is lost, a property is told so once, and then nothing is asked', () => {
  const allowance = new Allowance(1000);
  for (let property = 0; property < 7; property += 1) {
    allowance.begin();
    allowance.spend(30_000);
  }
  allowance.begin();
  const first = said(allowance);
  expect(first).toBeInstanceOf(SubjectCrash);
  expect(first).not.toBeInstanceOf(Unasked);
  expect(String(first)).toContain('not asked: 210 s were lost to processes that crashed or hung');
  expect(said(allowance)).toBeInstanceOf(Unasked);
});
