import { describe, expect, test } from 'vitest';
import { GradgateError } from '../../src/errors.ts';
import { fuzz } from './fuzz.ts';
import { Broken } from './target.ts';
import { targets } from './targets.ts';

/** The short form of `npm run fuzz`; set GRADGATE_RUNS to try more. */
const inputs = Number(process.env['GRADGATE_RUNS'] ?? 300);

describe(`${inputs} inputs that were changed or made up`, () => {
  for (const target of targets) {
    test(target.name, async () => {
      const { complaint, parsed } = await fuzz(target, 1, inputs);
      expect(complaint).toBeUndefined();
      expect(parsed).toBeGreaterThan(0);
    });

    test(`${target.name}: what is changed is right before`, async () => {
      for (const seed of target.seeds) expect(await target.read(seed), seed).toBe(true);
    });
  }
});

test.each<[what: string, thrown: () => unknown]>([
  ['an error of the engine', () => new TypeError('x is undefined')],
  ['a law that is broken', () => new Broken('it does not come back')],
  [
    'a sentence without words',
    () =>
      Object.assign(new GradgateError('OPTION', { where: '', expected: '', actual: '' }), {
        message: '',
      }),
  ],
])('%s is found, with the smallest input', async (_, thrown) => {
  const read = (text: string): boolean => {
    if (text.includes('__proto__')) throw thrown();
    return true;
  };
  const { complaint } = await fuzz({ name: 't', seeds: ['a'], read }, 1, 2000);
  expect(complaint).toMatch(/^".*__proto__.*" \(seed 1, path /);
});
