import { expect, test } from 'vitest';
import { fence, inline } from './markdown-text.ts';

test.each([
  ['a\r\n| b \\| c', 'a\\\\x0d \\| b \\\\\\| c'],
  ['<img src=x> &lt;', '&lt;img src=x> &amp;lt;'],
  ['[a](javascript:x) ![b][c] [2, 3]', '[a\\](javascript:x) ![b\\][c] [2, 3]'],
  ['`a` \u001b[31m', '\\`a\\` \\\\x1b[31m'],
  ['dW = Xᵀ · dY, 3×1 ≤ 2^−20', 'dW = Xᵀ · dY, 3×1 ≤ 2^−20'],
])('%j in a line is %j', (text, shown) => {
  expect(inline(text)).toBe(shown);
});

test('a fence is longer than those within, and shows what does not print', () => {
  expect(fence('a\n```\n# b\r\u001b[31m')).toBe('````text\na\n```\n# b\\x0d\\x1b[31m\n````');
  expect(fence('a `b`')).toBe('```text\na `b`\n```');
});
