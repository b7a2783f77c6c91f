import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import rowsReversed from '../../bank/faults/rows-reversed.ts';
import { reference } from '../contract/reference.ts';
import type { Subject } from '../contract/subject.ts';
import {
  agree,
  applies,
  assertHolds,
  type Ball,
  Balls,
  inner,
  type Property,
  problemsFor,
  properties,
} from './properties.ts';

/** A law of somebody else's, made of what the door exports alone. */
const eulerIdentity: Property = {
  id: 'euler-identity',
  cites: 'eq. (1), (2)',
  statement: '⟨X, dX⟩ = ⟨W, dW⟩: to scale X is to scale W',
  // Of wide entries the inner products would overflow.
  wants: { kinds: ['tiny', 'middle', 'rounded'] },

  async *check({ problem: { X, W, ...others }, backward }) {
    const { dX, dW } = await backward({ X, W, ...others });
    yield agree('⟨X, dX⟩', scalar(inner(Balls.exact(X), dX)), scalar(inner(Balls.exact(W), dW)));
  },
};

function scalar(ball: Ball): Balls {
  return Balls.of([1, 1], () => ball);
}

function holdsFor(property: Property, subject: Subject): Promise<void> {
  return fc.assert(
    fc.asyncProperty(problemsFor(property, subject), (problem) =>
      assertHolds(property, subject, problem),
    ),
    { seed: 1 },
  );
}

test('a law of your own holds of the reference, and fails of a wrong subject', async () => {
  await expect(holdsFor(eulerIdentity, reference)).resolves.toBeUndefined();
  await expect(holdsFor(eulerIdentity, rowsReversed)).rejects.toThrow(/X 2×1, W 1×1, dY 2×1/);
});

test('the failure of a law in the catalogue is told with matrices', async () => {
  const [, equation2] = properties;
  if (equation2 === undefined || !applies(equation2, rowsReversed)) throw new Error('eq. (2)');
  const failure = await holdsFor(equation2, rowsReversed).catch(String);
  expect(failure).toContain('X =     W =     dY =');
  expect(failure).not.toContain('storage');
});
