import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { judge } from '../gate/judge.ts';
import { profiles } from '../gate/profiles.ts';
import { unmet } from '../property/need.ts';
import type { Property } from '../property/property.ts';
import { Border } from '../subject/border.ts';
import type { Fault } from './fault.ts';
import { faults } from './index.ts';
import rowsReversed from './rows-reversed.ts';

/** A property that catches the fault at profile ci, looked for where it was found before. */
async function catcher(
  fault: Fault,
  seed: number,
  before: Property | undefined,
): Promise<Property | undefined> {
  for (const property of [...(before ? [before] : []), ...properties]) {
    const border = new Border(fault);
    if (unmet(property.needs, border) !== undefined) continue;
    const { failures } = await judge(property, border, { ...profiles.ci, seed });
    if (failures.length > 0) return property;
  }
  return undefined;
}

const seeds = process.env['GRADGATE_SEEDS'] ?? '2';

describe(`at profile ci, with seeds 1 to ${seeds}, the gate catches`, () => {
  for (const fault of faults) {
    test(`${fault.name}: ${fault.story}`, async () => {
      let caught: Property | undefined;
      for (let seed = 1; seed <= Number(seeds); seed += 1) {
        caught = await catcher(fault, seed, caught);
        expect(caught?.id, `seed ${seed}`).toBeDefined();
      }
    });
  }
});

test('every fault has a name of its own', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
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
