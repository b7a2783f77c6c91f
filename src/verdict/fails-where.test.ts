import { expect, test } from 'vitest';
import { conditionWords, failsWhereSentence } from './fails-where.ts';

const all = { asked: 24, failed: 24 };
const none = { asked: 24, failed: 0 };

test.each([
  [
    'everything fails',
    { condition: [], of: 'what fails', inside: all, outside: { asked: 0, failed: 0 } },
    'it fails in every problem: 24 of 24 fresh ones',
  ],
  [
    'a condition separates',
    { condition: ['m = 1', 'k > 1'], of: 'what fails', inside: all, outside: none },
    'it fails in every problem with m = 1 and k > 1 (24 of 24 fresh ones), in no other (0 of 24)',
  ],
  [
    'a condition is needed, and something else besides',
    {
      condition: ['a bias', 'without a batch'],
      of: 'what fails',
      inside: { asked: 24, failed: 9 },
      outside: none,
    },
    'it fails in 9 of 24 fresh problems with a bias and without a batch, in no other (0 of 24)',
  ],
  [
    'what holds is described more easily',
    { condition: ['m a multiple of 8'], of: 'what holds', inside: none, outside: all },
    'it fails in every problem (24 of 24 fresh ones) but those with m a multiple of 8: of these, 0 of 24',
  ],
  ['nothing is known', 'out of time', 'which problems fail is not known: there was no time to ask'],
] as const)('%s', (_, found, sentence) => {
  expect(failsWhereSentence(found)).toBe(sentence);
});

test.each([
  [[], ''],
  [['m = 1'], 'with m = 1'],
  [['without a batch'], 'without a batch'],
  [
    ['without a batch', 'm = 1', 'n = 1', 'without a bias'],
    'with m = 1 and n = 1 and without a batch and without a bias',
  ],
])('the condition %o is: %s', (condition, words) => {
  expect(conditionWords(condition)).toBe(words);
});
