import { wrong } from '../wrong.ts';

/**
 * The day, in UTC, by which known failures expire: 2026-11-26. Who builds reproducibly says it.
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 * @throws GradgateError OPTION
 */
export function today({ SOURCE_DATE_EPOCH: epoch }: Readonly<Record<string, string | undefined>>) {
  if (epoch === undefined || epoch === '') return dayOf(Date.now());
  if (/^\d{1,11}$/.test(epoch)) return dayOf(1000 * Number(epoch));
  throw wrong('SOURCE_DATE_EPOCH', 'a whole number of seconds since 1970', JSON.stringify(epoch));
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
