import { expect, test } from 'vitest';
import type { SmallestProblem } from '../verdict/counterexample.ts';
import type { PropertyVerdict } from '../verdict/property-verdict.ts';
import { storiesOf } from './stories-of.ts';

const law = { cites: 'definition', statement: 's' } as const;
const shape = { m: 1, n: 1, k: 1 };
const smallest: SmallestProblem = { shape, shrinks: 0, replay: 't', first: { shape }, steps: [] };

function failing(id: string, more: Partial<SmallestProblem> = {}): PropertyVerdict {
  const wrong = { kind: 'fact', where: 'dX', expected: 'a', actual: 'b' } as const;
  return {
    ...law,
    id,
    outcome: 'fails',
    runs: 1,
    counterexample: { ...smallest, ...more, ...wrong },
  };
}

function after(id: string): Partial<SmallestProblem> {
  return { shrinking: { ended: 'out of calls', calls: 300, after: id } };
}

function told(failures: readonly PropertyVerdict[]) {
  return storiesOf(failures).map(({ failure, alike }) => [failure.id, ...alike]);
}

test('what is said of dX and of dW alike is one story, and so is what fails after another', () => {
  const zero = 'is what comes out when everything is 0';
  const failures = [
    failing('equation-1', { diagnosis: `this dX ${zero}` }),
    failing('finite-difference', { diagnosis: `this dX ${zero}` }),
    failing('equation-2', { diagnosis: `this dW ${zero}` }),
    failing('linearity', after('equation-1')),
    failing('purity'),
    failing('forward-product', { candidates: ['this Y is 1', `this Y ${zero}`] }),
    failing('one-hot', after('linearity')),
  ];
  expect(told(failures)).toEqual([
    ['equation-1', 'finite-difference', 'equation-2', 'linearity', 'forward-product', 'one-hot'],
    ['purity'],
  ]);
});

test('a property of which the earlier one is not told is a story of its own', () => {
  expect(told([failing('purity', after('equation-1')), failing('one-hot')])).toEqual([
    ['purity'],
    ['one-hot'],
  ]);
});

test('what throws the same is one story, and what throws otherwise another', () => {
  const thrown = (id: string, message: string): PropertyVerdict => ({
    ...{ ...law, id, outcome: 'crashed', runs: 1, message, counterexample: smallest },
  });
  const all = [thrown('a', 'no\n at f'), thrown('b', 'no\n at g'), thrown('c', 'other')];
  expect(told(all)).toEqual([['a', 'b'], ['c']]);
});

test('answers that are no tensors are one story, whatever was asked', () => {
  const malformed = (id: string, actual: string): PropertyVerdict => {
    const wrong = {
      kind: 'fact',
      where: "the subject's dW",
      expected: 'an object',
      actual,
    } as const;
    return { ...law, id, outcome: 'fails', runs: 1, counterexample: { ...smallest, ...wrong } };
  };
  const failures = [
    malformed('equation-1', 'nothing'),
    malformed('purity', 'nothing'),
    malformed('one-hot', 'a text'),
  ];
  expect(told(failures)).toEqual([['equation-1', 'purity'], ['one-hot']]);
});
