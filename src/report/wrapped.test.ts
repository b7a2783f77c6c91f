import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrapped } from './wrapped.ts';

test('a line goes on below its last column', () => {
  const line =
    '✓ purity       10 problems   inputs stay as they were; the same question has one answer';
  expect(wrapped(line, 60)).toBe(
    [
      '✓ purity       10 problems   inputs stay as they were; the',
      '                             same question has one answer',
    ].join('\n'),
  );
  expect(wrapped('\u001b[32m✓\u001b[39m short', 8)).toBe('\u001b[32m✓\u001b[39m short');
});

test('a command that is to be copied stays whole', () => {
  const line = '  replay: npx gradgate check my.subject.ts --replay equation-1/ci/1/0';
  expect(wrapped(line, 40)).toBe(line);
});

const words = fc.array(fc.stringMatching(/^[a-zé█✓]{1,12}$/), { minLength: 1, maxLength: 30 });

test('no word is lost or broken, and no line is wider than it must be', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 30, max: 100 }), fc.nat(9), (list, width, indent) => {
      const lines = wrapped(' '.repeat(indent) + list.join(' '), width).split('\n');
      expect(lines.join(' ').trim().split(/ +/)).toEqual(list);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    }),
  );
});
