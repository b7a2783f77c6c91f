import semver from 'semver';
import { properties } from '../../../properties/index.ts';
import { GradgateError } from '../../errors.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import { checkOptions } from './gate-options.ts';
import { parseReplay } from './replay.ts';

/**
 * What a schema cannot say of entries of a file of known failures; `where` is the list that they are in.
 * @throws GradgateError OPTION, at the first that cannot be
 */
export function checkKnown(entries: readonly KnownEntry[], where: string): void {
  const ids = properties.map(({ id }) => id);
  for (const [place, { property, versions, since, expires, problem }] of entries.entries()) {
    const at = (field: string): string => `${where}[${place}].${field}`;
    if (!ids.includes(property)) throw wrong(at('property'), 'the id of a property', property);
    if (versions !== undefined && semver.validRange(versions) === null) {
      throw wrong(at('versions'), 'a range of versions, like >=2.0 <2.3', versions);
    }
    for (const [field, day] of Object.entries({ since, expires })) {
      if (day !== undefined && !isDay(day)) throw wrong(at(field), 'a day like 2026-11-26', day);
    }
    checkProblem(problem, property, at);
  }
}

function checkProblem(
  { replay, sizes }: KnownEntry['problem'],
  property: string,
  at: (field: string) => string,
): void {
  try {
    checkOptions({ replay, ...sizes });
  } catch (error) {
    if (!(error instanceof GradgateError)) throw error;
    const { where, expected, actual } = error.mismatch;
    throw wrong(at(`problem.${where === 'replay' ? where : `sizes.${where}`}`), expected, actual);
  }
  if (parseReplay(replay).property !== property) {
    throw wrong(at('problem.replay'), `a token of ${property}`, replay);
  }
}

/** Whether a text is a day of the calendar: 2026-11-26. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

function wrong(where: string, expected: string, actual: string): GradgateError {
  const fix = 'Correct it there; gradgate check --update-known writes entries.';
  return new GradgateError('OPTION', { where, expected, actual: JSON.stringify(actual), fix });
}
