import { describe, expect, test } from 'vitest';
import { reference } from '../../contract/reference.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import { isAbout, knownFailuresOf } from './known-failures-of.ts';

const problem = { replay: 'equation-1/ci/1/0', wrong: 'dX', form: 'any' };
const entry: KnownEntry = {
  ...{ property: 'equation-1', subject: 'layer 1.0, fused', reason: 'slow' },
  ...{ since: '2026-11-01', problem },
};
const subject = { ...reference, name: 'layer 2.1, fused' };
const of = (plan: Parameters<typeof knownFailuresOf>[2], property = 'equation-1') =>
  knownFailuresOf(property, subject, plan);

describe('what is known to fail of a property', () => {
  test('is nothing, where nothing is said of it and of the subject', () => {
    expect(of({})).toEqual([]);
    expect(of({ known: [entry] }, 'equation-2')).toEqual([]);
    expect(of({ known: [{ ...entry, subject: 'layer, plain' }] })).toEqual([]);
    expect(of({ known: [{ ...entry, versions: '<2' }] })).toEqual([]);
  });

  test('is each entry of a file that is about both, with its link', () => {
    const linked = { ...entry, link: 'https://x.example/7' };
    expect(of({ known: [entry, linked] })).toEqual([
      { why: 'slow', problem },
      { why: 'slow, https://x.example/7', problem },
    ]);
  });

  test("and then what the subject's own list says, of whatever fails", () => {
    const known = { ...subject, knownFailures: { 'equation-1': 'all of it' } };
    expect(knownFailuresOf('equation-1', known, { known: [entry] })).toEqual([
      { why: 'slow', problem },
      { why: 'all of it' },
    ]);
    expect(knownFailuresOf('toString', known, {})).toEqual([]);
  });

  test('has expired from the day that it names on', () => {
    const known = [{ ...entry, expires: '2026-12-01' }];
    const expired = (today?: string) => of({ known, ...(today && { today }) })[0]?.expired;
    expect([expired('2026-11-30'), expired()]).toEqual([undefined, undefined]);
    expect([expired('2026-12-01'), expired('2027-01-01')]).toEqual(['2026-12-01', '2026-12-01']);
    expect(of({ known: [entry], today: '2026-12-01' })).toEqual([{ why: 'slow', problem }]);
  });

  test('is of large problems or of others, by what the run asks', () => {
    const large = {
      ...entry,
      reason: 'large',
      problem: { ...problem, replay: 'equation-1/large/1/0' },
    };
    const whys = (plan: Parameters<typeof knownFailuresOf>[2]) =>
      of({ known: [entry, large], ...plan }).map(({ why }) => why);
    expect(whys({})).toEqual(['slow']);
    expect(whys({ probes: true })).toEqual(['large']);
    expect(whys({ large: 2 ** 16 })).toEqual(['slow', 'large']);
  });
});

/** Whether an entry of this name, at these versions, is about a subject of that name. */
function about(subject: string, versions: string | undefined, name: string): boolean {
  return isAbout({ ...entry, subject, ...(versions && { versions }) }, name);
}

test.each([
  ['layer 1.0', undefined, 'layer 2.1'],
  ['layer', ' * ', 'layer'],
  ['layer', undefined, 'layer'],
  ['layer', '>=2 <2.2', 'layer v2.1'],
  ['layer', '>=2', 'layer 2.1.0-rc1'],
  ['layer', '<2.1.0', 'layer 2.1.0-rc1'],
])('an entry of %s at %s is about %s', (subject, versions, name) => {
  expect(about(subject, versions, name)).toBe(true);
});

test.each([
  ['layer', undefined, 'other'],
  ['layer', '>=2 <2.2', 'layer 2.2'],
  ['layer', '>=2', 'layer'],
  ['layer', '>=2.1.0', 'layer 2.1.0-rc1'],
])('an entry of %s at %s is not about %s', (subject, versions, name) => {
  expect(about(subject, versions, name)).toBe(false);
});
