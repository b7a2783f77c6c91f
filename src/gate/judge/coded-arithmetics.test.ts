import { expect, test } from 'vitest';
import { codedLayer, type Sum } from '../../../bank/engine/coded-layer.ts';
import { cutOff } from '../../../bank/engine/cut-off.ts';
import { claims } from '../../../claims/index.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { entryAt } from '../../at.ts';
import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import { accumulators } from '../../number/accumulators.ts';
import { scaleFormatNames } from '../../number/coding.ts';
import { codeFormatNames, formatNames, formats, type NumberFormat } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { operandNames } from '../../number/tensor-formats.ts';
import { type Draw, drawFrom, pick } from '../../problem/draw/draw.ts';
import { unmet } from '../../property/need.ts';
import { planOf } from '../run/plan-of.ts';
import { profiles } from '../run/profiles.ts';
import { judge } from './judge.ts';
import { judgeLarge } from './judge-large.ts';
import { sentenceOf } from './to-outcome.ts';

/** Where scales are multiplied in; every one of these is right. */
const ways = ['entries', 'products', 'runs', 'runs, joined'] as const;

/** A sum in which each step is rounded. */
function summing(way: (typeof ways)[number], rounded: (value: number) => number): Sum {
  // What is not scaled is multiplied as it is given.
  const times = (entry: number, scale: number): number =>
    scale === 1 ? entry : rounded(entry * scale);
  return (runs) => {
    let total = 0;
    for (const { left, right, scales } of runs) {
      const [s, t] = scales;
      const scaled = (value: number): number =>
        way === 'runs, joined' ? rounded(value * rounded(s * t)) : rounded(rounded(value * t) * s);
      let run = 0;
      for (let p = left.length - 1; p >= 0; p -= 1) {
        const [a, b] = [entryAt(left, p), entryAt(right, p)];
        if (way === 'entries') run = rounded(run + rounded(times(a, s) * times(b, t)));
        else if (way === 'products') run = rounded(run + scaled(rounded(a * b)));
        else run = rounded(run + rounded(a * b));
      }
      total = rounded(total + (way.startsWith('runs') ? scaled(run) : run));
    }
    return total;
  };
}

function drawnBlock(draw: Draw) {
  const extent = () => pick(draw, [1, 2, 3, 4, 8, 'all'] as const);
  return [extent(), extent()] as const;
}

/** The coarsest format in which sums of these results may be kept. */
function sumsOf(subject: Pick<Subject, 'numberFormat' | 'claims'>): NumberFormat {
  const accumulates = subject.claims?.accumulates;
  const stored = formats[subject.numberFormat];
  return accumulates === undefined ? stored : accumulators[accumulates];
}

/** A right subject of codes and scales that nobody may ever have put together. */
function drawn(seed: number): Subject {
  const draw = drawFrom(seed);
  const operands = operandNames.map((name) => {
    const scaled = {
      ...{ codes: pick(draw, codeFormatNames), scales: pick(draw, scaleFormatNames) },
      block: drawnBlock(draw),
    };
    return [name, draw.integer(1, 100) <= 70 ? scaled : pick(draw, formatNames)] as const;
  });
  const accumulates = pick(draw, [undefined, 'float32', ...claims.accumulates.values] as const);
  const fusedSums = draw.integer(1, 100) <= 20 ? (1 as const) : undefined;
  const about = {
    numberFormat: pick(draw, formatNames),
    claims: defined({ accumulates, fusedSums }),
  };
  const sums = sumsOf(about);
  const rounded = (value: number): number => {
    return fusedSums === undefined ? round(value, sums) : cutOff(value, sums);
  };
  return codedLayer({
    ...{ name: `codes and scales ${seed}`, ...about, formats: Object.fromEntries(operands) },
    sum: summing(pick(draw, ways), rounded),
  });
}

const seeds = Number(process.env['GRADGATE_SEEDS'] ?? '2');

test('no random arithmetic of codes and scales is accused', { timeout: 0 }, async () => {
  for (let seed = 1; seed <= 2 * seeds; seed += 1) {
    const subject = drawn(seed);
    const border = new Border(subject);
    for (const id of ['equation-1', 'equation-2', 'forward-product', 'linearity', 'purity']) {
      const property = propertyNamed(id);
      if (unmet(property, border) !== undefined) continue;
      const plan = { ...profiles.ci, runs: 15, seed: 2, unshrunk: true };
      const { failures } = await judge(property, border, plan);
      const told = failures.map(({ disagreement }) => `${id}: ${sentenceOf(disagreement)}`);
      expect(told, JSON.stringify(subject)).toEqual([]);
    }
  }
});

const products = { 'forward-product': 'Y', 'equation-1': 'dX', 'equation-2': 'dW' } as const;

test('no random arithmetic of codes and scales is accused as of a large problem', {
  timeout: 0,
}, async () => {
  for (let seed = 1; seed <= 2 * seeds; seed += 1) {
    const subject = drawn(seed);
    const border = new Border(subject);
    for (const [id, product] of Object.entries(products)) {
      const property = { ...propertyNamed(id), product };
      const plan = { ...planOf({ profile: 'large', seed, runs: 10 }), extent: 30, unshrunk: true };
      const { failures } = await judgeLarge(property, border, plan);
      const told = failures.map(({ disagreement }) => `${id}: ${sentenceOf(disagreement)}`);
      expect(told, JSON.stringify(subject)).toEqual([]);
    }
  }
});
