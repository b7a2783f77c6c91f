import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine, printable, printableJson } from './printable.ts';

test.each([
  ['\u001b[2J\u001b]0;title\u0007', '\\x1b[2J\\x1b]0;title\\x07'],
  ['a\rb\0c\u009bd', 'a\\x0db\\x00c\\x9bd'],
  ['ok\n::error file=a::b', 'ok\n\\x3a:error file=a::b'],
  ['  ::set-output name=a::b', '  \\x3a:set-output name=a::b'],
  ['x ##[error] y ##vso[task] ## z', 'x \\x23#[error] y \\x23#vso[task] ## z'],
  ['\u202edlrow\u2028', '\\u202edlrow\\u2028'],
  ['dX = dY · Wᵀ, 行列 × 🙂\tend', 'dX = dY · Wᵀ, 行列 × 🙂\tend'],
])('%j is %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('whatever is printed has no control character, and a name is one line', () => {
  const text = fc.string({ unit: fc.constantFrom(...'\0\r\n\t\u001b\u0085:#[a ', '\u2028') });
  fc.assert(
    fc.property(text, (each) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
      expect(oneLine(each)).not.toMatch(/[\0-\u0008\n-\u001f\u0085\u2028]|^\s*::|##\[/);
      expect(printable(each)).not.toMatch(/\r|^[^\S\n]*::/m);
    }),
    { seed: 1 },
  );
});

test('JSON that is printed reads back as it was, and has nothing that a terminal or a log obeys', () => {
  const text = fc.string({ unit: fc.constantFrom(...'\0\r\n\t\u001b\u0085\u009b:#[a ', '\u2028') });
  fc.assert(
    fc.property(text, (each) => {
      const printed = printableJson({ each });
      expect(JSON.parse(printed)).toEqual({ each });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
      expect(printed).not.toMatch(/[\0-\u0009\u000b-\u001f\u0085\u009b\u2028]|^\s*::|##\[/m);
    }),
    { seed: 1 },
  );
});
