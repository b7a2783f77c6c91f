import { GradgateError } from '../errors.ts';
import { formats } from '../number/formats.ts';
import { layoutKinds } from '../problem/draw/draw-layout.ts';
import type { Claims, Subject } from './subject.ts';

/**
 * `value` as a subject: it has the fields of the contract, with their types.
 * @throws GradgateError ADAPTER, naming the first field that is not as it should be
 */
export function checkSubject(value: unknown): Subject {
  if (typeof value !== 'object' || value === null) {
    throw wrong('the adapter', 'a subject as its default export', typeof value);
  }
  // SAFETY: the fields are looked at one by one below, as unknown.
  const fields = value as Record<keyof Subject, unknown>;
  if (typeof fields.name !== 'string' || fields.name === '') {
    throw wrong('subject.name', 'a non-empty string', describe(fields.name));
  }
  if (!Object.keys(formats).includes(String(fields.numberFormat))) {
    const expected = `one of ${Object.keys(formats).join(', ')}`;
    throw wrong('subject.numberFormat', expected, describe(fields.numberFormat));
  }
  if (typeof fields.backward !== 'function') {
    throw wrong('subject.backward', 'a function', describe(fields.backward));
  }
  for (const name of ['forward', 'record', 'reset', 'begin', 'dispose'] as const) {
    if (fields[name] !== undefined && typeof fields[name] !== 'function') {
      throw wrong(`subject.${name}`, 'a function or nothing', describe(fields[name]));
    }
  }
  checkClaims(fields.claims);
  if (fields.knownFailures !== undefined && typeof fields.knownFailures !== 'object') {
    throw wrong('subject.knownFailures', 'reasons by property id', describe(fields.knownFailures));
  }
  // SAFETY: every required field has just been checked.
  return value as Subject;
}

const claims = {
  deterministic: ['true', 'false', '"any layout"'],
  algorithm: ['"conventional"', '"strassen"'],
  layouts: ['"all"'],
  emptyExtents: ['true', 'false'],
  batching: ['"leading"', '"broadcast"'],
  vectors: ['true', 'false'],
  transposeFlags: ['true', 'false'],
  scaling: ['true', 'false'],
  bias: ['true', 'false'],
  subsets: ['true', 'false'],
  destinations: ['"overwrite"', '"accumulate"'],
  aliasedDestinations: ['true', 'false'],
  ownedAnswers: ['true', 'false'],
  sharedOperand: ['true', 'false'],
  nonFinite: ['"ieee"', '"zero-skipping"'],
  subnormals: ['"flushed"'],
} as const satisfies Record<keyof Claims, readonly string[]>;

function checkClaims(value: unknown): void {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null) {
    throw wrong('subject.claims', 'an object or nothing', describe(value));
  }
  for (const [name, claim] of Object.entries(value)) {
    const allowed: readonly string[] | undefined = Object.entries(claims).find(
      ([key]) => key === name,
    )?.[1];
    if (allowed === undefined) {
      throw wrong('subject.claims', `only ${Object.keys(claims).join(', ')}`, name);
    }
    if (name === 'layouts' && Array.isArray(claim)) {
      checkLayouts(claim);
      continue;
    }
    if (!allowed.includes(describe(claim))) {
      throw wrong(`subject.claims.${name}`, allowed.join(' or '), describe(claim));
    }
  }
}

function checkLayouts(kinds: readonly unknown[]): void {
  const unknown = kinds.find((kind) => !layoutKinds.some((known) => known === kind));
  if (unknown === undefined && kinds.length > 0) return;
  const expected = `"all", or some of ${layoutKinds.join(', ')}`;
  throw wrong('subject.claims.layouts', expected, describe(unknown ?? kinds));
}

function describe(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
}

function wrong(where: string, expected: string, actual: string): GradgateError {
  const fix = 'See the subject contract in the README.';
  return new GradgateError('ADAPTER', { where, expected, actual, fix });
}
