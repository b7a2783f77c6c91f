import { describe, expect, test } from 'vitest';
import { type Change, changesSentence, changesWords } from './change.ts';
import { changeBetween, type Standing, standingOf } from './change-between.ts';
import { outcomes } from './told.test-setup.ts';

const claim: Change = { claims: { weight: 'out×in' } };
const flushed: Change = { claims: { subnormals: 'flushed' } };
const instead: Change = { insteadOf: { stores: 'nearest' }, claims: { stores: 'toward zero' } };
const format: Change = { numberFormat: 'float32' };
const less: Change = { insteadOf: { bias: true } };
const lessOfIt: Change = { insteadOf: { batching: 'broadcast' }, claims: { batching: 'leading' } };
const weaker: Change = { insteadOf: { gradients: 'dX' } };
const settling: Change = { insteadOf: { accumulates: 'float32' } };

describe('of one failure it is told', () => {
  test.each<[string, readonly Change[]]>([
    ['', []],
    ["it holds with claims: { weight: 'out×in' }", [claim]],
    ["it holds with claims: { stores: 'toward zero' }, not stores: 'nearest'", [instead]],
    ["it holds with numberFormat: 'float32'", [format]],
    ['asked because of bias: true', [less]],
    ["asked because of batching: 'broadcast' (with batching: 'leading' it holds)", [lessOfIt]],
    // Neither of these asks less: they say how sums are judged, or which gradient there is.
    ["it holds without gradients: 'dX'", [weaker]],
    ["it holds without accumulates: 'float32'", [settling]],
    [
      "asked because of bias: true, together with batching: 'broadcast' (with batching: 'leading' it " +
        "holds); or it holds with numberFormat: 'float32'; or it holds with claims: { weight: 'out×in' }",
      [less, format, lessOfIt, claim],
    ],
  ])('%s', (words, changes) => {
    expect(changesWords(changes)).toBe(words);
  });
});

describe('of everything that fails it is told', () => {
  const layer = 'make that claim if the layer holds its weight with a row for each output.';
  test.each<[string, readonly Change[]]>([
    [`holds with claims: { weight: 'out×in' }: ${layer}`, [claim]],
    [
      'involves subnormal numbers, which are below the normal range, and holds with ' +
        "claims: { subnormals: 'flushed' }: make that claim if they may be taken for 0.",
      [flushed],
    ],
    ["holds with claims: { stores: 'toward zero' }, not stores: 'nearest'.", [instead]],
    ["holds with numberFormat: 'float32': say so if that is what it computes in.", [format]],
    ['is asked only because of bias: true.', [less]],
    [
      "is asked only because of bias: true. Or it holds with claims: { weight: 'out×in' }. " +
        "Or it holds with numberFormat: 'float32'.",
      [claim, less, format],
    ],
    [
      `holds with claims: { weight: 'out×in' }: ${layer} Or it holds with numberFormat: 'float32'.`,
      [claim, format],
    ],
  ])('%s', (words, changes) => {
    expect(changesSentence(changes)).toBe(`Everything that fails here ${words}`);
  });
});

test('what became of a property follows from what was known before and is now', () => {
  const standings: readonly Standing[] = ['fails', 'holds', 'unknown'];
  const table = standings.map((before) => standings.map((now) => changeBetween(before, now)));
  expect(table).toEqual([
    ['still', 'fixed', undefined],
    ['new', undefined, undefined],
    ['unseen', undefined, undefined],
  ]);
});

test('what fails is known or not, and nothing is known of what was not asked', () => {
  expect(Object.fromEntries(outcomes.map((each) => [each.outcome, standingOf(each)]))).toEqual({
    holds: 'holds',
    'holds weakly': 'holds',
    fails: 'fails',
    crashed: 'fails',
    'not claimed': 'unknown',
    'not offered': 'unknown',
    'not reached': 'unknown',
    'no such problem': 'unknown',
    'known to fail': 'fails',
    'holds again': 'holds',
    'our bug': 'unknown',
  });
});
