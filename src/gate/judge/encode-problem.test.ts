import { describe, expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import { tensorFormats } from '../../number/tensor-formats.ts';
import { describeGroups } from '../../problem/grouped.ts';
import { dense, describeLayout } from '../../problem/layout.ts';
import type { Problem } from '../../problem/problem.ts';
import { printProblem } from '../../verdict/explain.ts';
import schema from '../../verdict/verdict.schema.json' with { type: 'json' };
import { complaintBySchema } from '../../wire/check-schema.ts';
import { describeProblem, encodeProblem } from './encode-problem.ts';

const W = { codes: 'float4_e2m1fn', scales: 'float8_e4m3fn', block: [2, 'all'] } as const;
const formats = tensorFormats({ numberFormat: 'bfloat16', formats: { W } });
const problem = {
  X: Matrix.from<'m', 'n'>([[1, 2, 3]]),
  W: Matrix.from<'n', 'k'>([
    [4, 8],
    [2, 0],
    [16, 24],
  ]),
  dY: Matrix.from<'m', 'k'>([[1, 0]]),
  salt: 0,
};

test('of a coded operand the scales are told beside its entries, as the schema has them', () => {
  const { definitions } = schema;
  const encoded = encodeProblem(problem, formats);
  expect(encoded.scales).toEqual({ W: [[2], [4]] });
  expect(printProblem(encoded)).toContain('scales of W =\n[ 2 ]\n[ 4 ]');
  expect(
    complaintBySchema(encoded, { definitions, $ref: '#/definitions/problem' }),
  ).toBeUndefined();
});

test('a global scale is told beside the scales', () => {
  const { definitions } = schema;
  const twice = { ...W, globalScale: 'float32' } as const;
  const encoded = encodeProblem(
    problem,
    tensorFormats({ numberFormat: 'bfloat16', formats: { W: twice } }),
  );
  expect(encoded.scales).toEqual({ W: [[128], [256]] });
  expect(encoded.globalScales).toEqual({ W: [[2 ** -6]] });
  expect(printProblem(encoded)).toContain('global scale of W');
  expect(
    complaintBySchema(encoded, { definitions, $ref: '#/definitions/problem' }),
  ).toBeUndefined();
});

test('of each operand the blocks are those of its own rows and columns', () => {
  const coded = { ...W, block: [2, 2] } as const;
  const all = tensorFormats({
    numberFormat: 'bfloat16',
    formats: { X: coded, W: coded, dY: coded },
  });
  const tall: Problem = {
    X: Matrix.of([3, 5], (i, j) => 2 ** (Math.floor(i / 2) + Math.floor(j / 2))),
    W: Matrix.of([5, 1], (i) => 2 ** Math.floor(i / 2)),
    dY: Matrix.of([3, 1], (i) => 2 ** Math.floor(i / 2)),
    salt: 0,
  };
  const { scales } = encodeProblem(tall, all);
  expect([scales?.X?.length, scales?.X?.[0]?.length]).toEqual([2, 3]);
  expect([scales?.W?.length, scales?.W?.[0]?.length]).toEqual([3, 1]);
  expect([scales?.dY?.length, scales?.dY?.[0]?.length]).toEqual([2, 1]);
  const [first = [], second = []] = scales?.X ?? [];
  expect([first[1], second[0], second[2]].map(Number)).toEqual(
    [2, 2, 8].map((times) => times * Number(first[0])),
  );
});

test('of members there is a grid each; without codes, or entries, there is none', () => {
  const batch = { X: [1], W: [3], ranks: { X: 1, W: 1 } };
  const members = { ...problem, X: Matrix.from<'m', 'n'>([[1]]), batch };
  expect(encodeProblem(members, formats).scales).toEqual({ W: [[2], [0.5], [4]] });
  const uncoded = { ...problem, W: problem.W.map((entry) => entry + 1 / 3) };
  expect(encodeProblem(uncoded, formats).scales).toBeUndefined();
  const none = { ...problem, W: problem.W.columnRange(0, 0), dY: problem.dY.columnRange(0, 0) };
  expect(encodeProblem(none, formats).scales).toBeUndefined();
  expect(
    encodeProblem(problem, tensorFormats({ numberFormat: 'bfloat16' })).scales,
  ).toBeUndefined();
});

describe('a problem is told', () => {
  const plain = tensorFormats({ numberFormat: 'float64' });
  const view = { ...dense, columnMajor: true, gap: 2 };
  const rich: Problem = {
    ...problem,
    batch: { X: [1], W: [1], ranks: { X: 1, W: 0 } },
    variant: { alpha: 2, transX: true },
    layouts: { W: view },
  };

  test('by its shape and entries alone, where it is plain', () => {
    const W = [
      [4, 8],
      [2, 0],
      [16, 24],
    ];
    const all = { shape: { m: 1, n: 3, k: 2 }, X: [[1, 2, 3]], W, dY: [[1, 0]] };
    expect(encodeProblem(problem, plain)).toEqual(all);
    expect(describeProblem(problem)).toEqual([]);
  });

  test('with its batch axes, what is asked for and how it lies', () => {
    expect(encodeProblem(rich, plain)).toMatchObject({
      batch: { X: [1], W: [], dY: [1] },
      asks: ['α = 2', 'transX'],
      layouts: { W: { words: describeLayout(view), ...view } },
    });
    const two = { X: [1, 2], W: [1, 1], ranks: { X: 2, W: 0 } };
    expect(describeProblem({ ...rich, batch: two })[0]).toBe('batch axes of X 1×2, of W none');
    expect(describeProblem(rich)).toEqual([
      ...['batch axes of X 1, of W none', 'α = 2', 'transX'],
      `W ${describeLayout(view)}`,
    ]);
  });

  test('with its groups', () => {
    const batch = { X: [], W: [2], ranks: { X: 0, W: 1 }, groups: [1, 0] };
    const W = Matrix.of<'n', 'k'>([6, 2], () => 1);
    const grouped = { ...problem, W, batch };
    expect(encodeProblem(grouped, plain)).toMatchObject({ groups: [1, 0] });
    expect(describeProblem(grouped)).toEqual([describeGroups([1, 0], 1)]);
  });
});
