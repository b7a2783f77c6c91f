import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tellNowAndThen } from './tell-now-and-then.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('of many problems, two a second are told', () => {
  vi.advanceTimersByTime(12_345);
  const told: unknown[] = [];
  const tell = tellNowAndThen((entry) => told.push(entry));
  for (let asked = 1; asked <= 30; asked += 1) {
    vi.advanceTimersByTime(100);
    tell('equation-1', asked, 40);
  }
  const entry = { kind: 'being asked', id: 'equation-1', of: 40 };
  expect(told).toEqual([5, 10, 15, 20, 25, 30].map((asked) => ({ ...entry, asked })));
});

test('one that is asked after a while is told at once, and smaller ones as such', () => {
  const told: unknown[] = [];
  const tell = tellNowAndThen((entry) => told.push(entry));
  tell('equation-1', 1, 40);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(10_000);
  tell('equation-1', 2, 'smaller ones');
  expect(told).toMatchObject([{ asked: 2, of: 'smaller ones' }]);
});
