import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { gradientShape } from '../../../properties/gradient-shape.ts';
import { at } from '../../at.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Operand, Subject } from '../../contract/subject.ts';
import { formats } from '../../number/formats.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import { generateProblem } from '../../problem/draw/generate-problem.ts';
import { shapeOf } from '../../problem/problem.ts';
import { problems } from '../../problem/problems.ts';
import { shapeClass, shapeClasses } from '../../problem/shape-class.ts';
import { noEvidence, together } from '../../verdict/evidence.ts';
import { powerOfTen } from '../../verdict/ledger-of.ts';
import { weaknessOf } from '../../verdict/weakness-of.ts';
import { judge } from '../judge/judge.ts';
import { profiles } from '../run/profiles.ts';
import { evidenceOf } from './evidence-so-far.ts';

const isExact = (): boolean => true;
const options = { format: formats.float64, extent: 12, volume: 300 };
const some = fc.array(problems(options), { minLength: 1, maxLength: 8 });
const law = { seed: 1, numRuns: 100 };

test('evidence adds up, in whatever order problems come', () => {
  fc.assert(
    fc.property(some, fc.nat(), (list, cut) => {
      const each = list.map((problem) => evidenceOf(problem, equation1, isExact));
      const all = each.reduce(together, noEvidence);
      const parts = [each.slice(0, cut % list.length), each.slice(cut % list.length)];
      const [a = noEvidence, b = noEvidence] = parts.map((part) =>
        part.reduce(together, noEvidence),
      );
      const whole = together(b, a);
      expect({ ...whole, ledger: [] }).toEqual({ ...all, ledger: [] });
      for (const line of all.ledger) {
        const same = whole.ledger.find(({ shapes }) => shapes === line.shapes);
        const own = each.flatMap(({ ledger }) => ledger.filter((l) => l.shapes === line.shapes));
        expect(line.bits).toBe(own.reduce((bits, one) => bits + one.bits, 0));
        expect(same).toEqual(line);
      }
    }),
    law,
  );
});

test('no fault is seen less often than the ledger says', () => {
  // Differences that are bilinear in dY and W: a term too many, a wrong index, a sum taken twice.
  const differences = [
    (y: number[], w: number[]) => at(y, 0) * at(w, 0),
    (y: number[], w: number[]) => at(y, 0) * (at(w, 0) - at(w, w.length - 1)),
    (y: number[], w: number[]) => (at(y, 0) + at(y, y.length - 1)) * at(w, 0),
  ];
  for (const difference of differences) {
    let [missed, allowed, counted] = [0, 0, 0];
    for (let seed = 1; seed <= 6000; seed += 1) {
      const fixed = { m: 2, n: 2, k: 2 };
      const problem = generateProblem(drawFrom(7919 * seed), {
        ...options,
        fixed,
        kinds: ['tiny'],
      });
      const [line] = evidenceOf(problem, equation1, isExact).ledger;
      if (line === undefined) continue;
      counted += 1;
      allowed += 2 ** -line.bits;
      const [dY, W] = [[...problem.dY.toArray()], [...problem.W.toArray()]];
      if (difference(dY, W) === 0) missed += 1;
    }
    expect(counted).toBeGreaterThan(800);
    expect(missed).toBeGreaterThan(0);
    expect(missed).toBeLessThan(allowed + 4 * Math.sqrt(allowed));
  }
});

test('every shape without an extent 0 is of a class that is listed', () => {
  const extent = fc.integer({ min: 1, max: 4 });
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.record({ m: extent, n: extent, k: extent }), (shape) => {
      seen.add(shapeClass(shape));
      expect(shapeClasses).toContain(shapeClass(shape));
    }),
    { ...law, numRuns: 1000 },
  );
  expect(seen.size).toBe(shapeClasses.length);
});

test('structured entries, empty problems and rounded ones are no evidence of a formula', () => {
  fc.assert(
    fc.property(problems(options), (problem) => {
      const { drawn } = problem;
      const { ledger } = evidenceOf(problem, equation1, isExact);
      const counts = drawn?.likeliest && drawn.likeliest.dY < 1 && drawn.likeliest.W < 1;
      expect(ledger.map(({ shapes }) => shapes)).toEqual(
        counts ? [shapeClass(shapeOf(problem))] : [],
      );
      expect(evidenceOf(problem, gradientShape, isExact).ledger).toEqual([]);
    }),
    law,
  );
});

describe('a property that held', () => {
  test('is well tried at every profile but a tiny one', async () => {
    for (const [runs, weak] of [
      [profiles.ci.runs, 0],
      [1, 3],
    ] as const) {
      const plan = { ...profiles.ci, runs, seed: 1 };
      const { evidence } = await judge(equation1, new Border(reference), plan);
      expect(weaknessOf(equation1, {}, evidence).length).toBeGreaterThanOrEqual(weak);
      if (weak === 0) expect(weaknessOf(equation1, {}, evidence)).toEqual([]);
    }
  });

  test('is weak where views that are claimed never came, or zeros prevail', () => {
    const features = { exact: 9, rounded: 9, saturating: 9, 'extent 1': 1, 'extent above 8': 1 };
    const evidence = { ...noEvidence, features, problems: 100, mostlyZero: 10 };
    expect(weaknessOf(equation1, {}, evidence)).toEqual([]);
    expect(weaknessOf(equation1, { layouts: 'all' }, evidence)).toEqual(['no operand was a view']);
    expect(weaknessOf(equation1, {}, { ...evidence, mostlyZero: 51 })).toHaveLength(1);
  });

  test('is weak where bounds allow nearly everything: zeros behind a claim of Strassen', async () => {
    const zeros: Subject = {
      name: 'zeros',
      numberFormat: 'bfloat16',
      claims: { algorithm: 'strassen' },
      backward: (given) => {
        if (Math.max(...given.X.shape, ...given.W.shape) <= 4) return reference.backward(given);
        const zero = ({ shape, data }: Operand) => ({ shape, data: data.map(() => 0) });
        return { dX: zero(given.X), dW: zero(given.W) };
      },
    };
    const { evidence } = await judge(equation1, new Border(zeros), { ...profiles.ci, seed: 1 });
    const why = 'of more than half of the entries the bound allowed 0, too';
    expect(weaknessOf(equation1, {}, evidence)).toEqual([why]);
    const plain = new Border({ ...reference, numberFormat: 'bfloat16' });
    const usual = await judge(equation1, plain, { ...profiles.ci, seed: 1 });
    expect(weaknessOf(equation1, {}, usual.evidence)).toEqual([]);
  });
});

test('a probability is rounded up to a power of ten', () => {
  const some = fc.double({ min: 2 ** -20, max: 1000, noNaN: true });
  fc.assert(
    fc.property(some, (bits) => {
      const power = Number(powerOfTen(bits).replace('10^', '1e'));
      expect(power).toBeGreaterThanOrEqual(2 ** -bits);
      expect(power / 10).toBeLessThan(2 ** -bits * (1 + 1e-6));
    }),
    law,
  );
});
