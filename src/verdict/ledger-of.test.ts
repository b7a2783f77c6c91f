import { expect, test } from 'vitest';
import { shapeClasses } from '../problem/shape-class.ts';
import type { LedgerLine } from './evidence.ts';
import { ledgerSentence } from './ledger-of.ts';
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
