import { expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import type { Judged } from './record-of.ts';
import { rowOfRecord } from './row-of-record.ts';

/** Of a subject without claims: so many properties are due. */
const due = properties.filter(({ needs }) => needs === undefined || needs === 'forward').length;

const record: Judged = {
  ...{ subject: 'lib 1.2, gemm', format: 'float32', conclusion: 'verified', hold: due, weakly: 0 },
  ...{ notClaimed: properties.length - due, largestError: 0.5, profile: 'ci', problems: 120 },
  ...{ seconds: 1, failures: [], claims: {} },
};

function cells(more: Partial<Judged>): Record<string, string> {
  const row = rowOfRecord({ ...record, ...more });
  return Object.fromEntries(Object.entries(row.cells).map(([id, { came }]) => [id, came]));
}

test('properties that its claims allow are right, when as many held', () => {
  expect(rowOfRecord(record)).toMatchObject({
    ...{ library: 'lib', version: '1.2', backend: 'gemm', format: 'float32', nearest: 0.5 },
  });
  expect(cells({})).toMatchObject({
    ...{ 'equation-1': 'right', 'forward-product': 'right', scaling: 'unclaimed' },
  });
  const silent = { hold: due - 2, notClaimed: properties.length - due + 2 };
  expect(cells(silent)).toMatchObject({ 'equation-1': 'right', 'forward-product': 'unclaimed' });
  expect(rowOfRecord({ ...record, largestError: null })).not.toHaveProperty('nearest');
});

test('what fails is wrong or known, and where it ended there, the others were not run', () => {
  const known = { properties: ['equation-2'], known: 'no. 7' };
  const wrong = { property: 'equation-1', reason: 'off' };
  const some = { conclusion: 'violated', failures: [known, wrong], hold: due - 2 };
  expect(cells(some)).toMatchObject({
    'equation-1': 'wrong',
    'equation-2': 'known',
    linearity: 'right',
  });
  const first = { conclusion: 'violated', failures: [wrong], hold: 0, notClaimed: 0 };
  expect(cells(first)).toMatchObject({ 'equation-1': 'wrong', 'equation-2': 'unrun' });
  expect(cells({ ...first, conclusion: 'not run' })).toMatchObject({ 'equation-1': 'unrun' });
});

test('of an older record that does not add up, nothing is said of what held', () => {
  expect(cells({ hold: due - 2, notClaimed: 0 })).toEqual({});
});

test('one gradient, a layer that holds another weight, and two claims are understood', () => {
  const count = (more: Partial<Judged>) =>
    Object.values(cells(more)).filter((came) => came === 'right').length;
  const both = { claims: { bias: true, scaling: true } } as const;
  const more =
    due +
    properties.filter(({ needs }) => ['bias', 'scaling', 'two claims'].includes(needs ?? ''))
      .length;
  expect(count({ ...both, hold: more, notClaimed: properties.length - more })).toBe(more);
  const held = properties.filter(
    ({ needs, makesWeights }) => (needs === undefined || needs === 'forward') && !makesWeights,
  ).length;
  expect(count({ hold: held, notClaimed: properties.length - held })).toBe(held);
  const alone = properties.filter(
    ({ needs, gradients = [] }) =>
      (needs === undefined || needs === 'forward') && !gradients.includes('dW'),
  ).length;
  expect(
    count({ claims: { gradients: 'dX' }, hold: alone, notClaimed: properties.length - alone }),
  ).toBe(alone);
});
