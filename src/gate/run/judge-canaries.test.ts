import { expect, test } from 'vitest';
import misprint from '../../../bank/faults/misprint.ts';
import rowsReversed from '../../../bank/faults/rows-reversed.ts';
import { reference } from '../../contract/reference.ts';
import { isVoid, voidSentence } from '../../verdict/is-void.ts';
import { judgeCanaries } from './judge-canaries.ts';

test('the same seed draws the same canaries, other seeds draw others', async () => {
  const names = async (seed: number) => (await judgeCanaries(seed)).map(({ name }) => name).join();
  expect(await names(3)).toBe(await names(3));
  const drawn = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(names));
  expect(new Set(drawn).size).toBeGreaterThan(3);
});

const right = [reference];
const wrong = [[misprint], [rowsReversed]];

test('a gate that misses a wrong subject is void, and says which', async () => {
  const blind = { ...misprint, backward: reference.backward, name: 'right after all' };
  const canaries = await judgeCanaries(1, { wrong: [[blind], [rowsReversed]], right });
  expect(isVoid(canaries)).toBe(true);
  expect(voidSentence({ canaries, run: { seed: 1 } })).toMatch(
    /^void: \S+ did not catch right after all, which is wrong\. .*\(seed 1\)\.$/,
  );
});

test('a gate that accuses a right subject is void, and says which', async () => {
  const accused = { ...reference, backward: misprint.backward, name: 'said to be right' };
  const verdicts = [];
  for (let seed = 1; seed <= 8; seed += 1) {
    verdicts.push(await judgeCanaries(seed, { wrong, right: [accused] }));
  }
  const bad = verdicts.find(isVoid) ?? [];
  expect(voidSentence({ canaries: bad, run: { seed: 1 } })).toContain(
    'accused said to be right, which is right',
  );
});

test('every fault that may be a canary is seen long before its problems run out', async () => {
  const drawn = new Set<string>();
  for (let seed = 0; seed < 150; seed += 1) {
    for (const { name, outcome } of await judgeCanaries(seed, undefined, 40)) {
      drawn.add(name);
      expect(['caught', 'not accused'], `${name}, seed ${seed}`).toContain(outcome);
    }
  }
  expect(drawn.size).toBeGreaterThan(40);
});

test('a gate that fails while it judges a canary is void, too', async () => {
  // SAFETY: there is no such format, which is what makes judging fail.
  const strange = { ...misprint, numberFormat: 'float65' as 'float64' };
  const missed = await judgeCanaries(1, { wrong: [[strange], [rowsReversed]], right });
  expect(missed.map(({ outcome }) => outcome)).toEqual(['missed', 'caught', 'not accused']);
  const accused = await judgeCanaries(1, { wrong, right: [strange] });
  expect(accused.map(({ outcome }) => outcome)).toEqual(['caught', 'caught', 'accused']);
});
