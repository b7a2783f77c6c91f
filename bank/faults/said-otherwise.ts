/** Subjects whose every sum is right of another claim: what they say of how they sum is not so. */
import { Matrix } from '../../src/matrix/matrix.ts';
import { formats, tf32 } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { cutOff } from '../engine/cut-off.ts';
import { cdna2, chained } from '../engine/matrix-core.ts';
import { float8Cores, fusedDot, tensorCores, tf32Cores } from '../engine/tensor-core.ts';
import { type About, type Fault, wrongProduct } from './fault.ts';

type Dot = (row: Float64Array, column: Float64Array) => number;

function summing(about: About, dot: Dot): Fault {
  return wrongProduct(about, (a, b) =>
    Matrix.of([a.rows, b.cols], (i, j) =>
      dot(a.rowRange(i, i + 1).toArray(), b.columnRange(j, j + 1).toArray()),
    ),
  );
}

/** Rounded sums of its products, in the order that `sorted` gives them. */
function ordered(about: Omit<About, 'caughtBy'>, sorted: (terms: number[]) => number): Fault {
  const dot: Dot = (row, column) => sorted(Array.from(row, (x, p) => x * (column[p] ?? 0)));
  return {
    ...summing({ ...about, caughtBy: 'fixed-order' }, dot),
    claims: { reproducible: true },
  };
}

function total(terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + term, 0);
}

/** Of a tensor core that cuts sums off, nothing said. */
function core(name: 'V100' | 'A100', operands: 'float16' | 'bfloat16'): Fault {
  const { terms } = tensorCores[name];
  const about = {
    name: `${name.toLowerCase()}-${operands}-said-to-round`,
    story: `the tensor core of ${name} adds ${terms} products at once and cuts off, which is not said`,
    trigger: 'many terms that are just less than the last unit of the sum',
    caughtBy: 'equation-1',
    thread: 'https://peerj.com/articles/cs-330/',
  };
  const cored = { core: tensorCores[name], format: formats[operands] };
  return {
    ...summing(about, (row, column) => Math.fround(fusedDot(row, column, cored))),
    numberFormat: 'float32',
    formats: { X: operands, W: operands, dY: operands },
  };
}

const guarded =
  'the tensor core of H100 cuts sums off, below bits beyond the last one, which is not said';
const ofTwo = 'two terms, one just less than the last unit of the other';
const models = 'https://arxiv.org/abs/2511.10909';

/** Cores that keep bits beyond the last one, or whose range is short, so that long sums do not show them. */
const cores: readonly Fault[] = [
  {
    ...summing(
      {
        ...{ name: 'h100-tf32-said-to-round', story: guarded, trigger: ofTwo },
        ...{ caughtBy: 'equation-1', thread: models },
      },
      (row, column) => {
        const [a, b] = [row, column].map((line) => line.map((value) => cutOff(value, tf32)));
        return fusedDot(a ?? row, b ?? column, { core: tf32Cores.H100, format: tf32 });
      },
    ),
    numberFormat: 'float32',
    claims: { multiplies: 'tf32' },
  },
  {
    ...summing(
      {
        ...{ name: 'h100-float8-said-to-round', story: guarded, trigger: ofTwo },
        ...{ caughtBy: 'equation-1', thread: models },
      },
      (row, column) => {
        const core = { core: float8Cores.H100, format: formats.float8_e4m3fn };
        return fusedDot(row, column, core);
      },
    ),
    numberFormat: 'float32',
    formats: { X: 'float8_e4m3fn', W: 'float8_e4m3fn', dY: 'float8_e4m3fn' },
    claims: { accumulates: '14 bits' },
  },
  {
    ...summing(
      {
        name: 'cdna2-said-to-sum-in-float64',
        story: 'the matrix core of CDNA2 sums in float32, and float64 is said',
        trigger: 'float16, and a sum of more than 24 bits beside a tie of float16',
        ...{ caughtBy: 'equation-1', thread: models },
      },
      (row, column) => {
        const core = { core: cdna2, terms: 4, format: formats.float16 };
        return round(chained([row, column], core), formats.float16);
      },
    ),
    numberFormat: 'float16',
    claims: { accumulates: 'float64', subnormals: 'flushed' },
  },
];

export const saidOtherwise: readonly Fault[] = [
  ...cores,
  ordered(
    {
      name: 'order-by-sign',
      story: 'terms of either sign are summed apart, and said to be summed in a fixed order',
      trigger: 'rounded sums of three terms or more, of both signs',
    },
    (terms) => total(terms.filter((term) => term < 0)) + total(terms.filter((term) => term >= 0)),
  ),
  ordered(
    {
      name: 'order-by-size',
      story: 'terms are sorted, the smallest first, and said to be summed in a fixed order',
      trigger: 'rounded sums of three terms or more',
    },
    (terms) => total(terms.sort((a, b) => Math.abs(a) - Math.abs(b))),
  ),
  core('V100', 'float16'),
  core('A100', 'bfloat16'),
  {
    ...summing(
      {
        name: 'float32-sums-cut-off',
        story: 'every sum in float32 is cut off, which is not said',
        trigger: 'many terms that are just less than the last unit of the sum',
        caughtBy: 'equation-1',
      },
      (row, column) =>
        row.reduce((sum, x, p) => cutOff(sum + x * (column[p] ?? 0), formats.float32), 0),
    ),
    numberFormat: 'float32',
  },
];
