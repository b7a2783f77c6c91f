import { describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { at } from '../../at.ts';
import { SubjectCrash } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import { noEvidence } from '../../verdict/evidence.ts';
import type { Observation } from '../../verdict/observation.ts';
import type { Judgement } from './judge.ts';
import { fewRows, type Judging, judged, lawOn, refusing, rows } from './law-on.test-setup.ts';

describe('where nothing fails', () => {
  test('all that was asked is evidence, and nothing else is told', async () => {
    const found = await judged(lawOn(() => true));
    const { evidence } = found;
    expect(found).toEqual({ runs: 12, failures: [], path: '', evidence, insight: {} });
    expect(Object.keys(found)).toHaveLength(5);
    expect(evidence.problems).toBe(12);
    expect(evidence).not.toHaveProperty('unasked');
  });

  test('of formulas there are odds, but not of a layer that holds another weight', async () => {
    const { evidence } = await judged(equation1);
    expect(evidence.ledger.length).toBeGreaterThan(0);
    expect(evidence.bounds.entries).toBeGreaterThan(0);
    const holding: Subject = { ...reference, effective: (W) => ({ ...W }) };
    const held = await judged(equation1, {}, holding);
    expect([held.failures, held.evidence.ledger]).toEqual([[], []]);
    expect(held.evidence.problems).toBe(12);
  });

  test('what was asked before is passed over, and is no evidence', async () => {
    const { runs, evidence } = await judged(fewRows, { from: 12 });
    expect([runs, evidence]).toEqual([12, noEvidence]);
  });

  test('who listens is told how many were asked, of how many', async () => {
    const told: unknown[] = [];
    await judged(
      lawOn(() => true),
      { asked: (...said) => told.push(said), runs: 3 },
    );
    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });
});

describe('problems that were left out', () => {
  test('are told where they were most of them, and not where a few were', async () => {
    const always = lawOn(() => true);
    const most = await judged(
      always,
      { runs: 3 },
      refusing((m) => m > 0),
    );
    expect(most).toMatchObject({ runs: 0, failures: [], evidence: { unasked: 'too many rows' } });
    const few = await judged(
      always,
      {},
      refusing((m) => m === 1),
    );
    expect(few.runs).toBe(12);
    expect(few.evidence).not.toHaveProperty('unasked');
  });

  test('are told of listed shapes, of which each counts', async () => {
    const shapes = [1, 2, 3].map((m) => ({ m, n: 2, k: 2 }));
    const listed = lawOn(() => true, { wants: { shapes } });
    const { runs, evidence } = await judged(
      listed,
      {},
      refusing((m) => m === 2),
    );
    expect(runs).toBe(2);
    expect(evidence).toMatchObject({ unasked: 'too many rows', problems: 2 });
  });
});

describe('a failure', () => {
  test('is shrunk, and the first one and each smaller one told as if it was all', async () => {
    const told: Judgement[] = [];
    const found = await judged(fewRows, { failed: (each) => told.push(each) });
    const { failures, runs, path, evidence, shrinking } = found;
    expect(failures.map(({ problem }) => rows(problem)).at(-1)).toBe(4);
    expect(shapeOf(at(failures, failures.length - 1).problem)).toEqual({ m: 4, n: 1, k: 1 });
    expect(shrinking).toMatchObject({ ended: 'nothing smaller fails' });
    // The first that failed is evidence, too.
    expect(evidence.problems).toBe(runs);
    expect(told.map((each) => each.failures)).toEqual(failures.map((each) => [each]));
    expect(told.at(-1)).toMatchObject({ runs, path, evidence, insight: {} });
    expect(told.every((each) => each.shrinking?.ended === 'cut off')).toBe(true);
    expect(found).not.toHaveProperty('again');
  });

  test('that is to be left as it is, is the first one', async () => {
    const told: Judgement[] = [];
    const found = await judged(fewRows, { unshrunk: true, failed: (each) => told.push(each) });
    expect(found.failures).toHaveLength(1);
    expect([found, ...told].some((each) => 'shrinking' in each)).toBe(false);
    expect(found.insight).toEqual({});
  });

  test('is asked by its path alone, and is no evidence then', async () => {
    const { path, failures } = await judged(fewRows);
    const again = await judged(fewRows, { path });
    expect(again).toMatchObject({ runs: 1, path, evidence: noEvidence });
    expect(again.failures.map(({ problem }) => problem.X)).toEqual([failures.at(-1)?.problem.X]);
    expect(again).not.toHaveProperty('shrinking');
    const held = await judged(
      lawOn(() => true),
      { path },
    );
    expect(held).toMatchObject({ runs: 1, failures: [], evidence: noEvidence });
  });

  test('that is known is passed over', async () => {
    const aside = ({ problem }: { problem: Problem }): boolean => rows(problem) === 4;
    const { failures } = await judged(fewRows, { aside, unshrunk: true });
    expect(failures.map(({ problem }) => rows(problem))).not.toContain(4);
    const { runs, failures: none } = await judged(fewRows, { aside: () => true });
    expect([runs, none]).toEqual([12, []]);
  });

  test('of our own code is our bug, with the problem on which it threw', async () => {
    const bug = lawOn((problem) => {
      if (rows(problem) > 3) throw new RangeError('out of range');
      return true;
    });
    const { path } = await judged(fewRows, { unshrunk: true });
    const error = await judged(bug).catch((each: unknown) => each);
    expect(error).toMatchObject({ name: 'JudgingBug', at: { path, seed: 1 } });
    expect(error).toHaveProperty('cause', new RangeError('out of range'));
  });
});

describe('who observes is told of every problem', () => {
  async function observed(property: Property, subject: Subject, more: Judging = {}) {
    const all: Observation[] = [];
    const found = await judged(property, { observe: (each) => all.push(each), ...more }, subject);
    return { all, found };
  }

  test('that it holds, or how it fails, also while smaller ones are looked for', async () => {
    const { all, found } = await observed(fewRows, reference);
    const drawn = all.filter(({ how_generated }) => how_generated === 'drawn');
    expect(drawn).toHaveLength(found.runs);
    expect(drawn.slice(0, -1).every(({ status }) => status === 'passed')).toBe(true);
    expect(drawn[0]).toMatchObject({ status_reason: '', property: 'law', metadata: { seed: 1 } });
    expect(drawn.at(-1)).toMatchObject({ status: 'failed', status_reason: 'the problem' });
    expect(drawn.at(-1)?.arguments).toMatchObject(shapeOf(at(found.failures, 0).problem));
    const smaller = all.slice(drawn.length);
    expect(smaller.every(({ how_generated }) => how_generated === 'while shrinking')).toBe(true);
    const { all: replayed } = await observed(fewRows, reference, { path: found.path });
    expect(replayed.map(({ how_generated }) => how_generated)).toEqual(['replayed']);
  });

  test('that it was left out, or crashed', async () => {
    const always = lawOn(() => true);
    const { all } = await observed(
      always,
      refusing((m) => m < 3),
    );
    const left = all.filter(({ status }) => status === 'gave_up');
    expect(new Set(left.map((each) => each.status_reason))).toEqual(new Set(['left out']));
    const hung: Subject = {
      ...reference,
      backward: () => {
        throw new SubjectCrash('backward: hung');
      },
    };
    const { all: crashed } = await observed(always, hung, { unshrunk: true });
    expect(crashed).toMatchObject([{ status: 'failed', status_reason: 'backward: hung' }]);
  });

  test('how far its answers were off', async () => {
    const { all } = await observed(equation1, { ...reference, numberFormat: 'float64' });
    const offs = all.map(({ features }) => Number(features['error over bound']));
    expect(Math.max(...offs)).toBeGreaterThan(0);
  });
});
