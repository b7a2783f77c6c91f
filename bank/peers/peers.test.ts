import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reference } from '../../src/contract/reference.ts';
import type { Given, Operands, Subject } from '../../src/contract/subject.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import { generateProblem } from '../../src/problem/draw/generate-problem.ts';
import { dense } from '../../src/problem/layout.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { everyClaim, subjectOf } from '../engine/subject-of.ts';
import misprint from '../faults/misprint.ts';
import { planted } from '../faults/planted.ts';
import { checkGrads } from './check-grads.ts';
import { computeGradient } from './compute-gradient.ts';
import { gradcheck, gradcheckFast } from './gradcheck.ts';
import { handwritten } from './handwritten.ts';
import { peers } from './index.ts';
import type { Peer, PeerVerdict } from './peer.ts';
import { numpyRandn } from './torch-rand.ts';
import { normal, problemOf } from './usual-problems.ts';
import { wouldHaveCaught } from './would-have-caught.ts';

/** Small problems with normal entries, times `scale`. */
function normalProblems(scale = 1): fc.Arbitrary<Problem> {
  const extent = fc.integer({ min: 1, max: 5 });
  return fc
    .record({ m: extent, n: extent, k: extent, seed: fc.nat() })
    .map(({ seed, ...shape }) => {
      const draw = drawFrom(seed);
      return problemOf(shape, () => scale * normal(draw), seed);
    });
}

const oneProblem = problemOf({ m: 3, n: 2, k: 4 }, numpyRandn(1), 1);

/** The reference with its gradients changed. */
function changed(change: (value: number, entry: number) => number, name = 'changed'): Subject {
  return {
    ...reference,
    name,
    backward: async (given: Given) => {
      const { dX, dW } = await reference.backward(given);
      if (dX === undefined || dW === undefined) throw new Error('the reference gives both');
      const data = (answer: typeof dX) => Float64Array.from(answer.data, change);
      return { dX: { ...dX, data: data(dX) }, dW: { ...dW, data: data(dW) } };
    },
  };
}

function always(
  peer: Peer,
  subject: Subject,
  { says, on = normalProblems() }: { says: PeerVerdict; on?: fc.Arbitrary<Problem> },
): Promise<void> {
  const holds = async (problem: Problem) => {
    expect(await peer.verdictOn(subject, problem), peer.name).toBe(says);
  };
  return fc.assert(fc.asyncProperty(on, holds), { seed: 1, numRuns: 25 });
}

describe('a right subject', () => {
  test.each(peers)('is accepted by $name at its usual shapes', async (peer) => {
    for (const seed of [1, 2]) expect(await peer.check(reference, seed)).toBe('accepts');
  });

  test.each(peers)('is accepted by $name on any small normal problem', async (peer) => {
    await always(peer, reference, { says: 'accepts' });
  });

  test('of float32 is accused by gradcheck, as PyTorch warns', async () => {
    const [toSingle, to] = [(value: number) => round(value, formats.float32), 'float32'] as const;
    const single: Subject = {
      ...changed(toSingle),
      numberFormat: to,
      forward: async ({ X, W }) => {
        const Y = await reference.forward?.({ X, W });
        return { shape: Y?.shape ?? [], data: Float64Array.from(Y?.data ?? [], toSingle) };
      },
    };
    for (const peer of [gradcheck, gradcheckFast]) {
      expect(await peer.check(single, 1)).toBe('rejects');
    }
    for (const peer of [computeGradient, handwritten]) {
      expect(await peer.check(single, 1)).toBe('accepts');
    }
  });
});

/** What each peer's users see at seed 1, in the order of the catalogue: a for accepts, r for rejects. */
const atSeed1: Readonly<Record<string, string>> = {
  misprint: 'rrrrr',
  'planted-relu': 'aarar',
  'planted-abs': 'aarar',
  'planted-square': 'arrar',
  'planted-clip': 'aarar',
  'planted-sign': 'arrar',
  'planted-float16-upstream': 'aarar',
  'planted-bfloat16-upstream': 'arrar',
  'planted-float16-sums': 'rrrrr',
  'planted-float32-inside': 'rrrrr',
  'planted-scaled': 'aarrr',
  'planted-shifted': 'rrrar',
  'planted-sparse-shortcut': 'raara',
  'planted-dense-path': 'arrar',
  'planted-cube': 'aaara',
  'planted-inner-tail': 'rrrar',
  'planted-one-entry': 'rrrar',
  'planted-in-place': 'araaa',
  'planted-order-by-magnitude': 'aaaaa',
};

describe('the planted faults', () => {
  test.each([misprint, ...planted])('$name', { timeout: 20_000 }, async (fault) => {
    let letters = '';
    for (const peer of peers) letters += (await peer.check(fault, 1))[0];
    expect(letters).toBe(atSeed1[fault.name]);
  });
});

describe('blind spots hold on any small problem', () => {
  const named = (name: string) => {
    const fault = planted.find((one) => one.name === `planted-${name}`);
    if (fault === undefined) throw new Error(`no planted fault ${name}`);
    return fault;
  };

  test.each(['relu', 'abs', 'square', 'clip', 'sign', 'float16-upstream', 'scaled', 'in-place'])(
    'slow gradcheck only knows one-hot dY: %s',
    (name) => always(gradcheck, named(name), { says: 'accepts' }),
  );

  test.each(['relu', 'abs', 'clip', 'scaled'])(
    'fast gradcheck only knows one dY, between 0 and 1: %s',
    (name) => always(gradcheckFast, named(name), { says: 'accepts' }),
  );

  test('a gradient of zeros is small enough for differences at a scale of 10⁻⁷', async () => {
    const zeros = changed(() => 0);
    await always(gradcheck, zeros, { says: 'accepts', on: normalProblems(1e-7) });
    await always(checkGrads, zeros, { says: 'accepts', on: normalProblems(1e-7) });
    await always(gradcheck, zeros, { says: 'rejects' });
  });
});

describe('what entrywise rules do see', () => {
  const oneDoubled = changed((value, entry) => (entry === 0 ? 2 * value : value));

  test.each([gradcheck, computeGradient, handwritten])('$name: one entry doubled', (peer) =>
    always(peer, oneDoubled, { says: 'rejects' }),
  );

  test.each(peers)('$name: everything wrong', (peer) =>
    always(
      peer,
      changed((value) => value + 1),
      { says: 'rejects' },
    ),
  );

  const edges: readonly [Peer, number, number][] = [
    [gradcheck, 1e-3, 1.1e-3],
    [gradcheckFast, 1e-3, 1.2e-3],
    [checkGrads, 1e-5, 2.5e-5],
    [computeGradient, 1.2e-4, 2.5e-4],
    [handwritten, 1e-5, 1.1e-5],
  ];

  test.each(edges)(
    '$name: a factor just inside its tolerance, and one outside',
    async (...edge) => {
      const [peer, inside, outside] = edge;
      const scaled = (by: number) => changed((value) => (1 + by) * value);
      expect(await peer.verdictOn(scaled(0.999 * inside), oneProblem)).toBe('accepts');
      expect(await peer.verdictOn(scaled(outside), oneProblem)).toBe('rejects');
    },
  );

  test('gradcheck: a gradient that is another one the second time', async () => {
    let calls = 0;
    const restless = changed((value) => value + (value === 0 ? 0 : 1e-9 * (calls++ % 5)));
    expect(await gradcheck.verdictOn(restless, oneProblem)).toBe('rejects');
    expect(await gradcheckFast.verdictOn(restless, oneProblem)).toBe('rejects');
    expect(await checkGrads.verdictOn(restless, oneProblem)).toBe('accepts');
  });

  test('fast gradcheck: not what is within atol times the entries of u and v', async () => {
    const tiny = { ...oneProblem, X: oneProblem.X.map((x) => 1e-3 * x) };
    const shifted = changed((value) => (value === 0 ? 0 : value + 2e-5));
    expect(await gradcheckFast.verdictOn(shifted, tiny)).toBe('accepts');
    expect(await gradcheck.verdictOn(shifted, tiny)).toBe('rejects');
  });

  test('check_grads: a forward pass that is another one the second time, by too much', async () => {
    const restless = (first: number): Subject => {
      let calls = 0;
      const forward = async (operands: Operands) => {
        const Y = await reference.forward?.(operands);
        const by = calls++ === 0 ? first : 0;
        return { shape: Y?.shape ?? [], data: Array.from(Y?.data ?? [], (y) => y + by) };
      };
      return { ...reference, forward };
    };
    expect(await checkGrads.verdictOn(restless(1e-4), oneProblem)).toBe('accepts');
    expect(await checkGrads.verdictOn(restless(1e-2), oneProblem)).toBe('rejects');
  });

  test('gradcheck: a gradient that is not zero for dY = 0, however small', async () => {
    const biased = changed((value) => value + 1e-12);
    expect(await gradcheck.verdictOn(biased, oneProblem)).toBe('rejects');
    expect(await computeGradient.verdictOn(biased, oneProblem)).toBe('accepts');
  });
});

describe('every peer', () => {
  const noForward: Subject = {
    name: 'no forward',
    numberFormat: 'float64',
    backward: reference.backward,
  };
  const throws: Subject = {
    ...reference,
    backward: () => {
      throw new Error('out of order');
    },
  };
  const short = { ...reference, backward: () => ({ dX: { shape: [1], data: [0] } }) };

  test.each(peers)('$name: a throw, a malformed answer and NaN fail its test', async (peer) => {
    for (const subject of [throws, short, changed(() => Number.NaN)]) {
      expect(await peer.check(subject, 1), subject.name).toBe('rejects');
    }
  });

  test('cannot be asked where it needs a forward pass and there is none', async () => {
    for (const peer of peers) {
      const verdict = peer === handwritten ? 'accepts' : 'cannot be asked';
      expect(await peer.verdictOn(noForward, oneProblem), peer.name).toBe(verdict);
      expect(await peer.check(noForward, 1), peer.name).toBe(verdict);
    }
  });

  test('cannot be asked entry by entry about a large problem', async () => {
    const large = problemOf({ m: 20, n: 20, k: 20 }, numpyRandn(1), 1);
    const verdicts = await Promise.all(peers.map((peer) => peer.verdictOn(reference, large)));
    expect(verdicts).toEqual(['cannot be asked', 'accepts', 'accepts', 'accepts', 'accepts']);
  });

  test.each(peers)('$name leaves the problem and its layouts as they are', async (peer) => {
    const X = { ...dense, columnMajor: true, gap: 2, rowStep: -1 };
    const problem = { ...oneProblem, layouts: { X, W: { ...dense, offset: 3 }, dY: X } };
    const before = structuredClone([...oneProblem.X.toArray(), ...oneProblem.W.toArray()]);
    expect(await peer.verdictOn(subjectOf('engine'), problem)).toBe('accepts');
    expect([...problem.X.toArray(), ...problem.W.toArray()]).toEqual(before);
  });

  test('cannot be asked about a row that is seen as many', async () => {
    const X = { ...dense, rowStep: 0 };
    const equalRows = { ...oneProblem, X: oneProblem.X.map((_, __, j) => oneProblem.X.at(0, j)) };
    const problem = { ...equalRows, layouts: { X } };
    expect(await gradcheck.verdictOn(subjectOf('engine'), problem)).toBe('cannot be asked');
    expect(await gradcheck.verdictOn(reference, problem)).toBe('accepts');
  });

  test('takes batches, except that nobody writes a test by hand for them', async () => {
    const options = { format: formats.float64, extent: 3, volume: 27, batch: 'broadcast' } as const;
    const problem = generateProblem(drawFrom(2), { ...options, kinds: ['tiny'] });
    expect(problem.batch).toBeDefined();
    for (const peer of peers) {
      const verdict = peer === handwritten ? 'cannot be asked' : 'accepts';
      expect(await peer.verdictOn(subjectOf('engine'), problem), peer.name).toBe(verdict);
    }
    expect(everyClaim.batching).toBe('broadcast');
  });
});

test('would others have caught it? Only where they accept a right subject', async () => {
  const outcomes = async (subject: Subject, problem: Problem) =>
    (await wouldHaveCaught(subject, problem)).map(({ outcome }) => outcome);
  const [relu] = planted;
  if (relu === undefined) throw new Error('no planted faults');
  expect(await outcomes(relu, oneProblem)).toEqual([
    'missed',
    'missed',
    'caught',
    'missed',
    'caught',
  ]);
  const huge = { ...oneProblem, X: oneProblem.X.map((x) => 1e9 * x) };
  expect(await outcomes(relu, huge)).toContain('rejects a right one too');
});
