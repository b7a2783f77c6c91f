import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineReader, LineTooLong } from './line-reader.ts';

/** The lines that come out when a text comes in pieces of these sizes. */
function linesOf(text: string, sizes: readonly number[], longest?: number): string[] {
  const reader = new LineReader(longest);
  const bytes = Buffer.from(text);
  const lines: string[] = [];
  for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    lines.push(...reader.push(bytes.subarray(from, from + size)));
    from += size;
  }
  return [...lines, reader.unfinished()];
}

test('a text comes out line by line, however it is cut', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', '')));
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
  const law = fc.property(texts, sizes, (lines, cuts) => {
    expect(linesOf(lines.join('\n'), cuts)).toEqual(lines.length === 0 ? [''] : lines);
  });
  fc.assert(law, { seed: 1 });
});

test('a line may be as long as the longest, and no longer', () => {
  expect(linesOf('12345678\n1', [3], 8)).toEqual(['12345678', '1']);
  expect(() => linesOf('123456789', [3], 8)).toThrow(LineTooLong);
  expect(() => linesOf('1\n123456789\n', [100], 8)).toThrow(LineTooLong);
});

test('of a line without an end, no more is kept than may be', () => {
  const reader = new LineReader(1000);
  expect(() => {
    for (let i = 0; i < 100; i += 1) [...reader.push(Buffer.alloc(100, 'x'))];
  }).toThrow(LineTooLong);
  expect(reader.unfinished()).toBe('');
});
