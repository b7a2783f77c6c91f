import { describe, expect, test } from 'vitest';
import { properties, propertyNamed } from '../../properties/index.ts';
import { Border } from '../../src/call/border.ts';
import { encodeDisagreement } from '../../src/gate/judge/encode-disagreement.ts';
import { judge } from '../../src/gate/judge/judge.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { unmet } from '../../src/property/need.ts';
import type { Fault } from './fault.ts';
import { classes, faults } from './index.ts';
import misprint from './misprint.ts';
import rowsReversed from './rows-reversed.ts';

/** How the property that must catch the fault fails at profile ci, and why it is not asked. */
async function judged(fault: Fault, seed: number) {
  const property = propertyNamed(fault.caughtBy);
  const border = new Border(fault);
  // What it shrinks to is in vectors/, which `npm run evidence -- --check` makes again.
  const plan = { ...profiles.ci, seed, unshrunk: true as const };
  const { failures } = await judge(property, border, plan);
  const last = failures.at(-1);
  const wrong = last && encodeDisagreement(last.disagreement);
  return { wrong, unmet: unmet(property, border) };
}

const seeds = Number(process.env['GRADGATE_SEEDS'] ?? '2');

describe(`at profile ci, with seeds 1 to ${seeds}, the gate catches`, () => {
  for (const fault of faults) {
    test(`${fault.name} by ${fault.caughtBy}: ${fault.story}`, async () => {
      for (let seed = 1; seed <= seeds; seed += 1) {
        const { wrong, unmet: reason } = await judged(fault, seed);
        expect(reason).toBeUndefined();
        expect(wrong, `seed ${seed}`).toBeDefined(); // a crash would not do
      }
    });
  }
});

test('every fault has a name of its own', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
});

/** Planted, and of a class of which others were reported. */
const plantedElsewhere = [
  ...['order-by-sign', 'order-by-size', 'float32-sums-cut-off'],
  'global-scale-in-bfloat16',
];

test('what was reported cites its thread; what is planted, mutated or misprinted has none', () => {
  for (const [name, [, list]] of Object.entries(classes)) {
    for (const fault of list) {
      const own =
        fault === misprint ||
        fault === rowsReversed ||
        plantedElsewhere.includes(fault.name) ||
        /^(planted|confined|mutants)$/.test(name);
      expect(fault.thread === undefined, fault.name).toBe(own);
    }
  }
});

test('rows-reversed shrinks to two rows, one column and one output, with entries 0, 1 and 2', async () => {
  for (const property of properties.filter(
    ({ id }) => id === 'equation-2' || id === 'adjoint-identity',
  )) {
    for (let seed = 1; seed <= 10; seed += 1) {
      const border = new Border(rowsReversed);
      const { failures } = await judge(property, border, { ...profiles.ci, seed });
      const { X, W, dY } = failures.at(-1)?.problem ?? {};
      expect([X?.rows, X?.cols, W?.cols]).toEqual([2, 1, 1]);
      const entries = [X, W, dY].flatMap((matrix) => [...(matrix?.toArray() ?? [])]);
      expect(entries.filter((entry) => ![0, 1, 2].includes(entry))).toEqual([]);
    }
  }
});
