import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sameBits } from './same-bits.ts';

afterEach(() => vi.unstubAllGlobals());

describe.each(['with a Buffer', 'without, as in a browser'])('%s', (where) => {
  const asThere = <T>(ask: () => T): T => {
    if (where !== 'with a Buffer') vi.stubGlobal('Buffer', undefined);
    try {
      return ask();
    } finally {
      vi.unstubAllGlobals();
    }
  };

  test('two arrays have the same bits exactly where every entry is the same value', () => {
    const entry = fc.constantFrom(0, -0, 1, Number.NaN, 5e-324);
    const pair = fc.tuple(fc.array(entry, { maxLength: 3 }), fc.array(entry, { maxLength: 3 }));
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const same = a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
        const [left, right] = [Float64Array.of(7, ...a).subarray(1), Float64Array.from(b)];
        expect(asThere(() => sameBits(left, right))).toBe(same);
      }),
    );
  });

  test('what is empty is the same, also where its storage was given away', () => {
    const empty = new Float64Array(0);
    structuredClone(empty.buffer, { transfer: [empty.buffer] });
    expect(asThere(() => sameBits(empty, new Float64Array(0)))).toBe(true);
  });
});
