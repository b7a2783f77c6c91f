import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, type Count, countOf, nothingCounted, triedIn } from './count.ts';
import { type Evidence, type Feature, noEvidence } from './evidence.ts';

const few = fc.integer({ min: 1, max: 5 });
const counts = (...names: string[]) =>
  fc.dictionary(fc.constantFrom(...names), few, { noNullPrototype: true });
const line = fc.record({
  gradient: fc.constantFrom<'dX' | 'dW'>('dX', 'dW'),
  shapes: fc.constantFrom('m = 1', 'n = 1', 'm = n'),
  problems: few,
  bits: few.map((bits) => bits / 4),
});
const evidence: fc.Arbitrary<Evidence> = fc.record(
  {
    features: fc.dictionary(fc.constantFrom<Feature>('exact', 'rounded', 'extent 1'), few, {
      noNullPrototype: true,
    }),
    ...{ problems: few, mostlyZero: few, sizes: fc.record({ axis: few, all: few }) },
    bounds: fc.record({ entries: few, vacuous: few }),
    closest: few.map((each) => each / 8),
    probed: fc.record({ problems: few, bits: few }),
    unasked: fc.constantFrom('too large', 'too small'),
    drawn: fc.record({
      ...{ extents: counts('111', '222'), entries: counts('tiny', 'wide') },
      ...{ layouts: counts('view', 'dense'), batches: counts('1', '2') },
    }),
    distances: fc.dictionary(
      fc.constantFrom('2', '3', 'other'),
      fc.array(few, { minLength: 10, maxLength: 10 }),
      { noNullPrototype: true },
    ),
    ledger: fc.uniqueArray(line, { selector: ({ gradient, shapes }) => `${gradient} ${shapes}` }),
  },
  { requiredKeys: ['features', 'problems', 'mostlyZero', 'sizes', 'bounds', 'ledger'] },
);
const count: fc.Arbitrary<Count> = fc.record({ runs: few, rounds: few, evidence });

test('counts add up to the same bytes in any order and grouping', () => {
  const law = fc.property(count, count, count, (a, b, c) => {
    const text = JSON.stringify(add(add(a, b), c));
    expect(JSON.stringify(add(a, add(b, c)))).toBe(text);
    expect(JSON.stringify(add(add(c, a), b))).toBe(text);
  });
  fc.assert(law, { numRuns: 300 });
});

test('nothing is added up', () => {
  fc.assert(
    fc.property(count, (each) => {
      const once = add(nothingCounted, each);
      expect(add(once, nothingCounted)).toEqual(once);
      const { ledger, ...others } = once.evidence;
      const { ledger: before, ...same } = each.evidence;
      expect([once.runs, once.rounds, others]).toEqual([each.runs, each.rounds, same]);
      expect(new Set(ledger)).toEqual(new Set(before));
    }),
  );
});

test('sums are sums, and the largest and the least are theirs', () => {
  const one: Evidence = {
    ...{ features: { exact: 2 }, problems: 3, mostlyZero: 1, sizes: { axis: 5, all: 2 } },
    ...{ bounds: { entries: 7, vacuous: 1 }, closest: 0.5, probed: { problems: 1, bits: 9 } },
    unasked: 'z',
    drawn: { extents: { b: 1, a: 1 }, entries: {}, layouts: {}, batches: {} },
    distances: { '3': [1, 0], '2': [1, 1] },
    ledger: [{ gradient: 'dX', shapes: 'm = 1', problems: 1, bits: 2 }],
  };
  const other: Evidence = {
    ...{ features: { rounded: 1, exact: 1 }, problems: 1, mostlyZero: 2 },
    ...{ sizes: { axis: 4, all: 3 }, bounds: { entries: 1, vacuous: 2 }, closest: 0.75 },
    ...{ probed: { problems: 2, bits: 4 }, unasked: 'a' },
    drawn: { extents: { a: 2 }, entries: { x: 1 }, layouts: {}, batches: {} },
    distances: { '3': [2, 3] },
    ledger: [
      { gradient: 'dX', shapes: 'm = 1', problems: 2, bits: 1 },
      { gradient: 'dW', shapes: 'n = 1', problems: 1, bits: 1 },
    ],
  };
  const sum = add({ runs: 3, rounds: 1, evidence: one }, { runs: 1, rounds: 2, evidence: other });
  expect(JSON.stringify(sum)).toBe(
    JSON.stringify({
      ...{ runs: 4, rounds: 3 },
      evidence: {
        ...{ features: { exact: 3, rounded: 1 }, problems: 4, mostlyZero: 3 },
        ...{ sizes: { axis: 5, all: 3 }, bounds: { entries: 8, vacuous: 3 }, closest: 0.75 },
        ...{ probed: { problems: 3, bits: 4 }, unasked: 'a' },
        drawn: { extents: { a: 3, b: 1 }, entries: { x: 1 }, layouts: {}, batches: {} },
        distances: { '2': [1, 1], '3': [3, 3] },
        ledger: [
          { gradient: 'dW', shapes: 'n = 1', problems: 1, bits: 1 },
          { gradient: 'dX', shapes: 'm = 1', problems: 3, bits: 3 },
        ],
      },
    }),
  );
});

test('what was tried is read off any outcome', () => {
  const law = { id: 'x', cites: '(1)', statement: 's' };
  const tried = { runs: 3, rounds: 1, evidence: noEvidence };
  const found = { outcome: 'crashed', message: 'm', ...tried } as const;
  expect(triedIn({ ...law, ...found })).toEqual(tried);
  expect(triedIn({ outcome: 'known to fail', why: 'w', found })).toEqual(tried);
  expect(triedIn({ outcome: 'no such problem' })).toEqual({ runs: 0 });
  expect(countOf({ runs: 3 })).toEqual({ ...nothingCounted, runs: 3 });
});
