/**
 * What the generator draws from a seed. A replay token names a problem by seed and path alone: when
 * one of these hashes moves, every token that was ever printed dies. If that is meant, run
 * `npx vitest run quality/pins -u`, then `npm run evidence`, and say so in the changelog.
 */
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutKinds } from '../claims/layout-kinds.ts';
import { profiles } from '../src/gate/run/profiles.ts';
import { formatNames, formats } from '../src/number/formats.ts';
import type { ProblemOptions } from '../src/problem/draw/generate-problem.ts';
import type { Problem } from '../src/problem/problem.ts';
import { problems } from '../src/problem/problems.ts';
import { shrinkProblem } from '../src/problem/shrink/shrink-problem.ts';

function hashOf(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 12);
}

/** Everything about a problem, its numbers bit for bit. */
function contentOf({ X, W, dY, ...others }: Problem): unknown[] {
  const bits = [X, W, dY].map((matrix) => [
    matrix.rows,
    matrix.cols,
    Buffer.from(matrix.toArray().buffer).toString('base64'),
  ]);
  return [...bits, others];
}

function drawn(options: Omit<ProblemOptions, 'extent' | 'volume'>): string {
  const { extent, volume } = profiles.ci;
  const sample = fc.sample(problems({ ...options, extent, volume }), { seed: 1, numRuns: 40 });
  return hashOf(sample.map(contentOf));
}

test('plain problems of each number format', () => {
  const pins = formatNames.map((name) => [name, drawn({ format: formats[name] })]);
  expect(Object.fromEntries(pins)).toMatchInlineSnapshot(`
    {
      "bfloat16": "85471122a4e8",
      "float16": "711c4a2d4feb",
      "float32": "d962f8e0b14a",
      "float64": "b8c5e359399d",
    }
  `);
});

test('views, batches and empty extents', () => {
  const { float64: format } = formats;
  expect({
    views: drawn({ format, layouts: layoutKinds }),
    'leading batch': drawn({ format, batch: 'leading' }),
    'batch that broadcasts': drawn({ format, batch: 'broadcast', layouts: layoutKinds }),
    empty: drawn({ format, empty: true }),
  }).toMatchInlineSnapshot(`
    {
      "batch that broadcasts": "5bfbb3982d2e",
      "empty": "0dbe07d07ac6",
      "leading batch": "3719d0a15708",
      "views": "2e165090a7d3",
    }
  `);
});

test('the first hundred shrinks of a problem', () => {
  const options = { format: formats.float64, extent: 9, volume: 200, layouts: layoutKinds };
  const pins = fc.sample(problems(options), { seed: 3, numRuns: 5 }).map((problem) => {
    const smaller = [...shrinkProblem(problem, formats.float64)].slice(0, 100);
    return hashOf(smaller.map((candidate) => contentOf(candidate.problem)));
  });
  expect(pins).toMatchInlineSnapshot(`
    [
      "dc9221d0b673",
      "1aa99d9cc7c4",
      "54dcb1ef7537",
      "111177afa5ce",
      "7268cabf278e",
    ]
  `);
});
