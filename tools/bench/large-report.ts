import { Matrix } from '../../src/matrix/matrix.ts';
import { tensorFormats } from '../../src/number/tensor-formats.ts';
import { type Arithmetic, arithmeticsOf } from '../../src/oracle/arithmetic.ts';
import { entryRules, largestSum, type Sizing } from '../../src/oracle/entry-rules.ts';
import { probeProduct } from '../../src/oracle/probe-product.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import { fill, firstChanged } from '../../src/problem/large/fill.ts';
import type { LargeProblem } from '../../src/problem/large/large-problem.ts';
import { table } from '../lib/table.ts';
import { pythonTime } from './python-time.ts';

type Format = 'float32' | 'float64';

/** What probing a problem costs, beside multiplying it out on one thread: ratios within this run. */
export function largeReport(extents: readonly number[]): string {
  const rows = extents.flatMap((extent) =>
    (['float32', 'float64'] as const).map((format) => rowOf(extent, format)),
  );
  const header = [
    'extents',
    'format',
    ' multiplied out',
    ' probed',
    ' share',
    ' filled',
    ' looked at again',
  ];
  return [
    '# What probing costs',
    'Written by `npm run bench -- --large N…`. Multiplied out: Y, dX and dW by NumPy and its BLAS on one thread. Probed: the ' +
      'exact check of all three. Filled: drawing X, W and dY. Looked at again: whether the subject left them alone. In milliseconds, the least of some.',
    table(header, rows),
  ].join('\n\n');
}

function rowOf(extent: number, format: Format): string[] {
  const multiplied = pythonTime('gemm.py', [extent, format]);
  const { filled, probed, again } = checked(extent, format);
  const share = multiplied === undefined ? '–' : `${(probed / multiplied).toFixed(2)}`;
  const time = (value: number | undefined): string => value?.toFixed(0) ?? 'not run: no NumPy';
  return [
    `${extent}³`,
    format,
    ...[multiplied, probed].map(time),
    share,
    time(filled),
    time(again),
  ];
}

/** Of three products that are right: one factor is the identity. What it costs does not depend on numbers. */
function checked(extent: number, format: Format) {
  const arithmetic: Arithmetic = arithmeticsOf({ numberFormat: format }, {}).dX;
  const formats = tensorFormats({ numberFormat: format });
  const sizing: Sizing = { product: 'dX', arithmetic, formats };
  const shape = { m: extent, n: extent, k: extent };
  const problem: LargeProblem = { shape, kind: 'exact', grows: false, salt: 1 };
  const rules = entryRules(problem, sizing);
  const identity = Matrix.of([extent, extent], (i, j) => (i === j ? 1 : 0));
  const most = largestSum(problem, sizing);
  let [filled, probed, again] = [Infinity, Infinity, Infinity];
  const rounds = extent > 2048 ? 4 : 16; // the first ones are not compiled yet
  for (let round = 0; round < rounds; round += 1) {
    const [operands, filling] = timed(() => fill(problem, rules, { X: false, W: false }));
    const products = [
      { left: operands.X, right: identity, answer: operands.X },
      { left: operands.dY, right: identity.T, answer: operands.dY },
      { left: identity.T, right: operands.dY, answer: operands.dY },
    ];
    const [wrong, probing] = timed(() =>
      products.map((each) =>
        probeProduct({ ...each, kind: 'exact', most, arithmetic }, drawFrom(round)),
      ),
    );
    if (wrong.some((each) => each.wrong)) throw new Error('a right product was accused');
    const [, looking] = timed(() =>
      (['X', 'W', 'dY'] as const).map((name) => {
        const matrix: Matrix = operands[name];
        return firstChanged(matrix, problem, [name, rules[name]]);
      }),
    );
    [filled, probed, again] = [
      Math.min(filled, filling),
      Math.min(probed, probing),
      Math.min(again, looking),
    ];
  }
  return { filled, probed, again };
}

function timed<T>(work: () => T): [result: T, milliseconds: number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}
