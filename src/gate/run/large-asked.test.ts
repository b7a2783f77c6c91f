import { expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { forwardProduct } from '../../../properties/forward-product.ts';
import { linearity } from '../../../properties/linearity.ts';
import { purity } from '../../../properties/purity.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { noEvidence } from '../../verdict/evidence.ts';
import type { Outcome } from '../../verdict/property-verdict.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import { failing } from '../../verdict/told.test-setup.ts';
import { asksLargeToo, withLarge } from './large-too.ts';
import { planOf } from './plan-of.ts';
import { judgedBy, off, right, small } from './small-runs.test-setup.ts';

const deep = planOf({ profile: 'deep' });
const asks = (subject: Subject, plan = deep, property = equation1) =>
  asksLargeToo(property, new Border(subject), plan);

test('large problems are asked, too, of a product, where no sizes are named', () => {
  expect(asks(right)).toBe(true);
  expect(asks(right, deep, linearity)).toBe(false);
  expect(asks(right, planOf({ profile: 'ci' }))).toBe(false);
  expect(asks(right, planOf({ profile: 'deep', extent: 9 }))).toBe(false);
  expect(asks(right, planOf({ replay: 'equation-1/deep/1/0' }))).toBe(false);
});

test('of Y, where there is a forward pass', () => {
  expect(asks(reference, deep, forwardProduct)).toBe(true);
  expect(asks(right, deep, forwardProduct)).toBe(false);
});

test('not of a layer that holds another weight, or answers for a loss', () => {
  expect(asks({ ...right, effective: (W) => W })).toBe(false);
  expect(asks({ ...right, claims: { loss: 'half squared error' } })).toBe(false);
});

const problems = (count: number) => ({ ...noEvidence, problems: count });
const usual: Outcome = {
  outcome: 'holds weakly',
  runs: 3,
  evidence: problems(2),
  lacking: ['none'],
};
const large: Outcome = { outcome: 'holds', runs: 4, evidence: problems(4) };

test('what holds, of both, holds as it did of the usual sizes, with all that was tried', () => {
  expect(withLarge(usual, large)).toEqual({ ...usual, runs: 7, evidence: problems(6) });
  const weakly: Outcome = { ...large, outcome: 'holds weakly', lacking: ['no problem was exact'] };
  const held: Outcome = { outcome: 'holds', runs: 3 };
  expect(withLarge(held, weakly)).toEqual({ outcome: 'holds', runs: 7, evidence: problems(4) });
});

test('a large problem that fails is the failure, with all that was tried before it', () => {
  const failed = { ...failing(), runs: 2, evidence: problems(1) };
  expect(withLarge(usual, failed)).toEqual({ ...failed, runs: 5, evidence: problems(3) });
  const crashed: Outcome = { outcome: 'crashed', runs: 0, message: 'begin threw' };
  expect(withLarge(usual, crashed)).toEqual(crashed);
});

test('what fails, or was asked of no large problem, is as it was', () => {
  expect(withLarge(failing(), large)).toEqual(failing());
  expect(withLarge(usual, { outcome: 'no such problem' })).toEqual(usual);
});

/** Few large problems: those of at most so many entries. */
const few = { ...planOf({ profile: 'deep', runs: 1 }), large: 600, unshrunk: true };

test('a run at profile deep goes on with large problems, and tells of each that it is asked', async () => {
  const asked = new Set<string>();
  const verdict = await judgedBy(equation1, right, { ...few, asking: (id) => asked.add(id) });
  expect(verdict.outcome).toMatch(/^holds/);
  expect(verdict).toMatchObject({ evidence: { sizes: { axis: expect.any(Number) } } });
  const { sizes } = { sizes: { axis: 0 }, ...('evidence' in verdict ? verdict.evidence : {}) };
  expect(sizes.axis).toBeGreaterThan(130);
  expect([...asked]).toEqual(['equation-1']);
});

test('a fault that is in large problems alone has a token of one', async () => {
  const told: string[] = [];
  const subject = off(({ X }) => Math.max(...X.shape) > 130);
  const verdict = await judgedBy(equation1, subject, {
    ...few,
    failing: (found) => told.push(smallestIn(found)?.replay ?? ''),
  });
  const replay = smallestIn(verdict)?.replay ?? '';
  expect(verdict.outcome).toBe('fails');
  expect(replay).toMatch(/^equation-1\/large\/1\/\d+/);
  expect(told).toEqual([replay]);
});

test('alone they are asked of what states a product, and of nothing else', async () => {
  const { extent: _, volume: __, runs: ___, ...plan } = planOf({ profile: 'large' });
  const shapes = [{ m: 9, n: 8, k: 7 }];
  const probing = { ...small(), ...plan, shapes, extent: 1024, volume: 2 ** 24, runs: 1 };
  expect((await judgedBy(equation1, right, probing)).outcome).toMatch(/^holds/);
  const verdict = await judgedBy(purity, right, probing);
  expect(verdict).toMatchObject({ outcome: 'our bug', message: 'purity states no product' });
});
