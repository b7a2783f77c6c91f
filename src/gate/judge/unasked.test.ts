import { expect, test } from 'vitest';
import { fitting } from '../../../bank/engine/fitting.ts';
import { subjectOf } from '../../../bank/engine/subject-of.ts';
import { claims as catalogue } from '../../../claims/index.ts';
import { properties, propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { SubjectCrash, Unasked } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import type { Given, Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import { scaleFormatNames } from '../../number/coding.ts';
import { codeFormatNames, tensorFormatNames } from '../../number/formats.ts';
import { operandNames } from '../../number/tensor-formats.ts';
import { chance, drawFrom, pick } from '../../problem/draw/draw.ts';
import { weaknessOf } from '../../verdict/weakness-of.ts';
import { planOf } from '../run/plan-of.ts';
import { verdictOn } from '../run/verdict-on.test-setup.ts';
import { judge } from './judge.ts';

/** Crashes from three rows on, and after its third crash is asked no more until the next property. */
function fragile(): Subject {
  let crashes = 0;
  return {
    ...reference,
    backward: (given: Given) => {
      if (crashes >= 3) throw new Unasked('not asked');
      if ((given.X.shape[0] ?? 0) < 3) return reference.backward(given);
      crashes += 1;
      throw new SubjectCrash('backward: it is gone');
    },
    begin: () => {
      crashes = 0;
    },
  };
}

const plan = planOf({ profile: 'smoke' });

test('a known failure of which no problem can be asked does not hold again', async () => {
  const known = { ...coded, knownFailures: { purity: 'it is known' } };
  const verdict = await verdictOn(propertyNamed('purity'), known, plan);
  expect([verdict.outcome, verdict.runs]).toEqual(['holds weakly', 0]);
});

test('a problem that is not asked any more is not the smallest that crashes', async () => {
  const subject = fragile();
  for (const property of properties.filter(({ id }) => /^equation|^history/.test(id))) {
    const verdict = await verdictOn(property, subject, plan);
    expect(verdict.outcome).toBe('crashed');
    expect(verdict.reason).toBe('backward: it is gone');
    const { shape, shrinks } = verdict.counterexample ?? {};
    expect(shape?.m).toBeGreaterThanOrEqual(3);
    expect(shrinks).toBe(2);
  }
});

test('a problem that is left out is evidence of nothing', async () => {
  const small: Subject = {
    ...reference,
    backward: (given: Given) => {
      const { X, W } = given;
      if (Math.max(...X.shape, ...W.shape) > 8) throw new Unasked('not asked');
      return reference.backward(given);
    },
  };
  const property = propertyNamed('equation-1');
  const { failures, runs, evidence } = await judge(property, new Border(small), plan);
  expect(failures).toEqual([]);
  expect(evidence.problems).toBe(runs);
  expect(evidence.sizes.axis).toBe(8);
  expect(weaknessOf(property, {}, evidence)).toContain('no extent was above 8');
});

/** A right layer of codes and scales with a loss fused into it: few targets are numbers of all formats. */
const coded: Subject = {
  ...fitting({ ...reference, name: 'codes, and a loss' }),
  numberFormat: 'float16',
  formats: {
    X: { codes: 'float8_e4m3fnuz', scales: 'float8_e4m3fn', block: [2, 2] },
    W: { codes: 'float8_e5m2', scales: 'float32', block: ['all', 16] },
    dY: { codes: 'float8_e5m2fnuz', scales: 'float8_e4m3fn', block: ['all', 1] },
    dX: 'float64',
    dW: 'float64',
  },
  claims: { loss: 'half squared error', reproducible: true, accumulates: 'float32' },
};

test.each(['purity', 'fixed-order'])(
  'where no problem of %s can be asked, that is told, and is no bug',
  async (id) => {
    const verdict = await verdictOn(propertyNamed(id), coded, plan);
    expect(verdict.outcome).toBe('holds weakly');
    expect(verdict.reason).toMatch(
      /^holds on weak evidence: (no problem could be asked|problems were left out) \(/,
    );
  },
);

test('beside a loss of float32, every product is asked about, at every listed shape', async () => {
  const shapes = new Set<string>();
  const layer: Subject = { ...fitting(subjectOf('fitting')), numberFormat: 'float32' };
  const border = new Border({
    ...layer,
    backward: (given: Given) => {
      shapes.add(`${given.X.shape}, ${given.W.shape}`);
      return layer.backward(given);
    },
  });
  const { failures } = await judge(propertyNamed('product-terms'), border, plan);
  expect(failures).toEqual([]);
  expect(shapes.size).toBe(27);
});

/** The same layer, of formats and claims that nobody may ever have put together. */
function drawnLayer(seed: number): Subject {
  const draw = drawFrom(seed);
  const operands = operandNames.map((name) => {
    const codes = pick(draw, codeFormatNames);
    const block = [
      pick(draw, [1, 2, 'all'] as const),
      pick(draw, [1, 16, 'all'] as const),
    ] as const;
    return [name, { codes, scales: pick(draw, scaleFormatNames), block }] as const;
  });
  const Y = pick(draw, tensorFormatNames);
  const some = <T>(of: readonly T[]): T | undefined =>
    chance(draw, 50) ? pick(draw, of) : undefined;
  const claimed = {
    accumulates: some(catalogue.accumulates.values),
    multiplies: some(catalogue.multiplies.values),
    stores: some(catalogue.stores.values),
    subnormals: some(catalogue.subnormals.values),
  };
  return {
    ...coded,
    formats: { ...Object.fromEntries(operands), Y, dX: 'float64', dW: 'float64' },
    claims: { loss: 'half squared error', reproducible: true, ...defined(claimed) },
  };
}

test('whatever is claimed together, a right layer is not accused, and nothing is a bug', async () => {
  for (let seed = 1; seed <= 2; seed += 1) {
    const subject = drawnLayer(seed);
    for (const id of ['equation-1', 'purity', 'fixed-order']) {
      const { outcome, reason } = await verdictOn(propertyNamed(id), subject, plan);
      expect(outcome, `${seed}, ${id}: ${reason}`).toMatch(/^holds/);
    }
  }
});
