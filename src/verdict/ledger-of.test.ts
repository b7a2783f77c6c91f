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
  expect(ledgerSentence(verdictWith(40, 10))).toBe(
    'a formula that is wrong for one class of shapes passes with probability 10^-3 at most (dW, m = n = k = 1)',
  );
});

test('where nothing can be said, it is said of which shapes, and never as a probability of 1', () => {
  const one = ledgerSentence(verdictWith(40, 0)) ?? '';
  expect(one).toContain(
    'would most likely have shown in 23; too few exact problems of dW, m = n = k = 1:',
  );
  const all = ledgerSentence(verdictWith(0)) ?? '';
  expect(all).toContain(
    'would most likely have shown in 0; too few exact problems of dX, m, n, k different and 23 more',
  );
  for (const sentence of [one, all]) expect(sentence).not.toContain('probability');
});
