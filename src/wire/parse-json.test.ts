import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

const nested = (deep: number, inside = ''): string =>
  '[{"a":'.repeat(deep / 2) + (inside || '0') + '}]'.repeat(deep / 2);

test('it reads what JSON.parse reads, brackets in texts included', () => {
  const text = fc.string({ unit: fc.constantFrom('[', '{', '"', '\\', 'a'), maxLength: 200 });
  const value = fc.oneof(
    fc.json({ maxDepth: 6 }),
    text.map((each) => JSON.stringify([each])),
  );
  fc.assert(
    fc.property(value, (json) => {
      expect(JSON.stringify(parseJson(json))).toBe(JSON.stringify(JSON.parse(json)));
    }),
    { seed: 1 },
  );
  expect(parseJson(nested(64))).toEqual(JSON.parse(nested(64)));
  const wide = JSON.stringify(new Array(1000).fill([{ a: ['[', '"{'] }]));
  expect(parseJson(wide)).toEqual(JSON.parse(wide));
});

test.each([66, 100_000])('nested %d deep it is refused', (deep) => {
  expect(() => parseJson(nested(deep))).toThrow(/^it is nested more than 64 deep$/);
  expect(() => parseJson('['.repeat(deep))).toThrow(SyntaxError);
  expect(() => parseJson(nested(deep, '"}]}]"'))).toThrow(/^it is nested more than 64 deep$/);
});
