import { expect, test } from 'vitest';
import { type Fault, right, wrongBackward } from '../../bank/faults/fault.ts';
import { counterexampleOf, shows } from './counterexample-of.ts';
import { vectorFile } from './vector-file.ts';

const about = { trigger: 'always', caughtBy: 'equation-1' } as const;

const narrow = wrongBackward(
  { ...about, name: 'narrow', story: 'answers in float32' },
  (problem) => {
    const { dX, dW } = right(problem);
    return { dX: dX.map(Math.fround), dW: dW.map(Math.fround) };
  },
);

/** Right once, and wrong from then on. */
function tired(): Fault {
  let calls = 0;
  const wrong = wrongBackward(
    { ...about, name: 'tired', story: 'is right only once' },
    (problem) => {
      const { dX, dW } = right(problem);
      calls += 1;
      return { dX: dX.map((value) => value + (calls - 1)), dW };
    },
  );
  return {
    ...wrong,
    reset: () => {
      calls = 0;
    },
  };
}

test('a fault has its smallest question, with its story, in the formats in which it is wrong', async () => {
  const found = await counterexampleOf(narrow);
  if (!('draft' in found)) throw new Error(found.reason);
  expect(found.draft.about).toMatchObject({
    id: 'bug-narrow',
    flags: ['known bug'],
    note: 'answers in float32',
    faults: [{ name: 'narrow' }],
  });
  expect(shows(found.draft, 'float64')).toBe(true);
  expect(shows(found.draft, 'float32')).toBe(false);
  const named = (format: 'float64' | 'float32') =>
    vectorFile(format, [found.draft]).groups.flatMap(({ cases }) =>
      cases.flatMap((each) => each.faults ?? []),
    );
  expect(named('float64')).toEqual([{ name: 'narrow' }]);
  expect(named('float32')).toEqual([]);
});

test('a fault that is right when it was asked nothing before has a reason instead', async () => {
  expect(await counterexampleOf(tired())).toEqual({
    reason: expect.stringContaining('each answer is right on its own'),
  });
});
