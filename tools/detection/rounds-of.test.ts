import { expect, test } from 'vitest';
import { roundsOf } from './rounds-of.ts';

/** Records of who was asked so much before, each round being of `each` problems. */
function recordsOf(asked: Readonly<Record<string, number>>, each = 10) {
  const entries = Object.entries(asked).map(
    ([name, rounds]) => [name, { name, rounds, problems: rounds * each }] as const,
  );
  const records = new Map(entries);
  const answer = (name: string): void => {
    const { rounds = 0, problems = 0 } = records.get(name) ?? {};
    records.set(name, { name, rounds: rounds + 1, problems: problems + each });
  };
  return { records, answer };
}

test('whoever was asked least is asked next, with the seed after its last one, until all have enough', () => {
  const { records, answer } = recordsOf({ one: 3, other: 0, enough: 9 });
  const rounds: string[] = [];
  for (const { name, seed } of roundsOf(records, 50)) {
    rounds.push(`${name} ${seed}`);
    answer(name);
  }
  const others = [2, 3, 4].map((seed) => `other ${seed}`);
  expect(rounds).toEqual([...others, 'one 5', 'other 5', 'one 6', 'other 6']);
});

test('who is being asked is asked again only where nobody else is left, and never the same', () => {
  const { records, answer } = recordsOf({ one: 0, other: 0 });
  const rounds = roundsOf(records, 20);
  const next = (): unknown => rounds.next().value;
  expect([next(), next(), next()]).toEqual([
    { name: 'one', seed: 2 },
    { name: 'other', seed: 2 },
    { name: 'one', seed: 3 },
  ]);
  answer('other');
  expect(next()).toEqual({ name: 'other', seed: 3 });
  answer('one');
  answer('one');
  answer('other');
  expect(next()).toBeUndefined();
});
