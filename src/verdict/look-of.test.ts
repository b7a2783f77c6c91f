import { describe, expect, test } from 'vitest';
import type { Look } from './known-failure.ts';
import { isAlike, lookOf } from './look-of.ts';
import { failing } from './told.test-setup.ts';

const plain: Look = { wrong: 'dW is wrong', form: 'X 2×2, W 2×1, dY 2×1' };
const look = (more: Partial<Look>): Look => ({ ...plain, ...more });

describe('two failures are one', () => {
  test.each<[string, Partial<Look>, Partial<Look>]>([
    ['of one form, where nothing else is known', {}, {}],
    [
      'of one diagnosis, whatever result is wrong',
      { diagnosis: 'this dX is what comes out when the strides of X are ignored', form: 'a' },
      { diagnosis: 'this dW is what comes out when the strides of X are ignored', wrong: 'dX' },
    ],
    [
      'of one diagnosis, where one class lies within the other',
      { diagnosis: 'd', where: ['n = 1', 'k > 1'] },
      { diagnosis: 'd', where: ['n = 1'], form: 'b' },
    ],
    [
      'of one class but for its thresholds',
      { where: ['n = 1', 'm·k ≥ 96'], form: 'a' },
      { where: ['n = 1', 'm·k ≥ 78'], form: 'b' },
    ],
    [
      'of a class within the known one',
      { where: ['n = 1'] },
      { where: ['n = 1', 'k > 1'], form: 'b' },
    ],
    ['of a wider class, and of one form', { where: ['n = 1', 'k > 1'] }, { where: ['n = 1'] }],
    ['in all problems, and of one form', { where: [] }, { where: [] }],
    [
      'of thresholds that are powers of two',
      { where: ['m·k ≥ 2^7'] },
      { where: ['m·k ≥ 2^-3'], form: 'b' },
    ],
    [
      'one with a diagnosis and one without, where all else is the same',
      { where: ['n = 1'], diagnosis: 'd' },
      { where: ['n = 1'] },
    ],
  ])('%s', (_, known, found) => {
    expect(isAlike(look(known), look(found))).toBe(true);
  });
});

describe('two failures are not one', () => {
  test.each<[string, Partial<Look>, Partial<Look>]>([
    ['of another result', {}, { wrong: 'dX is wrong' }],
    ['not finite now', {}, { wrong: 'dW is not finite' }],
    ['of another form, where nothing else is known', {}, { form: 'b' }],
    ['of another diagnosis', { diagnosis: 'd' }, { diagnosis: 'e' }],
    [
      'of one diagnosis, in other classes',
      { diagnosis: 'd', where: ['n = 1'] },
      { diagnosis: 'd', where: ['k = 1'] },
    ],
    [
      'of a wider class, and another form',
      { where: ['n = 1', 'k > 1'] },
      { where: ['n = 1'], form: 'b' },
    ],
    ['of all problems now', { where: ['n = 1'] }, { where: [] }],
    ['of all problems before', { where: [] }, { where: ['n = 1'] }],
    ['of another class', { where: ['n = 1'] }, { where: ['k = 1'] }],
    ['with a diagnosis now, and not before', {}, { diagnosis: 'd' }],
    ['with a class now, and of another form', {}, { where: ['n = 1'], form: 'b' }],
    ['with a class before, and of another form', { where: ['n = 1'] }, { form: 'b' }],
    ['of a threshold, and of what is always so', { where: ['k ≥ 4'] }, { where: ['k ≤ 4'] }],
    [
      'of numbers that are no thresholds',
      { where: ['m a multiple of 8', 'k ≥ 3 members'] },
      { where: ['m a multiple of 8', 'k ≥ 4 members'] },
    ],
    [
      'of two diagnoses of which one quotes the other',
      { diagnosis: 'this dX is what this dW is' },
      { diagnosis: 'this dX is what this dX is' },
    ],
    [
      'with a diagnosis before, and of another form now',
      { diagnosis: 'd', where: [] },
      { where: [], form: 'b' },
    ],
  ])('%s', (_, known, found) => {
    expect(isAlike(look(known), look(found))).toBe(false);
  });
});

describe('the look of a failure has no numbers', () => {
  test('of a broken fact, what should be so', () => {
    const found = failing({ where: 'dX of 3×4, entry (1, 0)', diagnosis: 'this dX is odd' });
    expect(lookOf(found)).toEqual({
      ...{ wrong: 'dX of entry', diagnosis: 'this dX is odd' },
      form: 'X 1×1, W 1×1, dY 1×1',
    });
  });

  test('of what was thrown, its first line', () => {
    const thrown = failing({
      kind: 'throw',
      claims: { bias: true },
      message: 'shape 3 is bad\nat x',
    });
    expect(lookOf(thrown)?.wrong).toBe('throw: shape is bad');
    const { counterexample } = failing();
    const crashed = {
      outcome: 'crashed',
      runs: 1,
      message: 'exit code 139',
      counterexample,
    } as const;
    expect(lookOf(crashed)?.wrong).toBe('crash: exit code');
    const odd = { ...crashed, message: 'at 0x7f3a, row12 of 3x4: é is-bad\nmore' };
    expect(lookOf(odd)?.wrong).toBe('crash: at of é is bad');
    expect(lookOf({ ...crashed, message: '' })?.wrong).toBe('crash: ');
    expect(lookOf({ ...crashed, message: '139' })?.wrong).toBe('crash: ');
  });

  test('of wrong entries, the result, and whether it is finite', () => {
    const entries = { kind: 'entries', where: 'dW of member 1', entry: [0, 0] } as const;
    expect(lookOf(failing({ ...entries, actual: 3 }))?.wrong).toBe('dW is wrong');
    expect(lookOf(failing({ ...entries, actual: 'NaN' }))?.wrong).toBe('dW is not finite');
    expect(lookOf(failing({ ...entries, where: '⟨dX, A⟩, twice', actual: 1 }))?.wrong).toBe(
      'dX is wrong',
    );
  });

  test('of a class, its condition; of one that holds, what it is not', () => {
    const counts = { inside: { asked: 2, failed: 2 }, outside: { asked: 2, failed: 0 } };
    const of = (side: 'what fails' | 'what holds') =>
      lookOf(failing({ failsWhere: { condition: ['n = 1'], of: side, ...counts } }))?.where;
    expect([of('what fails'), of('what holds')]).toEqual([['n = 1'], ['not n = 1']]);
  });

  test('of a problem, sizes, options, views, groups and calls', () => {
    const { counterexample } = failing();
    const layout = {
      columnMajor: true,
      gap: 0,
      offset: 0,
      rowStep: 1,
      columnStep: 1,
      memberStep: 1,
    };
    const found = failing({
      ...{ asks: ['transX'], layouts: { X: { words: 'column-major', ...layout } }, groups: [1] },
      calls: [{ ...counterexample, call: 'backward' }],
    });
    expect(lookOf(found)?.form).toBe(
      'X 1×1, W 1×1, dY 1×1; groups of 1 rows; transX; X: column-major; backward',
    );
  });

  test('where nothing was asked, there is none', () => {
    expect(lookOf({ outcome: 'crashed', runs: 0, message: 'it did not begin' })).toBeUndefined();
  });
});
