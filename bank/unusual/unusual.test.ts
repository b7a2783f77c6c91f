import { afterAll, describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { Border } from '../../src/call/border.ts';
import { judge } from '../../src/gate/judge/judge.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { unmet } from '../../src/property/need.ts';
import { unusual } from './index.ts';
import threads from './threads.ts';

/** Problems per property; set GRADGATE_RUNS to ask more. */
const runs = Number(process.env['GRADGATE_RUNS'] ?? 6);

const subjects = [...unusual, threads];

test('each has a name of its own and a story', () => {
  expect(new Set(subjects.map(({ name }) => name)).size).toBe(subjects.length);
  for (const { story } of subjects) expect(story).toMatch(/^[^.]+$/);
});

describe(`on ${runs} problems a property, the gate does not accuse`, () => {
  afterAll(() => threads.dispose?.());

  for (const subject of subjects) {
    test(subject.name, { timeout: 0 }, async () => {
      for (const property of properties) {
        const plan = { ...profiles.ci, runs, seed: 1 };
        const border = new Border(subject);
        if (unmet(property, border) !== undefined) continue;
        const { failures } = await judge(property, border, plan);
        expect(
          failures.map(({ disagreement }) => disagreement),
          property.id,
        ).toEqual([]);
      }
    });
  }
});
