import { describe, expect, test } from 'vitest';
import { tensorCoreModels } from '../bank/unusual/tensor-cores.ts';
import { at } from '../src/at.ts';
import { Border } from '../src/call/border.ts';
import { Balls } from '../src/certified/balls.ts';
import type { Claims, Subject } from '../src/contract/subject.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { rightGradients } from '../src/oracle/right-gradients.ts';
import { dense } from '../src/problem/layout.ts';
import type { Problem } from '../src/problem/problem.ts';
import { type Heard, heard, problemOf } from './heard.test-setup.ts';
import { powerOfTwoScaling } from './power-of-two-scaling.ts';

const float32 = { numberFormat: 'float32', claims: { reproducible: true } } as const;

/** Claims of a float32 subject with reproducible sums. */
function claiming(claims: Claims): Partial<Subject> {
  return { ...float32, claims: { ...float32.claims, ...claims } };
}

/** Which of dX and dW are compared bit by bit. */
function bitsOf({ comparisons }: Heard): string[] {
  return comparisons.flatMap((each) =>
    each.kind === 'agreement' && each.bits ? [each.where.slice(0, 2)] : [],
  );
}

async function bits(problem: Problem, subject: Partial<Subject> = float32): Promise<string[]> {
  return bitsOf(await heard(powerOfTwoScaling, problem, { subject }));
}

const ones = problemOf([3, 2, 2], {});
const large = problemOf([2, 2, 2], { X: () => 2 ** 30, W: () => 2 ** 30, dY: () => 2 ** 30 });
const strided = { ...ones, layouts: { X: { ...dense, columnMajor: true } } };
const float4 = { X: 'float4_e2m1fn', W: 'float4_e2m1fn', dY: 'float4_e2m1fn' } as const;
const coded = { codes: 'float8_e4m3fn', scales: 'float32', block: [1, 2] } as const;

/** Ones, and in one place of X another number. */
function withX(value: number): Problem {
  return problemOf([3, 2, 2], { X: (i, j) => (i === 1 && j === 0 ? value : 1) });
}

describe('bits are compared', () => {
  test.each<[string, Problem, Partial<Subject>]>([
    ['of sums that are reproducible', ones, float32],
    ['of layouts, where these change nothing', strided, claiming({ deterministic: 'any layout' })],
    ['of what is multiplied in bfloat16', ones, claiming({ multiplies: 'bfloat16' })],
    ['of zeros that are multiplied in bfloat16', withX(0), claiming({ multiplies: 'bfloat16' })],
    ['of 2⁻⁹⁵, whose last bit bfloat16 has', withX(2 ** -95), claiming({ multiplies: 'bfloat16' })],
    ['of fused sums', ones, claiming({ fusedSums: 4 })],
    ['of zeros in fused sums', withX(0), claiming({ fusedSums: 4 })],
    [
      'of the smallest normal numbers in fused sums',
      ones,
      { ...claiming({ fusedSums: 4 }), formats: float4 },
    ],
    ['of zeros where subnormal numbers are', withX(0), claiming({ subnormals: 'flushed' })],
  ])('%s', async (_, problem, subject) => {
    expect(await bits(problem, subject)).toEqual(['dX', 'dW']);
  });
});

describe('bits are not compared', () => {
  test.each<[string, Problem, Partial<Subject>]>([
    ['of sums in any order', ones, claiming({ reproducible: false })],
    ['of layouts, where these may change the order', strided, claiming({ deterministic: true })],
    ['of coded operands', ones, { ...float32, formats: { X: coded } }],
    ['of what is multiplied in float16', ones, claiming({ multiplies: 'float16' })],
    ['of large numbers, too', large, claiming({ multiplies: 'float16' })],
    [
      'of 2⁻⁹⁶, whose last bit bfloat16 loses',
      withX(2 ** -96),
      claiming({ multiplies: 'bfloat16' }),
    ],
    ['of a subnormal number in fused sums', withX(2 ** -140), claiming({ fusedSums: 4 })],
    ['of one that may be flushed', withX(2 ** -140), claiming({ subnormals: 'flushed' })],
  ])('%s', async (_, problem, subject) => {
    expect(await bits(problem, subject)).toEqual([]);
  });

  test.each([
    ['at the edge, where they are', 2 ** -48, ['dX']],
    ['beyond it, where they are not', 2 ** -49, []],
  ])('of products whose bits are not all numbers: %s', async (_, smaller, expected) => {
    const entries = { dY: () => 2 ** -47, W: (i: number) => (i === 0 ? smaller : 1), X: () => 0 };
    const found = await bits(problemOf([2, 2, 1], entries));
    expect(found.filter((each) => each === 'dX')).toEqual(expected);
  });

  test('of products whose bits are not all numbers, in the format of the most bits', async () => {
    const entries = { dY: () => 2 ** -60, W: () => 2 ** -60 };
    const formats = { dY: 'bfloat16', W: 'bfloat16' } as const;
    expect(await bits(problemOf([2, 2, 1], entries), { ...float32, formats })).toEqual(['dW']);
  });

  test.each([
    [1, 'dX', ['dW']],
    [2, 'dX', ['dW']],
    [1, 'dW', ['dX']],
    [2, 'dW', ['dX']],
    [3, 'dX', ['dX', 'dW']],
  ] as const)('of what may overflow: in call %d of two, %s', async (call, result, expected) => {
    const backward = (problem: Problem, now: number) => {
      const right = rightGradients(problem);
      const some = right[result].map((ball, i) => (i === 0 ? { ...ball, rad: Infinity } : ball));
      return now === call ? { ...right, [result]: some } : right;
    };
    const subject = float32;
    const found = await heard(powerOfTwoScaling, ones, { subject, backward });
    expect(bitsOf(found)).toEqual(expected);
  });
});

/** By which powers of two rows of dY were scaled, over many problems. */
async function powersOf(subject: Partial<Subject>): Promise<Set<number>[]> {
  const found: Set<number>[] = [];
  for (let salt = 1; salt <= 60; salt += 1) {
    const { asked } = await heard(powerOfTwoScaling, problemOf([5, 1, 1], {}, salt), { subject });
    const { dY } = at(asked, 1);
    found.push(new Set(Array.from({ length: dY.rows }, (_, i) => Math.log2(dY.at(i, 0)))));
  }
  return found;
}

describe('operands are scaled', () => {
  test.each([
    ['float64', 8],
    ['bfloat16', 8],
    ['float16', 2],
    ['float8_e4m3fn', 2],
    ['float4_e2m1fn', 0],
  ] as const)('of %s by up to 2^%d and down as far', async (format, most) => {
    const powers = await powersOf({ formats: { X: format, W: format, dY: format } });
    const all = powers.flatMap((each) => [...each]);
    expect([Math.min(...all), Math.max(...all)]).toEqual([0 - most, most]);
  });

  test('row by row, but all by the same in Strassen’s sums', async () => {
    expect((await powersOf({})).some(({ size }) => size > 1)).toBe(true);
    const strassen = await powersOf({ claims: { algorithm: 'strassen' } });
    expect(strassen.every(({ size }) => size === 1)).toBe(true);
  });

  test('and what comes of them is compared beside the same radii', async () => {
    const backward = (problem: Problem) => {
      const { dX, dW } = rightGradients(problem);
      return { dX: new Balls(dX.mid, dX.mid.map(Math.abs)), dW };
    };
    const { comparisons } = await heard(powerOfTwoScaling, ones, { backward });
    const [dX] = comparisons;
    expect(dX?.kind === 'agreement' && dX.expected).toEqual(dX?.kind === 'agreement' && dX.actual);
  });
});

const inParts = tensorCoreModels.filter(({ name }) => / parts of /.test(name));

test.each(inParts)(
  '$name: a part that is scaled below the normal range loses bits',
  async (subject) => {
    const plan = { runs: 400, extent: 6, volume: 80, seed: 200_001 };
    const { failures } = await judge(powerOfTwoScaling, new Border(subject), plan);
    expect(failures).toEqual([]);
  },
);

const fused = tensorCoreModels.filter(({ claims }) => claims?.fusedSums !== undefined);

test.each(fused)(
  '$name: an operand that is scaled below the normal range is aligned otherwise',
  async (subject) => {
    const plan = { runs: 40, extent: 6, volume: 80, seed: 7, unshrunk: true } as const;
    const { failures } = await judge(powerOfTwoScaling, new Border(subject), plan);
    expect(failures).toEqual([]);
  },
);
