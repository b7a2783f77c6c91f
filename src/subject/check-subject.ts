import { GradgateError } from '../errors.ts';
import { formats } from '../format/format.ts';
import type { Subject } from './subject.ts';

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
  for (const name of ['forward', 'dispose'] as const) {
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
  deterministic: ['true', 'false'],
  algorithm: ['"conventional"', '"strassen"'],
} as const;

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
    if (!allowed.includes(describe(claim))) {
      throw wrong(`subject.claims.${name}`, allowed.join(' or '), describe(claim));
    }
  }
}

function describe(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
}

function wrong(where: string, expected: string, actual: string): GradgateError {
  const fix = 'See the subject contract in the README.';
  return new GradgateError('ADAPTER', { where, expected, actual, fix });
}
