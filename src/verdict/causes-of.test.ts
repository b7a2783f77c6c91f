import { expect, test } from 'vitest';
import { causeLines, causesOf } from './causes-of.ts';
import { conclude } from './conclude.ts';
import type { PropertyVerdict } from './property-verdict.ts';

const run = {
  ...{ subject: 's', numberFormat: 'float64', claims: {}, profile: 'deep', seed: 1, runs: 250 },
};

function failing(replay: string, shape: number[], diagnosis?: string): PropertyVerdict {
  const [id = ''] = replay.split('/');
  const [m = 0, n = 0, k = 0] = shape;
  const problem = { shape: { m, n, k } };
  const fact = { kind: 'fact', where: 'dX', expected: 'a', actual: 'b' } as const;
  const found = { ...problem, ...fact, shrinks: 0, replay, first: problem, steps: [] };
  const counterexample = diagnosis === undefined ? found : { ...found, diagnosis };
  return { id, cites: '(1)', statement: 's', outcome: 'fails', runs: 1, counterexample };
}

function shard(index: number, ...properties: PropertyVerdict[]) {
  const shards = { asked: [index], of: 3 };
  const verdict = conclude({ ...run, shards }, properties, { gradgate: '0', complete: true });
  return { path: `shard-${index}`, verdict };
}

test('what fails is told once for each property, diagnosis and class of shapes', () => {
  const named = [
    shard(1, failing('a/1', [2, 2, 1], 'a transpose is missing'), failing('b/1', [1, 1, 1])),
    shard(2, failing('a/2', [3, 4, 1], 'a transpose is missing'), failing('b/2', [1, 1, 1])),
    shard(3, failing('a/3', [3, 4, 5], 'a transpose is missing'), failing('b/3', [0, 2, 2])),
    shard(4, failing('a/4', [9, 8, 1], 'a row is left out')),
  ];
  expect(causesOf(named)).toMatchObject([
    { property: 'a', shapes: 'k = 1', replay: 'a/1', paths: ['shard-1', 'shard-2'] },
    { property: 'b', shapes: 'm = n = k = 1', paths: ['shard-1', 'shard-2'] },
    { property: 'a', shapes: 'm, n, k different', paths: ['shard-3'] },
    { property: 'b', shapes: 'an extent of 0', paths: ['shard-3'] },
    { property: 'a', diagnosis: 'a row is left out', shapes: 'k = 1', paths: ['shard-4'] },
  ]);
  expect(causeLines(causesOf(named), named.length).slice(0, 3)).toEqual([
    'What fails, once for each cause (property, diagnosis, class of shapes):',
    '  a, k = 1: a transpose is missing; in 2 of 4, first a/1',
    '  b, m = n = k = 1: no diagnosis; in 2 of 4, first b/1',
  ]);
});

test('what fails in all of them says so, and what holds is no cause', () => {
  const holds: PropertyVerdict = {
    ...{ id: 'c', cites: '(2)', statement: 's', outcome: 'holds', runs: 1 },
  };
  const named = [1, 2].map((index) => shard(index, holds, failing(`a/${index}`, [2, 2, 1])));
  expect(causeLines(causesOf(named), named.length)).toEqual([
    'What fails, once for each cause (property, diagnosis, class of shapes):',
    '  a, k = 1: no diagnosis; in all, first a/1',
  ]);
});

test('of one verdict, or where nothing fails, there is nothing to tell', () => {
  const named = [shard(1, failing('a/1', [2, 2, 1]))];
  expect(causeLines(causesOf(named), 1)).toEqual([]);
  expect(causeLines(causesOf([shard(1), shard(2)]), 2)).toEqual([]);
});
