import { describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { at } from '../../at.ts';
import { SubjectCrash } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { shapeOf } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import type { Observation } from '../../verdict/observation.ts';
import { fewRows, type Judging, judged, lawOn, refusing } from './law-on.test-setup.ts';

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
