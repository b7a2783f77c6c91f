import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { scales } from '../../bank/faults/scales.ts';
import { historyIndependence } from '../../properties/history-independence.ts';
import { propertyNamed } from '../../properties/index.ts';
import { planOf } from '../gate/run/plan-of.ts';
import { verdictOn } from '../gate/run/verdict-on.test-setup.ts';
import { codingOf } from '../number/coding.ts';
import { isOf } from '../number/round.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import { introductionFrom } from './introduce.ts';
import { posed, rectangular } from './session.ts';
import { threadSubject } from './thread/thread-subject.ts';
import { Wire } from './wire.ts';
import { overwrite } from './written-since.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const W = { codes: 'float8_e4m3fn', scales: 'float32', block: [1, 2] } as const;
const formats = { numberFormat: 'bfloat16', formats: { W } } as const;
const introduction = introductionFrom({ protocolVersion: 1, name: 'any', ...formats });

/** 28 bits: no float32. */
const third = Math.fround(1 / 3) * 15;
const operand = {
  shape: [1, 3],
  data: Float64Array.of(third, 0, 1),
  scaled: { codes: Float64Array.of(15, 0, 1), scales: Float64Array.of(Math.fround(1 / 3), 1) },
};

describe('codes and scales cross the wire bit for bit', () => {
  test.each(['decimal', 'base64', 'file'] as const)('as %s', (encoding) => {
    const here = new Wire({ ...formats, encodings: [encoding] }, folder);
    const there = new Wire({ ...formats, encodings: [encoding] }, folder, 'answered');
    const sent: object = JSON.parse(JSON.stringify(here.tensor(operand, encoding)));
    expect(there.operand('W', sent)).toEqual(operand);
  });

  test.each(['decimal', 'base64', 'file'] as const)('with a global scale, as %s', (encoding) => {
    const said = { ...W, scales: 'float8_e4m3fn', globalScale: 'float32' } as const;
    const twice = { numberFormat: 'bfloat16', formats: { W: said } } as const;
    const here = new Wire({ ...twice, encodings: [encoding] }, folder);
    const there = new Wire({ ...twice, encodings: [encoding] }, folder, 'answered');
    const globalScale = Float64Array.of(Math.fround(1 / 3));
    const scaled = {
      codes: Float64Array.of(15, 0, 1),
      scales: Float64Array.of(1.875, 1),
      globalScale,
    };
    const sent: object = JSON.parse(JSON.stringify(here.tensor({ ...operand, scaled }, encoding)));
    expect(there.operand('W', sent)).toEqual({ ...operand, scaled });
  });

  test('as arrays, and an operand without them stays as it is', () => {
    const wire = new Wire({ ...formats, encodings: 'arrays' }, '');
    expect(wire.operand('W', wire.tensor(operand))).toEqual(operand);
    const { scaled: _, ...plain } = operand;
    expect(wire.operand('W', wire.tensor(plain))).toEqual(plain);
  });

  test('what is no list of codes is refused', () => {
    const wire = new Wire({ ...formats, encodings: [] }, '', 'answered');
    const { scaled, ...plain } = { ...operand, data: [...operand.data] };
    const read = (wrong: unknown) => () => wire.operand('W', { ...plain, scaled: wrong });
    expect(read([])).toThrow('W.scaled');
    expect(read({ codes: [1, 2], scales: [1] })).toThrow('W.scaled.codes: expected 3 to 3 numbers');
    expect(read({ codes: [...scaled.codes], scales: [] })).toThrow('W.scaled.scales');
    expect(read({ codes: [...scaled.codes], scales: ['one'] })).toThrow('W.scaled.scales[0]');
    const whole = { codes: [...scaled.codes], scales: [1], globalScale: [1, 1] };
    expect(read(whole)).toThrow('W.scaled.globalScale: expected 1 to 1 numbers');
  });
});

test('what the caller has written since goes over codes and scales, too', () => {
  const wire = new Wire({ ...formats, encodings: 'arrays' }, '');
  const X = { shape: [1, 1], data: Float64Array.of(1) };
  const before = { X, W: operand, dY: X };
  const kept = structuredClone(before);
  const now = structuredClone(before);
  now.W.scaled.codes.fill(2);
  now.W.scaled.scales.fill(4);
  const overwritten = { X: wire.tensor(X), W: wire.tensor(now.W), dY: wire.tensor(X) };
  overwrite(kept, { overwritten }, wire);
  expect(kept.W.scaled).toEqual(now.W.scaled);
});

test('the plumbing is tested with codes and scales of every format', () => {
  const given = posed(rectangular, introduction);
  expect(given.X).toBe(rectangular.X);
  expect(given.W.scaled?.scales.length).toBe(4);
  const { codes } = codingOf(W);
  for (const code of given.W.scaled?.codes ?? []) expect(isOf(code, codes)).toBe(true);
  expect(tensorFormats(introduction).W.name).toBe('float8_e4m3fn with float32 scales of 1×2');
});

test('a layer of codes and scales in a thread has the verdict that it has in this process', async () => {
  const [fault] = scales.filter(({ name }) => name === 'one-scale-for-two-blocks-of-16');
  if (fault === undefined) throw new RangeError('there is no such fault');
  const path = resolve('src/process/fixtures/banked-module.ts');
  const environment = { ...process.env, BANKED: fault.name };
  const there = await threadSubject({ path, environment, mark: 'banked-scales' });
  const plan = planOf({ profile: 'smoke', runs: 12, seed: 2 });
  for (const property of [propertyNamed('equation-1'), historyIndependence]) {
    const [mine, other] = [
      await verdictOn(property, fault, plan),
      await verdictOn(property, there, plan),
    ];
    expect([property.id, other.outcome]).toEqual([property.id, mine.outcome]);
    expect(other.counterexample?.shape).toEqual(mine.counterexample?.shape);
  }
  await there.dispose();
});
