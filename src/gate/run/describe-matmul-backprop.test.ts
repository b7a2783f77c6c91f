import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import rowsReversed from '../../../bank/faults/rows-reversed.ts';
import { properties } from '../../../properties/index.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { applies, assertHolds, problemsFor } from '../judge/assert-holds.ts';
import { describeMatmulBackprop } from './describe-matmul-backprop.ts';
import { formatReplay, parseReplay } from './replay.ts';

// The suite as users register it: these are tests of this file.
describeMatmulBackprop(reference, { profile: 'smoke', seed: 5 });
const disposed: string[] = [];
const silent = {
  ...reference,
  name: 'without a forward',
  dispose: () => void disposed.push('once'),
};
describe('what cannot be checked is skipped', () => {
  const { forward: _, ...subject } = silent;
  const options = { profile: 'smoke', properties: ['purity', 'finite-difference'] } as const;
  describeMatmulBackprop(subject, options);
  afterAll(() => expect(disposed).toEqual(['once']));
});
describeMatmulBackprop(
  { ...rowsReversed, name: 'replayed', knownFailures: { 'equation-2': 'rows are reversed' } },
  { replay: 'equation-2/ci/1/4' },
);

describe('describeMatmulBackprop refuses', () => {
  const refusals: [Partial<Record<keyof Subject, unknown>>, string][] = [
    [{ numberFormat: 'float65' }, 'subject.numberFormat: expected one of float64,'],
    [{ name: '' }, 'subject.name: expected a non-empty string, got "".'],
    [{ backward: 3 }, 'subject.backward: expected a function, got 3.'],
    [{ forward: 3 }, 'subject.forward: expected a function or nothing, got 3.'],
    [{ claims: 3 }, 'subject.claims: expected an object or nothing, got 3.'],
    [{ claims: { fast: true } }, 'subject.claims: expected only gradients, weight,'],
    [{ claims: { algorithm: 'fft' } }, 'subject.claims.algorithm: expected "conventional" or'],
    [{ knownFailures: { x: 'y' } }, 'subject.knownFailures: expected ids of properties, got x.'],
    [{ claims: { layouts: ['odd'] } }, 'subject.claims.layouts: expected "all", or some of'],
    [{ knownFailures: 3 }, 'subject.knownFailures: expected reasons by property id, got 3.'],
  ];
  for (const [fields, sentence] of refusals) {
    test(`a subject with ${JSON.stringify(fields)}`, () => {
      // SAFETY: being wrong is what is tested.
      const subject = { ...reference, ...fields } as Subject;
      expect(() => describeMatmulBackprop(subject)).toThrow(sentence);
    });
  }

  test('what is no subject at all', () => {
    for (const nothing of [undefined, null, 3]) {
      // SAFETY: being wrong is what is tested.
      const subject = nothing as unknown as Subject;
      expect(() => describeMatmulBackprop(subject)).toThrow(
        'the adapter: expected a subject as its default export, got',
      );
    }
  });

  test('large problems of a layer that holds another weight', () => {
    const effective: Subject['effective'] = (W) => W;
    const holding = { ...reference, effective };
    expect(() => describeMatmulBackprop(holding, { profile: 'large' })).toThrow(
      'profile: expected a layer that multiplies what it is given, with profile large',
    );
  });

  test('an unknown property and profile', () => {
    expect(() => describeMatmulBackprop(reference, { properties: ['x'] })).toThrow(
      'property: expected one of',
    );
    // SAFETY: being wrong is what is tested.
    const profile = 'fast' as 'ci';
    expect(() => describeMatmulBackprop(reference, { profile })).toThrow(
      'profile: expected one of smoke',
    );
  });
});

test('a replay token is read back', () => {
  const replay = { property: 'one-hot', profile: 'deep', seed: 7, path: '3:0:1' } as const;
  expect(parseReplay(formatReplay(replay))).toEqual(replay);
  expect(() => parseReplay('one-hot/ci/x/0')).toThrow('replay: expected a token like');
});

test('with fast-check alone, the reference holds and a fault does not', async () => {
  for (const property of properties.filter((each) => applies(each, reference))) {
    const law = (subject: Subject) =>
      fc.asyncProperty(problemsFor(property, subject, 'smoke'), (problem) =>
        assertHolds(property, subject, problem),
      );
    await fc.assert(law(reference), { seed: 1, numRuns: 20 });
    if (property.id !== 'equation-2') continue;
    const { failed, errorInstance } = await fc.check(law(rowsReversed), { seed: 1 });
    expect([failed, String(errorInstance)]).toEqual([
      true,
      expect.stringMatching(/equation-2: dW, entry/),
    ]);
  }
});
