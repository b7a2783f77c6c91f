import { expect, test } from 'vitest';
import { boundedConsole } from './bounded-console.ts';

test('what is printed is shown', () => {
  const shown: string[] = [];
  const bounded = boundedConsole((text) => shown.push(text));
  bounded.log('one %d', 1);
  bounded.error('\u001b[31m two');
  expect(shown).toEqual(['one 1\n', '\\x1b[31m two\n']);
});

test('what is printed without end is shown in part, and said to be', () => {
  const shown: string[] = [];
  const bounded = boundedConsole((text) => shown.push(text));
  for (let line = 0; line < 1e5; line += 1) bounded.log('again and again', line);
  bounded.log('x'.repeat(1e6));
  expect(shown.join('').length).toBeLessThan(2 ** 16 + 100);
  expect(shown.at(-1)).toBe('\n[gradgate: the subject prints more, which is not shown]\n');
});
