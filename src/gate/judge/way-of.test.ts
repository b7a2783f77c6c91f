import { expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import type { Disagreement } from './disagreement.ts';
import { gradientsIn, wayOf } from './way-of.ts';

const one = Matrix.from([[1]]);
const entries = (where: string): Disagreement => ({
  ...{ kind: 'entries', where, entry: [0, 0], wrong: [[0, 0]], radius: 0, excess: 1 },
  ...{ actual: one, expected: one },
});
const fact = (where: string): Disagreement => ({ kind: 'fact', where, expected: '', actual: '' });
const crash = (message: string): Disagreement => ({ kind: 'crash', message });

test.each<[string, Disagreement, Disagreement]>([
  ['numbers and places', entries('row 2 of dX'), entries('row 13 of dX')],
  ['what was drawn', entries('column 1 of dX, sum of tanh'), entries('column 1 of dX, cubic')],
  ['the second line of what was thrown', crash('no room\nat f'), crash('no room\nat g')],
  ['letters around digits', crash('no room at ab12cd, in e'), crash('no room at x3y, in e')],
  ['words with digits', crash('no room at f2'), crash('no room at g31')],
])('a way to fail is the same whatever are %s', (_, first, second) => {
  expect(wayOf(first)).toBe(wayOf(second));
});

test.each<[string, Disagreement, Disagreement]>([
  ['gradients', entries('row 2 of dX'), entries('row 2 of dW')],
  ['facts', fact('dX, beyond the range'), fact('dX, in the range')],
  ['messages', crash('no room'), crash('no time')],
  ['kinds', entries('dX'), fact('dX')],
])('of other %s it is another one', (_, first, second) => {
  expect(wayOf(first)).not.toBe(wayOf(second));
});

test('its words are those of the comparison, behind its kind', () => {
  expect(wayOf(entries('⟨row 2 of dW, b⟩, log-sum-exp'))).toBe('entries row of dW');
  expect(wayOf(fact('Größe of X'))).toBe('fact Größe of X');
  expect(wayOf(crash(''))).toBe('crash');
});

test('it is about the gradients that its name says, and a crash about none', () => {
  expect(gradientsIn(entries('dX and dW'))).toEqual(['dX', 'dW']);
  expect(gradientsIn(fact('Y'))).toEqual([]);
  expect(gradientsIn(crash('dX'))).toEqual([]);
});
