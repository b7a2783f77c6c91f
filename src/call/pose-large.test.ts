/** A large problem is put to a subject as a small one with the same entries is, but in the storage that was filled. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claims, Given, Operand, Subject } from '../contract/subject.ts';
import { entriesOf } from '../matrix/strided.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import type { Batch } from '../problem/batch.ts';
import type { DrawnVariant } from '../problem/drawn-variant.ts';
import { destination, fill } from '../problem/large/fill.ts';
import type { LargeProblem } from '../problem/large/large-problem.ts';
import { dense } from '../problem/layout.ts';
import type { Problem } from '../problem/problem.ts';
import { pose } from './pose.ts';
import { checkAllCodes, largeTurns, poseLarge } from './pose-large.ts';

const rule = { kind: 'whole', largest: 2, grows: false } as const;
const rules = { X: rule, W: rule, dY: rule };
const coded = {
  X: { codes: 'float8_e4m3fn', scales: 'float8_e8m0fnu', block: [1, 3] },
  W: { codes: 'float4_e2m1fn', scales: 'float8_e4m3fn', block: [2, 1], globalScale: 'float32' },
  dY: { codes: 'float8_e5m2', scales: 'float32', block: ['all', 2] },
} as const satisfies Subject['formats'];

const extent = fc.integer({ min: 1, max: 5 });
const variants: fc.Arbitrary<DrawnVariant> = fc.record(
  {
    transX: fc.boolean(),
    transW: fc.boolean(),
    alpha: fc.constantFrom(2, -1),
    wants: fc.constantFrom(['dX'], ['dW']),
    into: fc.constantFrom('overwrite', 'accumulate'),
  },
  { requiredKeys: [] },
);
const views = {
  X: { ...dense, columnMajor: true, gap: 2, offset: 1 },
  W: { ...dense, rowStep: -1, gap: 3 },
  dY: { ...dense, columnStep: 2 },
};
const single = fc.record({
  variant: fc.option(variants, { nil: undefined }),
  isView: fc.boolean(),
});
const claimed = fc.record({
  weight: fc.constantFrom('out×in' as const, undefined),
  layouts: fc.constantFrom('all' as const, undefined),
});
const asked = fc.record({
  shape: fc.record({ m: extent, n: extent, k: extent }),
  salt: fc.nat(),
  way: fc.oneof(single, fc.record({ members: fc.integer({ min: 1, max: 3 }) })),
  claims: claimed,
  formats: fc.constantFrom(coded, {}),
});

type Asked = typeof asked extends fc.Arbitrary<infer One> ? One : never;

/** The large problem, and how its subject is given it. A batch of members is given as its weight multiplies. */
function posed({ shape, salt, way, claims: { weight, layouts }, formats }: Asked) {
  const { members, variant, isView } = {
    members: undefined,
    variant: undefined,
    isView: false,
    ...way,
  };
  const claims: Claims = {
    ...(weight && members === undefined && { weight }),
    ...(layouts && { layouts }),
  };
  const problem: LargeProblem = {
    ...{ shape, salt, kind: 'exact', grows: false },
    ...(members !== undefined && { members }),
    ...(variant && { variant }),
    ...(isView && layouts && { layouts: views }),
  };
  const operands = fill(problem, rules, largeTurns(problem, claims));
  const border = { claims, formats: tensorFormats({ numberFormat: 'float32', formats }) };
  return { problem, operands, border, given: poseLarge(problem, operands, border) };
}

type Posed = ReturnType<typeof posed>;

/** The same question, put as a small problem is. */
function small({ problem: { salt, members, variant = {} }, operands, border }: Posed): Given {
  const batch: Batch | undefined =
    members === undefined ? undefined : { X: [members], W: [members], ranks: { X: 1, W: 1 } };
  const problem: Problem = { ...operands, salt, ...(batch && { batch }) };
  const { into, ...plain } = variant;
  const asked = { ...plain, ...(into !== undefined && { into: 'overwrite' as const }) };
  return pose(problem, asked, { ...border.claims, formats: border.formats }).given;
}

/** What is seen of an operand, wherever it lies. */
function seen({ shape, scaled, ...operand }: Operand) {
  return { shape, scaled, entries: entriesOf({ shape, ...operand }) };
}

describe('a large problem', () => {
  test('has operands, codes and options like a small one', () => {
    const law = fc.property(asked, (one) => {
      const large = posed(one);
      const other = small(large);
      for (const name of ['X', 'W', 'dY'] as const) {
        expect(seen(large.given[name])).toEqual(seen(other[name]));
      }
      const { into, ...plain } = large.given.options ?? {};
      const { into: to, ...expected } = other.options ?? {};
      expect(plain).toEqual(expected);
      expect([into?.dX.shape, into?.dW.shape]).toEqual([to?.dX.shape, to?.dW.shape]);
      if (large.problem.variant === undefined) expect('options' in large.given).toBe(false);
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });

  test('is given in the very storage that was filled, with strides only to who claims views', () => {
    const law = fc.property(asked, (one) => {
      const { given, operands, border } = posed(one);
      const destinations = Object.values(given.options?.into ?? {}).filter(
        (each) => typeof each !== 'boolean',
      );
      for (const name of ['X', 'W', 'dY'] as const) {
        expect(given[name].data).toBe(operands[name].storage);
      }
      for (const operand of [given.X, given.W, given.dY, ...destinations]) {
        const isView = border.claims.layouts !== undefined;
        expect(['strides' in operand, 'offset' in operand]).toEqual([isView, isView]);
        expect([operand, operand.shape].map(Object.isFrozen)).toEqual([true, true]);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 150 });
  });

  test('has destinations that are dense, with NaN or what is added to', () => {
    const law = fc.property(asked, (one) => {
      const { problem, given } = posed(one);
      const { into } = given.options ?? {};
      expect(into === undefined).toBe(problem.variant?.into === undefined);
      if (into === undefined) return;
      expect(into.accumulate).toBe(problem.variant?.into === 'accumulate');
      for (const name of ['dX', 'dW'] as const) {
        const { shape, ...operand } = into[name];
        const [rows = 0, cols = 0] = shape;
        expect(operand.data).toEqual(destination(problem, name, [rows, cols]));
        expect(entriesOf({ shape, ...operand })).toEqual(operand.data);
        expect(operand.data.every(Number.isNaN)).toBe(!into.accumulate);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 150 });
  });
});

test('codes and scales that were written into are found out, each', () => {
  const law = fc.property(asked, (one) => {
    const { problem, border, given } = posed(one);
    checkAllCodes(problem, given, border);
    for (const name of ['X', 'W', 'dY'] as const) {
      for (const [part, numbers] of Object.entries(given[name].scaled ?? {})) {
        const before = numbers[0];
        numbers[0] = 77;
        const sentence = `the ${part} of ${name} after the call: expected as before`;
        expect(() => checkAllCodes(problem, given, border)).toThrow(sentence);
        numbers[0] = before;
      }
    }
  });
  fc.assert(law, { seed: 1, numRuns: 60 });
});
