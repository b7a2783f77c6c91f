import { describe, expect, test } from 'vitest';
import { demandList } from '../../claims/index.ts';
import { propertyNamed } from '../../properties/index.ts';
import type { Property, Wants } from '../property/property.ts';
import { type Evidence, type Feature, noEvidence } from './evidence.ts';
import { isVacuous, weaknessOf } from './weakness-of.ts';

const plain: readonly Feature[] = [
  ...(['exact', 'rounded', 'saturating', 'extent 1', 'extent above 8'] as const),
];

/** Ten problems, in each of which these were the case. */
function evidenceOf(features: readonly Feature[], more: Partial<Evidence> = {}): Evidence {
  const counted = Object.fromEntries(features.map((feature) => [feature, 10]));
  return { ...noEvidence, problems: 10, features: counted, ...more };
}

/** What a property that wants this lacks, with such evidence. */
function lackingOf(wants: Wants | undefined, evidence: Evidence, claims = {}): string[] {
  const { wants: _, ...equation1 }: Property = propertyNamed('equation-1');
  return weaknessOf({ ...equation1, ...(wants && { wants }) }, claims, evidence);
}

test('a property that got all kinds of problems is not weak', () => {
  expect(lackingOf(undefined, evidenceOf(plain))).toEqual([]);
});

test.each([
  ['exact', 'no problem was exact'],
  ['rounded', 'none was rounded'],
  ['saturating', 'none filled the significand'],
  ['extent 1', 'no extent was 1'],
  ['extent above 8', 'no extent was above 8'],
] as const)('without %s: %s', (missing, lack) => {
  const others = plain.filter((feature) => feature !== missing);
  expect(lackingOf(undefined, evidenceOf(others))).toEqual([lack]);
  const never = { ...evidenceOf(plain).features, [missing]: 0 };
  expect(lackingOf(undefined, { ...evidenceOf(plain), features: never })).toEqual([lack]);
});

describe('a property lacks only what it wants', () => {
  const lacking = (wants: Wants): string[] => lackingOf(wants, evidenceOf([]));

  test('of kinds of entries', () => {
    const rest = ['no extent was 1', 'no extent was above 8'];
    expect(lacking({ kinds: ['tiny', 'middle'] })).toEqual(['no problem was exact', ...rest]);
    expect(lacking({ kinds: ['rounded'] })).toEqual(['none was rounded', ...rest]);
    expect(lacking({ kinds: ['saturating'] })).toEqual([
      ...['no problem was exact', 'none filled the significand', ...rest],
    ]);
  });

  test('of extents', () => {
    const kinds = ['tied'] as const;
    expect(lacking({ kinds })).toEqual(['no extent was 1', 'no extent was above 8']);
    expect(lacking({ kinds, extent: 9 })).toEqual(lacking({ kinds }));
    expect(lacking({ kinds, extent: 8 })).toEqual(['no extent was 1']);
    expect(lacking({ kinds, extent: 8, empty: true })).toEqual(['none was empty']);
    expect(lackingOf({ kinds, extent: 8, empty: true }, evidenceOf(['extent 0']))).toEqual([]);
  });

  test('of problems that it lists, only those that were left out', () => {
    const shapes = [{ m: 1, n: 1, k: 1 }];
    expect(lacking({ shapes })).toEqual([]);
    const unasked = { unasked: 'no code times a scale' };
    const words = 'problems were left out (no code times a scale)';
    expect(lackingOf({ shapes }, evidenceOf([], unasked))).toEqual([words]);
    expect(lackingOf({}, evidenceOf(plain, unasked))).toEqual([words]);
  });
});

describe.each(demandList)('what claims.$claim demands', ({ claim, feature, lack, wanted }) => {
  const due: Wants = wanted === undefined ? {} : { [wanted]: 'sometimes' };

  test('is lacking where it is claimed, and never came', () => {
    expect(lackingOf(due, evidenceOf(plain), { [claim]: true })).toEqual([lack]);
    expect(lackingOf(due, evidenceOf([...plain, feature]), { [claim]: true })).toEqual([]);
    expect(lackingOf(due, evidenceOf(plain))).toEqual([]);
  });

  test('is not lacking of a property that does not want it', () => {
    const some = wanted === undefined ? [lack] : [];
    expect(lackingOf(undefined, evidenceOf(plain), { [claim]: true })).toEqual(some);
  });
});

test('where most entries are 0 in most problems, that is weak', () => {
  const zeros = 'in more than half of them most entries were 0';
  expect(lackingOf({}, evidenceOf(plain, { mostlyZero: 5 }))).toEqual([]);
  expect(lackingOf({}, evidenceOf(plain, { mostlyZero: 6 }))).toEqual([zeros]);
});

test('where bounds allow most entries to be 0, they say nothing', () => {
  const weak = evidenceOf(plain, { bounds: { entries: 10, vacuous: 6 } });
  const half = evidenceOf(plain, { bounds: { entries: 10, vacuous: 5 } });
  expect([weak, half, noEvidence].map(isVacuous)).toEqual([true, false, false]);
  expect(lackingOf({}, half)).toEqual([]);
  expect(lackingOf({}, weak)).toEqual([
    'of more than half of the entries the bound allowed 0, too',
  ]);
});
