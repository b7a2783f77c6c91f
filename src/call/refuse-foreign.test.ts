import { expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { entryKinds } from '../problem/draw/draw-entries.ts';
import { generateProblem } from '../problem/draw/generate-problem.ts';
import { Border } from './border.ts';
import { refuseForeign } from './refuse-foreign.ts';

const mixed = { numberFormat: 'bfloat16', formats: { W: 'float8_e4m3fn' } } as const;

test('what is drawn of each format is asked, also of who takes subnormal numbers for 0', () => {
  for (const claims of [{}, { subnormals: 'flushed' }] as const) {
    const border = new Border({ name: 'any', ...mixed, claims, backward: () => ({}) });
    const { format, formats, sums } = border;
    const options = { format, formats, sums, extent: 9, volume: 80 };
    for (const kind of entryKinds.filter((each) => each !== 'subnormal')) {
      for (let seed = 1; seed <= 40; seed += 1) {
        const problem = generateProblem(drawFrom(seed), { ...options, kinds: [kind] });
        expect(() => refuseForeign(formats, problem), `${kind}, seed ${seed}`).not.toThrow();
      }
    }
  }
});

test('a number of another format is not asked', async () => {
  const border = new Border({ name: 'any', ...mixed, backward: () => ({}) });
  const { format, formats } = border;
  const problem = generateProblem(drawFrom(1), { format, extent: 4, volume: 40, kinds: ['tiny'] });
  refuseForeign(formats, problem);
  const foreign = { ...problem, W: problem.W.map(() => 1.0625) };
  expect(() => refuseForeign(formats, foreign)).toThrow('no number of its format');
  await expect(border.backward(foreign)).rejects.toThrow('no number of its format');
  expect(border.calls).toBe(0);
  expect(() => refuseForeign(tensorFormats({ numberFormat: 'bfloat16' }), foreign)).not.toThrow();
});

test('nor is one below the range of what all three operands have', () => {
  const narrow = { X: 'float16', W: 'float16', dY: 'float16' } as const;
  const subject = {
    name: 'any',
    numberFormat: 'float32',
    formats: narrow,
    backward: () => ({}),
  } as const;
  const { format, formats } = new Border(subject);
  const problem = generateProblem(drawFrom(1), { format, extent: 4, volume: 40, kinds: ['tiny'] });
  refuseForeign(formats, problem);
  const halves = { ...problem, X: problem.X.map(() => 732.5 * 2 ** -24) };
  expect(() => refuseForeign(formats, halves)).toThrow('no number of its format');
});

const [one, foreign] = [1, 1 + 2 ** -9]; // the second is no number of bfloat16
const like = { X: [[one, one]], W: [[one], [one]], dY: [[one]] } as const;
const operands = {
  X: Matrix.from<'m', 'n'>(like.X),
  W: Matrix.from<'n', 'k'>(like.W),
  dY: Matrix.from<'m', 'k'>(like.dY),
};

test.each(['X', 'W', 'dY'] as const)('one entry of %s that is foreign is enough', (name) => {
  const formats = tensorFormats({ numberFormat: 'float32', formats: { [name]: 'bfloat16' } });
  refuseForeign(formats, operands);
  const last = operands[name].rows * operands[name].cols - 1;
  const strange = operands[name].toArray().fill(foreign, last);
  const { rows, cols } = operands[name];
  const asked = { ...operands, [name]: Matrix.over(rows, cols, strange) };
  expect(() => refuseForeign(formats, asked)).toThrow('no number of its format');
  const { dY: _, ...forward } = asked;
  if (name === 'dY') expect(() => refuseForeign(formats, forward)).not.toThrow();
  else expect(() => refuseForeign(formats, forward)).toThrow('no number of its format');
});

test('of one format with a long range only subnormal numbers are refused, where they are taken for 0', () => {
  const asked = { ...operands, W: operands.W.map(() => foreign) };
  const subnormal = { ...operands, dY: operands.dY.map(() => 2 ** -127) };
  for (const numberFormat of ['bfloat16', 'float32', 'float64'] as const) {
    const plain = tensorFormats({ numberFormat });
    for (const each of [asked, subnormal]) {
      expect(() => refuseForeign(plain, each)).not.toThrow();
    }
  }
  const flushed = tensorFormats({ numberFormat: 'float32' }, { subnormals: 'flushed' });
  expect(() => refuseForeign(flushed, asked)).not.toThrow();
  expect(() => refuseForeign(flushed, subnormal)).toThrow('an entry is subnormal');
});
