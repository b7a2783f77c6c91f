import { describe, expect, test } from 'vitest';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import { laws } from './laws.ts';

/** The short form of `npm run soak`; set GRADGATE_RUNS to check more. */
const inputs = Number(process.env['GRADGATE_RUNS'] ?? 400);

describe(`on ${inputs} random and adversarial inputs`, () => {
  for (const { name, broken } of laws) {
    test(name, () => {
      for (let seed = 1; seed <= inputs; seed += 1) {
        expect(broken(drawFrom(seed)), `seed ${seed}`).toBeUndefined();
      }
    });
  }
});
