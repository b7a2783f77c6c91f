import { expect, test } from 'vitest';
import type { Given, Operand, Subject } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { entriesOf } from '../matrix/strided.ts';
import { turned } from '../matrix/turned.ts';
import { formats as catalogue } from '../number/formats.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import { accumulatedKinds } from '../problem/draw/accumulated-entries.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { entryKinds } from '../problem/draw/draw-entries.ts';
import { generateProblem } from '../problem/draw/generate-problem.ts';
import { Border } from './border.ts';
import { pose, poseForward } from './pose.ts';
import { placed, Storage } from './storage.ts';

const mx = { codes: 'float8_e4m3fn', scales: 'float8_e8m0fnu', block: [1, 3] } as const;
const nvfp4 = { codes: 'float4_e2m1fn', scales: 'float8_e4m3fn', block: [2, 1] } as const;
const perTensor = { codes: 'float8_e5m2', scales: 'float32', block: ['all', 'all'] } as const;

const { format, formats, sums } = new Border({
  name: 'any',
  numberFormat: 'bfloat16',
  formats: { X: mx, W: nvfp4, dY: perTensor },
  backward: () => ({}),
});

/** Codes times scales, of a matrix. */
function multiplied(
  { shape: [rows = 1, cols = 1], scaled }: Operand,
  [r, c]: readonly [number, number],
) {
  const across = Math.ceil(cols / Math.min(c, cols));
  return scaled?.codes.map((code, place) => {
    const [i, j] = [Math.floor(place / cols), place % cols];
    return (
      code *
      (scaled.scales[
        Math.floor(i / Math.min(r, rows)) * across + Math.floor(j / Math.min(c, cols))
      ] ?? Number.NaN)
    );
  });
}

test('every problem that is drawn has codes and scales, which often differ, and they give its entries', () => {
  const options = { format, formats, sums, accumulator: catalogue.float32, extent: 9, volume: 90 };
  let differing = 0;
  for (const kind of [...entryKinds, ...accumulatedKinds, 'tied'] as const) {
    for (let seed = 1; seed <= 30; seed += 1) {
      const problem = generateProblem(drawFrom(seed), { ...options, kinds: [kind] });
      const { given } = pose(problem, {}, { formats });
      for (const name of ['X', 'W', 'dY'] as const) {
        const { coding } = formats[name];
        expect(multiplied(given[name], coding?.block ?? [1, 1])).toEqual(given[name].data);
      }
      if (new Set(given.X.scaled?.scales).size > 1) differing += 1;
    }
  }
  expect(differing).toBeGreaterThan(150);
});

const plain = {
  X: Matrix.from<'m', 'n'>([
    [1, 2, 3, 4],
    [512, 8, 16, 0],
  ]),
  W: Matrix.from<'n', 'k'>([[1], [2], [6], [24]]),
  dY: Matrix.from<'m', 'k'>([[5], [10]]),
  salt: 0,
};

test('what is stored transposed has transposed codes and scales; vectors and views have theirs, too', () => {
  const { X, W } = pose(plain, {}, { formats }).given;
  const across = pose(plain, { transX: true, transW: true }, { formats }).given;
  expect(across.X.scaled?.codes).toEqual(turned(X.scaled?.codes ?? X.data, [2, 4]));
  expect(across.X.scaled?.scales).toEqual(turned(X.scaled?.scales ?? X.data, [2, 2]));
  expect(across.W.scaled).toEqual(W.scaled);
  const vector = pose(plain, { vectorW: true }, { formats }).given;
  expect(vector.W.shape).toEqual([4]);
  expect([vector.W.scaled, vector.dY.shape]).toEqual([W.scaled, [2]]);
  const layouts = {
    X: { columnMajor: true, gap: 2, offset: 1, rowStep: 1, columnStep: 1, memberStep: 1 },
  };
  const view = pose({ ...plain, layouts }, {}, { formats, layouts: 'all' }).given;
  expect(entriesOf(view.X)).toEqual(X.data);
  expect(view.X.scaled).toEqual(X.scaled);
  const { given, laidOut } = pose(plain, { shared: 'X·Xᵀ' }, { formats });
  expect(given.W).toBe(given.X);
  expect(laidOut.W).toBe(laidOut.X);
  const forward = poseForward(plain, { formats }).given;
  expect([forward.X.scaled, forward.W.scaled]).toEqual([X.scaled, W.scaled]);
});

test('a global scale stays as it is where codes are transposed, and is written anew with the codes', () => {
  const all = { ...nvfp4, block: [1, 1], globalScale: 'float32' } as const;
  const own = tensorFormats({
    numberFormat: 'bfloat16',
    formats: { X: all, W: nvfp4, dY: perTensor },
  });
  const { X } = pose(plain, {}, { formats: own }).given;
  const [whole = 0] = X.scaled?.globalScale ?? [];
  const products = multiplied(X, all.block)?.map((entry) => entry * whole);
  expect([whole < 1, products]).toEqual([true, X.data]);
  const across = pose(plain, { transX: true }, { formats: own }).given;
  expect(across.X.scaled?.globalScale).toEqual(X.scaled?.globalScale);
  const storage = new Storage();
  const first = placed(pose(plain, {}, { formats: own }), storage.keep).given;
  const other = pose({ ...plain, X: plain.X.map((entry) => 4 * entry) }, {}, { formats: own });
  const again = placed(other, storage.reuse).given;
  expect([again.X === first.X, again.X.scaled?.globalScale?.[0]]).toEqual([true, 4 * whole]);
});

test('an operand without codes is not asked, nor one with subnormal codes where these are taken for 0', () => {
  const foreign = { ...plain, W: plain.W.map((entry) => entry + 1 / 3) };
  expect(() => pose(foreign, {}, { formats })).toThrow('an entry is no code times a scale');
  expect(() => poseForward(foreign, { formats })).toThrow('an entry is no code times a scale');
  const flushed = tensorFormats(
    { numberFormat: 'bfloat16', formats: { X: mx } },
    { subnormals: 'flushed' },
  );
  const wide = {
    ...plain,
    X: Matrix.from<'m', 'n'>([[1, 2 ** 16, 0, 0]]),
    dY: plain.dY.rowRange(0, 1),
  };
  expect(() => pose(wide, {}, { formats: flushed })).toThrow('an entry is subnormal');
  expect(() => pose(wide, {}, { formats })).not.toThrow();
});

test('codes that are written into are found out, and those given again are the ones of the new numbers', async () => {
  const writing: Subject = {
    name: 'writes into scales',
    numberFormat: 'bfloat16',
    formats: { W: nvfp4 },
    backward: ({ X, W }: Given) => {
      W.scaled?.scales.fill(3);
      return { dX: X, dW: W };
    },
  };
  await expect(new Border(writing).backward(plain)).rejects.toThrow(
    'the scales of W after the call',
  );
  const storage = new Storage();
  const first = placed(pose(plain, {}, { formats }), storage.keep).given;
  const other = { ...plain, X: plain.X.map((entry) => 3 * entry) };
  const { given } = placed(pose(other, {}, { formats }), storage.reuse);
  expect(given.X).toBe(first.X);
  expect(given.X.scaled).toEqual(pose(other, {}, { formats }).given.X.scaled);
});

test('a recorded pass that is spoilt has its codes spoilt, too', async () => {
  let kept: Operand | undefined;
  const recording: Subject = {
    name: 'records',
    numberFormat: 'float32',
    formats: { W: nvfp4 },
    backward: ({ X, W }) => ({ dX: X, dW: W }),
    record: ({ X, W }) => {
      kept = W;
      return { Y: { shape: [2, 1], data: [0, 0] }, backward: () => ({ dX: X, dW: W }) };
    },
  };
  const tape = await new Border(recording).record(plain);
  tape.spoil();
  expect(kept?.scaled).toEqual({
    codes: new Float64Array(4).fill(0.5),
    scales: new Float64Array(2).fill(0.5),
  });
});
