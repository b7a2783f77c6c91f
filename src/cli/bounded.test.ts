import { expect, test } from 'vitest';
import { bounded } from './bounded.ts';

test('what is printed is shown', () => {
  const shown: string[] = [];
  const print = bounded((text) => shown.push(text));
  print('one 1\n');
  print('\u001b[31m two\n');
  expect(shown).toEqual(['one 1\n', '\\x1b[31m two\n']);
});

test('what is printed without end is shown in part, and said to be', () => {
  const shown: string[] = [];
  const print = bounded((text) => shown.push(text));
  for (let line = 0; line < 1e5; line += 1) print(`again and again ${line}\n`);
  print('x'.repeat(1e6));
  expect(shown.join('').length).toBeLessThan(2 ** 16 + 100);
  expect(shown.at(-1)).toBe('\n[gradgate: the subject prints more, which is not shown]\n');
});
