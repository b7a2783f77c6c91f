import { expect, test } from 'vitest';
import { replacedBuiltIn } from './built-ins.ts';

const methods = { writable: true, enumerable: false, configurable: true };

/** What is seen while something stands in the place of a built-in. */
function seenWith(owner: object, key: PropertyKey, value: unknown): string | undefined {
  const before = Object.getOwnPropertyDescriptor(owner, key);
  if (before === undefined) throw new Error(`there is no ${String(key)}`);
  try {
    Object.defineProperty(owner, key, { ...before, value });
    return replacedBuiltIn();
  } finally {
    Object.defineProperty(owner, key, before);
  }
}

test('what was replaced is named, and what was put back is not', () => {
  expect(replacedBuiltIn()).toBe(undefined);
  expect(seenWith(Math, 'abs', () => 0)).toBe('Math.abs');
  const iterator = Object.getPrototypeOf([][Symbol.iterator]());
  const { next } = iterator;
  const another = function (this: unknown) {
    return next.call(this);
  };
  expect(seenWith(iterator, 'next', another)).toBe('ArrayIterator.prototype.next');
  expect(replacedBuiltIn()).toBe(undefined);
});

test('all is looked at, from the first to the last, and only the same value is the same', () => {
  expect(seenWith(Math, 'abs', undefined)).toBe('Math.abs');
  expect(seenWith(Math, 'abs', Math.abs)).toBe(undefined);
  const iterator = Object.getPrototypeOf([][Symbol.iterator]());
  expect(seenWith(iterator, Symbol.toStringTag, 'other')).toBe(
    'ArrayIterator.prototype.Symbol(Symbol.toStringTag)',
  );
});

test('what was taken away is named, too', () => {
  const before = Math.abs;
  try {
    Reflect.deleteProperty(Math, 'abs');
    expect(replacedBuiltIn()).toBe('Math.abs');
  } finally {
    Object.defineProperty(Math, 'abs', { ...methods, value: before });
  }
  expect(replacedBuiltIn()).toBe(undefined);
});

test('chance decides nothing here: a test may replace it', () => {
  expect(seenWith(Math, 'random', () => 0.5)).toBe(undefined);
});
