/** The short sentences of a verdict. */
import { describe, expect, test } from 'vitest';
import { warningsOf } from './arithmetic-seen.ts';
import type { Shrinking } from './counterexample.ts';
import { noEvidence } from './evidence.ts';
import type { KnownState } from './known-failure.ts';
import { notReproducedText } from './not-reproduced.ts';
import type { Outcome } from './property-verdict.ts';
import { seeAgain } from './see-again.ts';
import { shrinkingSentences } from './shrinking-sentences.ts';
import { sizesSentence } from './sizes-sentence.ts';
import { staleSentences } from './stale-sentences.ts';
import { again, verdictOn } from './told.test-setup.ts';
import { uncheckedSentence } from './unchecked-sentence.ts';

describe('of how shrinking ended', () => {
  const told = (more: Partial<Shrinking>): string[] =>
    shrinkingSentences({ ended: 'nothing smaller fails', calls: 7, ...more });
  const why = 'shrinking ended early, after 7 calls, ';
  const rest = ': there may be a smaller one';

  test('nothing is said where it came to its end, or there was none', () => {
    expect([shrinkingSentences(undefined), told({})]).toEqual([[], []]);
  });

  test('it is said why it ended early', () => {
    expect(told({ ended: 'out of calls' })).toEqual([`${why}which is the most${rest}`]);
    expect(told({ ended: 'out of time' })).toEqual([`${why}as the subject is slow${rest}`]);
    expect(told({ ended: 'cut off', calls: 1 })).toEqual([
      `shrinking ended early, after 1 call, with the run${rest}`,
    ]);
    expect(told({ ended: 'out of calls', after: 'equation-1' })).toEqual([
      'shrinking ended early, after 7 calls: equation-1, before it, fails in the same way ' +
        '(alone it is shrunk in full)',
    ]);
  });

  test('it is said what was left aside', () => {
    const aside = (otherwise: number) => told({ otherwise });
    expect(aside(1)).toEqual(['left aside: 1 smaller problem that fails in another way']);
    expect(aside(2)).toEqual(['left aside: 2 smaller problems that fail in another way']);
    expect(told({ ended: 'out of time', otherwise: 2 })).toHaveLength(2);
  });
});

describe('of sizes', () => {
  const of = (axis: number, all: number, bits?: number): Outcome => {
    const probed = bits === undefined ? {} : { probed: { problems: 2, bits } };
    return {
      outcome: 'holds',
      runs: 1,
      evidence: { ...noEvidence, sizes: { axis, all }, ...probed },
    };
  };
  const told = (...outcomes: Outcome[]) => sizesSentence(verdictOn(outcomes));

  test('the largest of all properties is told', () => {
    expect(told(of(80, 3), of(12, 9), { outcome: 'not claimed', claim: 'bias' })).toBe(
      'extents up to 80 along one axis, and up to 9 along all three at once',
    );
  });

  test('and how surely something wrong in a probed product was seen', () => {
    expect(told(of(300, 40, 90), of(80, 3), of(12, 9, 70))).toBe(
      'extents up to 300 along one axis, and up to 40 along all three at once; ' +
        '4 exact products were probed, in each of which something wrong goes unseen with ' +
        'a probability of at most 2^−70',
    );
  });

  test('nothing is told where nothing was asked', () => {
    expect([told(), told({ outcome: 'holds', runs: 1 }), told(of(0, 0))]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });
});

test('whatever was asked before a problem is asked again by its property, profile and seed', () => {
  const command = (token: string) => `npx gradgate check it --replay ${token} --quiet`;
  expect(seeAgain('equation-1/deep/9/3:1', command)).toBe(
    'npx gradgate check it --property equation-1 --profile deep --seed 9 --quiet',
  );
});

test('a replay that holds is explained by what was asked before it', () => {
  const of = (replay?: string) => {
    const verdict = verdictOn([{ outcome: 'holds', runs: 1 }]);
    return notReproducedText(
      { ...verdict, run: { ...verdict.run, ...(replay && { replay }) } },
      again,
    );
  };
  expect(of('law-0/ci/1/12:0:3')).toBe(
    'This problem alone does not fail, and nothing else was asked: that is no verdict.\n' +
      'In the run that printed the token, 12 problems of law-0 came before it, and those of other properties.\n' +
      'Unless the subject has been mended since, what fails depends on what was asked before.\n' +
      'See it again: again law-0/ci/1/12:0:3',
  );
  expect(of('law-0/ci/1/1:0:3')).toContain('token, 1 problem of law-0 came');
});

test('a gradient that is not checked is named', () => {
  expect(uncheckedSentence({ claims: {} })).toBeUndefined();
  expect(uncheckedSentence({ claims: { gradients: 'dX' } })).toBe(
    'dW was not checked: the subject has none',
  );
});

test('warnings are those of an arithmetic that was seen', () => {
  const seen = { size: 24, products: {}, claims: {}, warnings: ['coarser than seen'], calls: 3 };
  expect([undefined, { unknown: 'it threw' }, seen].map(warningsOf)).toEqual([
    ...[[], [], ['coarser than seen']],
  ]);
});

test('what should be changed in a list of known failures is told of each property', () => {
  const states: readonly KnownState[] = [
    { why: 'no. 7', state: 'met' },
    { why: 'no. 7', state: 'met', expired: '2026-01-01' },
    { why: 'no. 8', state: 'fixed', replay: 'x/ci/1/0' },
    { why: 'no. 9', state: 'unmatched' },
  ];
  const known = verdictOn([
    { outcome: 'holds', runs: 1, ...{ known: states } },
    { outcome: 'holds', runs: 1 },
  ]);
  expect(staleSentences(known)).toEqual([
    'law-0: a known failure has expired on 2026-01-01 (no. 7)',
    'law-0: a known failure is fixed: what it names holds now; take it off the list, ' +
      'gradgate known --prune does (no. 8; x/ci/1/0)',
    'law-0: a known failure cannot be asked any more: it names no problem of this subject (no. 9)',
  ]);
});
