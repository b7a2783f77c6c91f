import { expect, test } from 'vitest';
import { progressLine } from './progress-line.ts';

test('a line says how far the run is, within the width of the terminal', () => {
  const shown = { elapsed: 200_000, total: 600_000, property: 'equation-1', runs: 5250 };
  expect(progressLine(shown, 80)).toBe(
    '[██████··············] 3:20 of 10:00 · equation-1 · 5250 problems',
  );
  expect(progressLine(shown, 40)).toBe('[██████··············] 3:20 of 10:00 · ');
  expect(progressLine({ elapsed: 0, total: 7_261_000, runs: 0 }, 80)).toBe(
    '[····················] 0:00 of 2:01:01 · loading',
  );
  // The last rounds may take longer than the time that was given.
  expect(progressLine({ ...shown, elapsed: 601_000 }, 80)).toMatch(/^\[█{20}\] 10:01 of 10:00/);
});
