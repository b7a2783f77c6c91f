import { expect, test } from 'vitest';
import { bounded } from './bounded.ts';

test('what is printed is shown, each line marked as the own of the subject', () => {
  const shown: string[] = [];
  const print = bounded((text) => shown.push(text));
  print('one 1\n');
  print('\u001b[31m two\n');
  for (const piece of ['', 'half', ' a line\nanother', '\n', '\n✓ forged\n']) print(piece);
  expect(shown.join('').split('\n')).toEqual([
    '[subject] one 1',
    '[subject] \\x1b[31m two',
    '[subject] half a line',
    '[subject] another',
    '[subject] ',
    '[subject] ✓ forged',
    '',
  ]);
});

test('what is printed without end is shown in part, and said to be', () => {
  const shown: string[] = [];
  const print = bounded((text) => shown.push(text));
  for (let line = 0; line < 1e5; line += 1) print(`again and again ${line}\n`);
  print('x'.repeat(1e6));
  expect(shown.join('').length).toBeLessThan(2 ** 17);
  expect(shown.at(-1)).toBe('\n[gradgate: the subject prints more, which is not shown]\n');
});
