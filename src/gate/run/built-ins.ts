/**
 * What judging rests on, remembered before a subject in the same realm can replace it. It shows who
 * replaced something and left it so. Who puts it back in time is not seen: only a realm of its own,
 * as `gradgate check` gives to a module, keeps a subject from it.
 */

import { at } from '../../at.ts';

const typedArray: object = Object.getPrototypeOf(Float64Array.prototype);
const iterator: object = Object.getPrototypeOf([][Symbol.iterator]());

const owners: Readonly<Record<string, object>> = {
  Math,
  JSON,
  Number,
  Object,
  Array,
  Reflect,
  Promise,
  'Array.prototype': Array.prototype,
  'Map.prototype': Map.prototype,
  'Number.prototype': Number.prototype,
  'Object.prototype': Object.prototype,
  'Promise.prototype': Promise.prototype,
  'Set.prototype': Set.prototype,
  'String.prototype': String.prototype,
  'Float64Array.prototype': Float64Array.prototype,
  'TypedArray.prototype': typedArray,
  'ArrayIterator.prototype': iterator,
};

const { getOwnPropertyDescriptor, is } = Object;
const { ownKeys } = Reflect;

interface BuiltIn {
  readonly name: string;
  readonly owner: object;
  readonly key: PropertyKey;
  readonly value: unknown;
}

const known: BuiltIn[] = [];
for (const [name, owner] of Object.entries(owners)) {
  for (const key of ownKeys(owner)) {
    if (key === 'random') continue; // nothing is decided by it, and tests like to replace it
    const value = getOwnPropertyDescriptor(owner, key)?.value;
    known.push({ name: `${name}.${String(key)}`, owner, key, value });
  }
}

/** The name of a built-in that is not what it was when this module was loaded. */
export function replacedBuiltIn(): string | undefined {
  for (let i = 0; i < known.length; i += 1) {
    const { name, owner, key, value } = at(known, i);
    if (!is(getOwnPropertyDescriptor(owner, key)?.value, value)) return name;
  }
  return undefined;
}
