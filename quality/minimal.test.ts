/** Where shrinking ends: for failures of many kinds, the smallest problem that is shown to a person. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faults } from '../bank/faults/index.ts';
import { layoutKinds } from '../claims/layout-kinds.ts';
import { propertyNamed } from '../properties/index.ts';
import { Border } from '../src/call/border.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { profiles } from '../src/gate/run/profiles.ts';
import { formats } from '../src/number/formats.ts';
import { printProblem } from '../src/problem/print-problem.ts';
import { type Problem, shapeOf } from '../src/problem/problem.ts';
import { problems } from '../src/problem/problems.ts';

const { extent, volume } = profiles.ci;
const wanted = { format: formats.float64, extent, volume, layouts: layoutKinds } as const;

/** The smallest problem that fails, with its entries that are not 0. */
function minimal(fails: (problem: Problem) => boolean, batch?: 'broadcast'): string {
  const arbitrary = problems(batch === undefined ? wanted : { ...wanted, extent: 6, batch });
  const { counterexample } = fc.check(
    fc.property(arbitrary, (problem) => !fails(problem)),
    { seed: 1, numRuns: 2000 },
  );
  const smallest = counterexample?.[0];
  return smallest === undefined ? 'none' : inShort(smallest);
}

function inShort(problem: Problem): string {
  const [sizes = '', ...others] = printProblem(problem).split('\n');
  const views = others.filter((line) => line.includes('is a view'));
  const { X, W, dY } = problem;
  const entries = Object.entries({ X, W, dY }).flatMap(([name, matrix]) => {
    const some = [...matrix.toArray()].filter((entry) => entry !== 0);
    return some.length === 0 ? [] : [`${name} has ${some.join(', ')}`];
  });
  return [sizes, ...views, ...entries].join('; ');
}

describe('a failure that needs', () => {
  const lines: [needs: string, (problem: Problem) => boolean, ends: string, 'broadcast'?][] = [
    ['nothing', () => true, 'X 1×1, W 1×1, dY 1×1'],
    ['m > 16', (p) => shapeOf(p).m > 16, 'X 17×1, W 1×1, dY 17×1'],
    ['n > 16', (p) => shapeOf(p).n > 16, 'X 1×17, W 17×1, dY 1×1'],
    ['k > 16', (p) => shapeOf(p).k > 16, 'X 1×1, W 1×17, dY 1×17'],
    [
      'm = n = k above 1',
      (p) => new Set(Object.values(shapeOf(p))).size === 1 && p.X.rows > 1,
      'X 2×2, W 2×2, dY 2×2',
    ],
    ['an even m', (p) => shapeOf(p).m % 2 === 0, 'X 2×1, W 1×1, dY 2×1'],
    [
      'an entry of dY beyond 2',
      (p) => p.dY.toArray().some((entry) => Math.abs(entry) > 2),
      'X 1×1, W 1×1, dY 1×1; dY has 3',
    ],
    [
      'a negative entry of X',
      (p) => p.X.toArray().some((entry) => entry < 0),
      'X 1×1, W 1×1, dY 1×1; X has -1',
    ],
    [
      'two rows of X that differ',
      ({ X }) => X.rows > 1 && X.at(0, 0) !== X.at(1, 0),
      'X 2×1, W 1×1, dY 2×1; X has 1',
    ],
    [
      'a column-major W, k = 1 and m > 16',
      (p) => p.layouts?.W?.columnMajor === true && shapeOf(p).k === 1 && shapeOf(p).m > 16,
      'X 17×2, W 2×1, dY 17×1; W is a view: column-major',
    ],
    [
      'a reversed dY',
      (p) => (p.layouts?.dY?.rowStep ?? 1) < 0 && p.dY.rows > 1,
      'X 2×1, W 1×1, dY 2×1; dY is a view: rows reversed',
    ],
    [
      'a W that serves several batch elements',
      ({ batch }) => batch?.W.some((w, axis) => w < (batch.X[axis] ?? 0)) === true,
      'X 2×1×1, W 1×1, dY 2×1×1',
      'broadcast',
    ],
  ];
  for (const [needs, fails, ends, batch] of lines) {
    test(`${needs} ends at ${ends}`, () => expect(minimal(fails, batch)).toBe(ends));
  }
});

describe('the fault', () => {
  const lines: [name: string, ends: string][] = [
    ['misprint', 'X 2×2, W 2×1, dY 2×1; X has 1; dY has 1'],
    ['rows-reversed', 'X 2×1, W 1×1, dY 2×1; X has 1; dY has 1'],
    ['sgemv-t-small-n', 'X 1×3, W 3×1, dY 1×1; W has 1; dY has 1'],
    ['near-zero-when-m-big', 'X 33×1, W 1×1, dY 33×1; W has 1; dY has 1'],
    ['planted-relu', 'X 1×1, W 1×1, dY 1×1; W has 1; dY has -1'],
    ['planted-clip', 'X 1×1, W 1×1, dY 1×1; W has 1; dY has 2'],
  ];
  for (const [name, ends] of lines) {
    test(`${name} ends at ${ends}`, async () => {
      const fault = faults.find((each) => each.name === name);
      if (fault === undefined) throw new RangeError(`there is no fault ${name}`);
      const property = propertyNamed(fault.caughtBy);
      const { failures } = await judge(property, new Border(fault), { ...profiles.ci, seed: 1 });
      const smallest = failures.at(-1)?.problem;
      expect(smallest && inShort(smallest)).toBe(ends);
    });
  }
});
