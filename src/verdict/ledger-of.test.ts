import { expect, test } from 'vitest';
import { shapeClasses } from '../problem/shape-class.ts';
import { type LedgerLine, noEvidence } from './evidence.ts';
import { ledgerOf, ledgerSentence, powerOfTen } from './ledger-of.ts';
import type { Outcome } from './property-verdict.ts';
import { outcomes, verdictOn } from './told.test-setup.ts';
import type { Verdict } from './verdict.ts';

/** A verdict whose ledger has so many bits for every class, and others for one of them. */
function verdictWith(bits: number, last = bits): Pick<Verdict, 'properties'> {
  const ledger = (['dX', 'dW'] as const).flatMap((gradient) =>
    shapeClasses.map(
      (name): LedgerLine => ({
        ...{ gradient, shapes: name, problems: 1 },
        bits: name === 'm = n = k = 1' && gradient === 'dW' ? last : bits,
      }),
    ),
  );
  // SAFETY: of a property that holds only its ledger is read here.
  const property = { outcome: 'holds', runs: 1, rounds: 1, evidence: { ledger } } as unknown;
  // SAFETY: the same.
  return { properties: [property] as Verdict['properties'] };
}

test('the likeliest way for a wrong formula to pass is told as a number', () => {
  const where = 'had dW been wrong only where m = n = k = 1, this run would have missed it';
  expect(ledgerSentence(verdictWith(40, 10))).toBe(
    `${where} with a chance of at most 1 in 1,000; for no other shapes is that chance larger`,
  );
  expect(ledgerSentence(verdictWith(60, 40))).toContain('with a chance of at most 1 in 10^12;');
});

test('where nothing can be said, it is said of which shapes, and never as a chance', () => {
  const one = ledgerSentence(verdictWith(40, 0)) ?? '';
  expect(one).toMatch(
    /^a formula that is wrong for one kind .* would most likely have shown in 23 of 24 cases \(dX or dW/,
  );
  expect(one).toContain('problems came of dW where m = n = k = 1: more --runs');
  const all = ledgerSentence(verdictWith(0)) ?? '';
  expect(all).toContain(
    'too few exact problems came to say how likely a wrong formula shows: more --runs',
  );
  const some = ledgerSentence(verdictWith(0, 40)) ?? '';
  expect(some).toContain('in 1 of 24 cases');
  expect(some).toContain('of dX where m, n, k different, and of 22 other cases: more --runs');
  for (const sentence of [one, all]) expect(sentence).not.toContain('chance');
});

test('nothing is said where a property fails or could not be run, or none compares gradients', () => {
  const { properties } = verdictWith(40);
  const beside = (outcome: Outcome): string | undefined =>
    ledgerSentence({ properties: [...properties, ...verdictOn([outcome]).properties] });
  const sound = ['holds', 'holds weakly', 'not claimed', 'not offered'];
  for (const outcome of outcomes) {
    expect(beside(outcome) !== undefined, outcome.outcome).toBe(sound.includes(outcome.outcome));
  }
  const [silent] = verdictOn([{ outcome: 'holds', runs: 1 }]).properties;
  if (silent === undefined) throw new Error('no verdict');
  expect(ledgerOf({ properties: [silent] })).toEqual([]);
  expect(ledgerSentence({ properties: [silent] })).toBeUndefined();
});

test('a gradient that the subject has not is not spoken of', () => {
  const some = verdictWith(40, 0);
  const words = ledgerSentence({ ...some, unchecked: ['dW'] });
  expect(words).toMatch(/^had dX been wrong only where m, n, k different, /);
  const two = ledgerSentence({ ...verdictWith(0, 40), unchecked: ['dX'] });
  expect(two).toContain('in 1 of 12 cases (dW, by kind of shape)');
});

test('of classes that were not asked nothing is known, and of two properties all that they saw', () => {
  const line = { gradient: 'dX', shapes: 'm = 1', problems: 2, bits: 3 } as const;
  const evidence = { ...noEvidence, ledger: [line] };
  const twice = verdictOn([1, 2].map(() => ({ outcome: 'holds', runs: 1, evidence })));
  const rows = ledgerOf(twice);
  expect(rows.map(({ shapes }) => shapes)).toEqual(shapeClasses);
  expect(rows.filter((row) => Object.keys(row).length > 1)).toEqual([
    { shapes: 'm = 1', dX: { ...line, problems: 4, bits: 6 } },
  ]);
});

test('one case of which too little came is told in the singular', () => {
  const [property] = verdictWith(40, 0).properties;
  const few = { gradient: 'dX', shapes: 'm = 1', problems: 1, bits: -40 } as const;
  const more = { ...noEvidence, ledger: [few] };
  const [other] = verdictOn([{ outcome: 'holds', runs: 1, evidence: more }]).properties;
  const properties = [property, other].flatMap((each) => each ?? []);
  expect(ledgerSentence({ properties })).toContain(', and of 1 other case: more --runs');
});

test('2^−bits is rounded up to a power of ten', () => {
  expect([0, 1, 3, 4, 40, 76.5].map(powerOfTen)).toEqual([
    ...['1', '1', '1', '10^-1', '10^-12', '10^-23'],
  ]);
  // Where rounding could decide it, it is the larger one.
  const border = [3, 23].map((power) => powerOfTen(power * Math.log2(10)));
  expect(border).toEqual(['10^-2', '10^-22']);
});

test('the chance is written out up to a million', () => {
  const told = (bits: number) => ledgerSentence(verdictWith(60, bits)) ?? '';
  expect(told(20)).toContain('at most 1 in 1,000,000;');
  expect(told(24)).toContain('at most 1 in 10^7;');
  expect(told(3.4)).toContain('at most 1 in 10;');
});
