import type { Claim } from '../../claims/claim.ts';
import { claimList } from '../../claims/index.ts';
import { GradgateError } from '../errors.ts';
import { formatNames } from '../number/formats.ts';
import { wrongFormat } from '../number/wrong-format.ts';
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
  checkFormat('subject.numberFormat', fields.numberFormat, formatNames);
  checkFormats(fields.formats);
  if (typeof fields.backward !== 'function') {
    throw wrong('subject.backward', 'a function', describe(fields.backward));
  }
  for (const name of ['forward', 'record', 'effective', 'reset', 'begin', 'dispose'] as const) {
    if (fields[name] !== undefined && typeof fields[name] !== 'function') {
      throw wrong(`subject.${name}`, 'a function or nothing', describe(fields[name]));
    }
  }
  checkClaims(fields.claims);
  checkKnownFailures(fields.knownFailures);
  // SAFETY: every required field has just been checked.
  return value as Subject;
}

function checkKnownFailures(known: unknown): void {
  if (known === undefined) return;
  if (typeof known !== 'object' || known === null || Array.isArray(known)) {
    throw wrong('subject.knownFailures', 'reasons by property id', describe(known));
  }
  for (const [id, why] of Object.entries(known)) {
    if (typeof why === 'string') continue;
    throw wrong(`subject.knownFailures.${id}`, 'a reason, as a text', describe(why));
  }
}

function checkFormats(named: unknown): void {
  if (named === undefined) return;
  if (typeof named !== 'object' || named === null || Array.isArray(named)) {
    throw wrong('subject.formats', 'an object or nothing', describe(named));
  }
  const found = wrongFormat({ ...named });
  if (found === undefined) return;
  const { where, expected, actual } = found;
  throw wrong(
    `subject.${where}`,
    expected,
    where === 'formats' ? String(actual) : describe(actual),
  );
}

function checkFormat(where: string, format: unknown, names: readonly string[]): void {
  if (names.some((name) => name === format)) return;
  throw wrong(where, `one of ${names.join(', ')}`, describe(format));
}

function checkClaims(claims: unknown): void {
  if (claims === undefined) return;
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    throw wrong('subject.claims', 'an object or nothing', describe(claims));
  }
  for (const [name, value] of Object.entries(claims)) {
    const claim = claimList.find((each) => each.name === name);
    if (claim === undefined) {
      const known = claimList.map((each) => each.name).join(', ');
      throw wrong('subject.claims', `only ${known}`, name);
    }
    checkClaim(claim, value);
  }
}

function checkClaim({ name, values, some }: Claim, value: unknown): void {
  if (values.some((word) => word === value)) return;
  const words = values.map(describe).join(' or ');
  if (some === undefined) throw wrong(`subject.claims.${name}`, words, describe(value));
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const foreign = list.find((word) => !some.some((known) => known === word));
  if (Array.isArray(value) && foreign === undefined && list.length > 0) return;
  const expected = `${words}, or some of ${some.join(', ')}`;
  throw wrong(`subject.claims.${name}`, expected, describe(foreign ?? value));
}

function describe(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
}

function wrong(where: string, expected: string, actual: string): GradgateError {
  const fix = 'See the subject contract in the README.';
  return new GradgateError('ADAPTER', { where, expected, actual, fix });
}
