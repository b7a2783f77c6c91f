/**
 * `npm run tensor-cores -- FOLDER` holds the models of tensor cores to results of real ones. A file is named
 * `GPU_format.tsv` (`A100_fp16.tsv`). A line is one instruction: factors a, factors b, the addend c and the
 * result d, separated by tabs, and factors by blanks; each number is the bits of a float32 in hexadecimal. Such results are published
 * by north-numerical-computing/MATLAB-tensor-core; `subjects/cuda-mma/measure.py` makes others, of `mma.sync`, which for float8
 * is another one (`H100.mma_E4M3.tsv`). None are kept here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  asTwoOfFloat16,
  float8Cores,
  fusedDot,
  type TensorCore,
  tensorCores,
  tf32Cores,
} from '../../bank/engine/tensor-core.ts';
import { formats, type NumberFormat, tf32 } from '../../src/number/formats.ts';

/** What multiplies there, and the format of the factors. */
interface Model {
  readonly core: TensorCore;
  readonly format: NumberFormat;
  /** Its addend was 0, whatever the line says. */
  readonly isUnadded?: true;
  /** The order in which factors are added, where that is another one. */
  readonly order?: (factors: Float64Array) => Float64Array;
}

const bits16 = { bf16: formats.bfloat16, fp16: formats.float16 } as const;
const bits8 = { E4M3: formats.float8_e4m3fn, E5M2: formats.float8_e5m2 } as const;
/** Processors whose cores are those of another one. */
const alike: Readonly<Record<string, string>> = { Ada: 'A100', H200: 'H100', B200: 'H100' };

function modelOf(gpu: string, name: string): Model | undefined {
  const known = <T extends object>(table: T, key: string): T[keyof T] | undefined =>
    // SAFETY: only a key that is there is looked up.
    key in table ? table[key as keyof T] : undefined;
  const [chip = '', instruction] = gpu.split('.');
  if (instruction === 'mma' && name in bits8) {
    return chip === 'H100'
      ? { core: tensorCores.H100, format: formats.float16, order: asTwoOfFloat16 }
      : undefined;
  }
  const kin = alike[chip] ?? chip;
  const [wide, narrow] = [known(bits16, name), known(bits8, name)];
  if (narrow !== undefined) {
    const core = known(float8Cores, gpu in float8Cores ? gpu : kin);
    return (
      core && { core, format: narrow, ...(kin === 'H100' && gpu !== 'B200' && { isUnadded: true }) }
    );
  }
  const core = wide === undefined ? known(tf32Cores, kin) : known(tensorCores, kin);
  if (core === undefined || (wide === undefined && name !== 'tf32')) return undefined;
  return { core, format: wide ?? tf32 };
}

function float32Of(hexadecimal: string): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, Number.parseInt(hexadecimal, 16));
  return view.getFloat32(0);
}

function numbersOf(text = ''): Float64Array {
  return Float64Array.from(text.trim().split(' ').map(float32Of));
}

/** Of the lines of a file, how many the model answers bit for bit. */
function agreeing(lines: readonly string[], { core, format, isUnadded, order }: Model): number {
  return lines.filter((line) => {
    const [a, b, c, d] = line.split('\t').map(numbersOf);
    const [added = 0, result] = [isUnadded ? 0 : c?.[0], d?.[0]];
    if (a === undefined || b === undefined) return false;
    const [left, right] = order === undefined ? [a, b] : [order(a), order(b)];
    return Object.is(fusedDot(left, right, { core, format, added }), result);
  }).length;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Expected a folder with files such as A100_fp16.tsv, got nothing: name one.');
  process.exitCode = 2;
} else {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.tsv'))) {
    const [gpu = '', name = ''] = file.replace('.tsv', '').split('_');
    const model = modelOf(gpu, name);
    const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n');
    const count = model === undefined ? undefined : agreeing(lines, model);
    const told = count === undefined ? 'no model' : `${count} of ${lines.length}`;
    console.log(`${file.padEnd(20)} ${told}`);
    if (count !== undefined && count < lines.length) process.exitCode = 1;
  }
}
