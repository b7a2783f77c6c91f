import { describe, expect, test } from 'vitest';
import { reference } from '../../src/contract/reference.ts';
import type { Answer, Subject } from '../../src/contract/subject.ts';
import { faults } from '../faults/index.ts';
import { unusual } from '../unusual/index.ts';
import { kernelChecks } from './kernel-checks.ts';
import { numpyRandn } from './torch-rand.ts';
import { problemOf } from './usual-problems.ts';

const oneProblem = problemOf({ m: 3, n: 2, k: 4 }, numpyRandn(1), 1);

/** The reference with every entry of its gradients changed. */
function changed(change: (value: number) => number): Subject {
  return {
    ...reference,
    backward: async (given) => {
      const gradients = await reference.backward(given);
      const entries = Object.entries(gradients).map(([name, { shape, data }]: [string, Answer]) => {
        return [name, { shape, data: Array.from(data, change) }];
      });
      return Object.fromEntries(entries);
    },
  };
}

describe.each(kernelChecks)('$name', (check) => {
  test('accepts the reference and a layer with one gradient, and rejects twice the gradients', async () => {
    expect(await check.check(reference, 1)).toBe('accepts');
    // To none of them could be said that another weight counts.
    const alone = unusual.filter(({ claims, effective }) => claims?.gradients && !effective);
    for (const subject of alone) expect(await check.check(subject, 1)).toBe('accepts');
    expect(
      await check.check(
        changed((value) => 2 * value),
        1,
      ),
    ).toBe('rejects');
    expect(await check.verdictOn(reference, oneProblem)).toBe('accepts');
  });

  test('rejects a gradient of NaN', async () => {
    expect(
      await check.check(
        changed(() => Number.NaN),
        1,
      ),
    ).toBe('rejects');
  });
});

/** By how much all entries may be too large: just inside a rule, and outside. */
const edges: Readonly<Record<string, readonly [inside: number, outside: number]>> = {
  KernelBench: [1e-4, 4e-4],
  'FlashInfer-Bench': [0.99e-2, 2e-2],
  BackendBench: [1e-2, 4e-2],
  'DeepGEMM test_bf16': [4.4e-3, 4.6e-3],
  'Triton assert_close': [1e-3, 2e-2],
  'XLA autotuner': [0.1, 0.5],
  'robust-kbench': [1e-5, 4e-5],
  'CUTLASS profiler': [0.1, 0.12],
  'cuDNN matmul fuzzer': [1e-2, 4e-2],
};

test.each(kernelChecks)('$name: a factor inside its rule, and one outside', async (check) => {
  const [inside, outside] = edges[check.name] ?? [Number.NaN, Number.NaN];
  const scaled = (by: number) => changed((value) => (1 + by) * value);
  expect(await check.verdictOn(scaled(inside), oneProblem)).toBe('accepts');
  expect(await check.verdictOn(scaled(outside), oneProblem)).toBe('rejects');
});

test('DeepGEMM rejects zeros that are right, and no other does', async () => {
  const zeros = { ...oneProblem, dY: oneProblem.dY.map(() => 0) };
  const rejecting: string[] = [];
  for (const check of kernelChecks) {
    if ((await check.verdictOn(reference, zeros)) === 'rejects') rejecting.push(check.name);
  }
  expect(rejecting).toEqual(['DeepGEMM test_bf16']);
});

test.each([
  ['split-k-by-token-count', []],
  [
    'split-k-3-bf16-partials',
    [
      ...['KernelBench', 'FlashInfer-Bench', 'BackendBench', 'Triton assert_close'],
      ...['robust-kbench', 'CUTLASS profiler'],
    ],
  ],
])('of %s, what is seen at the usual problems: %j', async (name, expected) => {
  const fault = faults.find((each) => each.name === name);
  if (fault === undefined) throw new Error(`no fault ${name}`);
  const seen: string[] = [];
  for (const check of kernelChecks) {
    if ((await check.check(fault, 1)) === 'rejects') seen.push(check.name);
  }
  expect(seen).toEqual(expected);
});

test('all but the loosest reject bfloat16 sums, which are right where nothing more is claimed', async () => {
  const right = unusual.find(({ name }) => name === 'bfloat16 throughout');
  const accepting: string[] = [];
  for (const check of kernelChecks) {
    if ((await check.check(right ?? reference, 1)) === 'accepts') accepting.push(check.name);
  }
  expect(accepting).toEqual(['XLA autotuner']);
});

test('cuDNN allows more where sums are longer than 128, and not before', async () => {
  const cudnn = kernelChecks.find(({ name }) => name === 'cuDNN matmul fuzzer');
  const off = changed((value) => 1.03 * value);
  const verdicts = [128, 128 * 16].map((k) => {
    return cudnn?.verdictOn(off, problemOf({ m: 1, n: 2, k }, numpyRandn(1), 1));
  });
  expect(await Promise.all(verdicts)).toEqual(['rejects', 'rejects']); // dW sums a single product
  const alone = { ...off, claims: { gradients: 'dX' } } as const;
  const ofX = [128, 128 * 16].map((k) => {
    return cudnn?.verdictOn(alone, problemOf({ m: 1, n: 2, k }, numpyRandn(1), 1));
  });
  expect(await Promise.all(ofX)).toEqual(['rejects', 'accepts']);
});
