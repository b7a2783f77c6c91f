import { afterEach, expect, test, vi } from 'vitest';
import { ProgressLine, progressLine } from './progress-line.ts';

const reached = { property: 'equation-1', judged: 0, properties: 3 };

test('a line says how far a run with a time is, within the width of the terminal', () => {
  const shown = { elapsed: 200_000, given: { total: 600_000, runs: 5250 }, reached };
  expect(progressLine(shown, 80)).toBe(
    '[██████··············] 3:20 of 10:00 · equation-1 · 5250 problems',
  );
  expect(progressLine(shown, 40)).toBe('[██████··············] 3:20 of 10:00');
  expect(progressLine({ elapsed: 0, given: { total: 7_261_000, runs: 0 } }, 80)).toBe(
    '[····················] 0:00 of 2:01:01 · starting the subject',
  );
  // The last rounds may take longer than the time that was given.
  expect(progressLine({ ...shown, elapsed: 601_000 }, 80)).toMatch(/^\[█{20}\] 10:01 of 10:00/);
});

test('without a time it says which problem of which property it is at, and what is left', () => {
  expect(progressLine({ elapsed: 3000 }, 80)).toBe(
    '[····················] starting the subject · 0:03',
  );
  expect(progressLine({ elapsed: 3000, reached }, 80)).toBe(
    '[····················] equation-1 · property 1 of 3 · 0:03',
  );
  expect(progressLine({ elapsed: 3000, reached, each: 'claim' }, 80)).toContain('claim 1 of 3');
  const asked = { asked: 91, of: 180 };
  expect(progressLine({ elapsed: 12_000, reached: { ...reached, judged: 1, asked } }, 120)).toBe(
    '[██████████··········] equation-1, problem 91 of 180 · property 2 of 3 · 0:12, about 0:12 left',
  );
  const smaller = { asked: 35, of: 'smaller ones' } as const;
  expect(progressLine({ elapsed: 12_000, reached: { ...reached, asked: smaller } }, 120)).toBe(
    '[····················] equation-1 fails: 35 calls in search of a smaller problem · property 1 of 3 · 0:12',
  );
});

const before = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
afterEach(() => {
  Reflect.deleteProperty(process.stderr, 'isTTY');
  if (before) Object.defineProperty(process.stderr, 'isTTY', before);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What is written in so many milliseconds of a run that judges, watched on a terminal or not. */
function written(isTTY: boolean, time: number, given?: { total: number; runs: number }): string[] {
  vi.useFakeTimers();
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true).mockClear();
  Object.defineProperty(process.stderr, 'isTTY', { value: isTTY, configurable: true });
  const line = new ProgressLine();
  line.clear(); // nothing is shown yet
  line.show(() => ({ reached, ...(given && { given }) }));
  vi.advanceTimersByTime(time);
  line.clear();
  line.end();
  vi.advanceTimersByTime(time);
  return write.mock.calls.map(([text]) => String(text));
}

test('where nobody watches, a first line comes after five seconds, and others now and then', () => {
  expect(written(false, 4000)).toEqual([]);
  expect(written(false, 65_000)).toHaveLength(3);
  expect(written(false, 6000, { total: 60_000, runs: 3 })[0]).toMatch(/of 1:00 · equation-1 · 3/);
});

test('on a terminal one line is written again and again, from the third second on', () => {
  const lines = written(true, 3000);
  expect(lines.slice(0, -2).every((text) => text.startsWith('\r['))).toBe(true);
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.at(-1)).toBe('\r\u001b[K');
});
