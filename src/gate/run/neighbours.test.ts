import { describe, expect, test } from 'vitest';
import { faults } from '../../../bank/faults/index.ts';
import { unusual } from '../../../bank/unusual/index.ts';
import { dotted, entry, fromProduct } from '../../../bank/unusual/unusual.ts';
import { kindsOfViews } from '../../../claims/layout-kinds.ts';
import { at } from '../../at.ts';
import { SubjectCrash } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import type { Answer, Answers, Claims, Given, Operand, Subject } from '../../contract/subject.ts';
import { entriesOf } from '../../matrix/strided.ts';
import { turned } from '../../matrix/turned.ts';
import type { Change } from '../../verdict/change.ts';
import { explain } from '../../verdict/explain.ts';
import { concluded } from './concluded.test-setup.ts';

const instead = (insteadOf: Claims, claims?: Claims): Change => ({
  insteadOf,
  ...(claims && { claims }),
});

describe('what fails only because of a claim says so', () => {
  const cases: readonly (readonly [string, readonly Change[]])[] = [
    ['14-bit-accumulator', [instead({ accumulates: 'float32' }, { accumulates: '14 bits' })]],
    ['bf16-accumulator', [instead({ accumulates: 'float32' })]],
    ['grouped-lengths-as-ends', [instead({ grouping: 'zero tail' })]],
    ['wgsl-key-lacks-broadcast', [instead({ batching: 'broadcast' }, { batching: 'leading' })]],
    ['linear-3d-dw-uniform', [instead({ batching: 'X alone' })]], // of batches of W, too, it is wrong
    ['TT-variant-wrong', [instead({ layouts: ['column-major'] })]],
    ['bias-grad-rank3', [instead({ bias: true }), instead({ batching: 'broadcast' })]],
    [
      'e4m3-nan-where-it-saturates', // other claims take the question away, which settles nothing
      [instead({ overflow: 'saturates' }, { overflow: 'infinity' })],
    ],
  ];
  test.each(cases)('%s', { timeout: 0 }, async (name, changes) => {
    const fault = faults.find((each) => each.name === name);
    if (fault === undefined) throw new Error(name);
    const verdict = await concluded(fault, ['equation-1', 'equation-2', fault.caughtBy]);
    expect([verdict.conclusion, verdict.settledBy]).toEqual(['violated', changes]);
  });

  test('views are summed in another order', { timeout: 0 }, async () => {
    const claims: Claims = { deterministic: 'any layout', layouts: 'all' };
    const { forward: _, ...plain } = reference;
    const subject: Subject = { ...plain, claims, backward: backwardsIfViews };
    const verdict = await concluded(subject, ['equation-1', 'purity', 'layout-independence']);
    const changes = [
      instead({ deterministic: 'any layout' }, { deterministic: true }),
      instead({ layouts: 'all' }),
    ];
    expect([verdict.conclusion, verdict.settledBy]).toEqual(['violated', changes]);
    const [, , failed] = verdict.properties;
    expect(failed && explain(failed, String)).toContain(
      "  asked because of deterministic: 'any layout' (with deterministic: true it holds), " +
        "together with layouts: 'all'\n",
    );
  });
});

/** Of views, the order of all axes is reversed, and so is that of every sum. */
async function backwardsIfViews({ X, W, dY }: Given): Promise<Answers> {
  const isView = kindsOfViews([X, W, dY]).length > 0;
  const turn = (data: Float64Array): Float64Array => (isView ? data.toReversed() : data);
  const dense = (operand: Operand): Operand => ({
    shape: operand.shape,
    data: turn(entriesOf(operand)),
  });
  const { dX, dW } = await reference.backward({ X: dense(X), W: dense(W), dY: dense(dY) });
  const back = (answer: Answer): Answer => ({
    shape: answer.shape,
    data: turn(Float64Array.from(answer.data)),
  });
  return { ...(dX && { dX: back(dX) }), ...(dW && { dW: back(dW) }) };
}

describe('what is said wrongly of a right subject', () => {
  const few = { runs: 40, shrinking: { calls: 300, milliseconds: 60_000 } };

  test('it computes in float32, and says float64', { timeout: 0 }, async () => {
    const fround = Math.fround;
    const about = { name: 'narrow', story: 'all is float32', numberFormat: 'float64' } as const;
    const subject = fromProduct(
      about,
      dotted((row, column) =>
        row.reduce((sum, x, p) => fround(sum + fround(fround(x) * fround(entry(column, p)))), 0),
      ),
    );
    // Scaled by powers of two, what float32 has room for leaves it, and no such problem is asked of float32.
    const ids = ['equation-1', 'equation-2', 'power-of-two-scaling', 'purity'];
    const verdict = await concluded(subject, ids, { seed: 1 });
    const changes = [{ numberFormat: 'float32' }];
    expect([verdict.conclusion, verdict.settledBy]).toEqual(['violated', changes]);
    expect(verdict.properties.filter(({ outcome }) => outcome === 'fails')).toHaveLength(4);
  });

  test('it holds its weight as a layer does, and throws', { timeout: 0 }, async () => {
    const { numberFormat, backward } = reference;
    const ofLayer = ({ shape, data }: Operand | Answer): Operand => {
      const [rows, cols] = [at(shape, 0), at(shape, 1)];
      return { shape: [cols, rows], data: turned(Float64Array.from(data), [rows, cols]) };
    };
    const layer: Subject = {
      ...{ name: 'layer', numberFormat },
      backward: async ({ X, W, dY }) => {
        const fits = W.shape[1] === X.shape[1] && W.shape[0] === dY.shape[1];
        if (!fits) throw new Error('shapes do not fit');
        const { dX, dW } = await backward({ X, dY, W: ofLayer(W) });
        return { ...(dX && { dX }), ...(dW && { dW: ofLayer(dW) }) };
      },
    };
    const verdict = await concluded(layer, ['equation-1', 'equation-2'], few);
    const changes = [{ claims: { weight: 'out×in' } }];
    expect([verdict.conclusion, verdict.settledBy]).toEqual(['not run', changes]);
  });

  test('W is one matrix, and batches of it are claimed', { timeout: 0 }, async () => {
    const linear = unusual.find(({ name }) => name === 'linear, batches flattened') ?? reference;
    const subject = { ...linear, claims: { ...linear.claims, batching: 'leading' as const } };
    const verdict = await concluded(subject, ['batch-decomposition'], few);
    const changes = [instead({ batching: 'leading' }, { batching: 'X alone' })];
    expect([verdict.conclusion, verdict.settledBy]).toEqual(['violated', changes]);
  });

  test('what ends the process is not asked again', { timeout: 0 }, async () => {
    let calls = 0;
    const gone: Subject = {
      name: 'gone',
      numberFormat: 'float64',
      backward: () => {
        calls += 1;
        throw new SubjectCrash('the process ended');
      },
    };
    const verdict = await concluded(gone, ['equation-1']);
    expect([verdict.conclusion, verdict.settledBy]).toEqual(['not run', undefined]);
    expect(calls).toBeLessThan(1000);
  });
});
