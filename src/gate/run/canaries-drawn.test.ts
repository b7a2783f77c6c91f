/** Which canaries are drawn, and how they are judged: seen with banks of few. */
import { describe, expect, test } from 'vitest';
import { faults } from '../../../bank/faults/index.ts';
import misprint from '../../../bank/faults/misprint.ts';
import rowsReversed from '../../../bank/faults/rows-reversed.ts';
import { unusual } from '../../../bank/unusual/index.ts';
import { properties } from '../../../properties/index.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { judgeCanaries, judgeManyCanaries } from './judge-canaries.ts';
import { right } from './small-runs.test-setup.ts';

const wrong = [[misprint], [rowsReversed]];

/** A subject that tells whenever it is asked. */
function counting(subject: Subject) {
  const asked: Subject[] = [];
  const told: Subject = {
    ...subject,
    backward: (given) => {
      asked.push(told);
      return subject.backward(given);
    },
  };
  return { told, asked };
}

describe('of a bank', () => {
  test('one of each list of wrong ones is drawn, and then a right one', async () => {
    const canaries = await judgeCanaries(1, { wrong, right: [right] });
    expect(canaries.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['misprint', 'caught'],
      ['rows-reversed', 'caught'],
      [right.name, 'not accused'],
    ]);
    expect(canaries[0]?.property).toBe(misprint.caughtBy);
  });

  test('any of a list may be drawn', async () => {
    const right = [reference, { ...reference, name: 'another' }];
    const names = new Set<string>();
    for (let seed = 0; seed < 8; seed += 1) {
      for (const { name } of await judgeCanaries(seed, {
        wrong: [[misprint, rowsReversed]],
        right,
      })) {
        names.add(name);
      }
    }
    expect([...names].sort()).toEqual(['another', 'misprint', 'reference', 'rows-reversed']);
  });

  test('a wrong one is asked so many problems at most, and not once more when it is caught', async () => {
    const blind = counting(right);
    const bank = {
      wrong: [[{ ...misprint, ...blind.told, caughtBy: 'equation-1' }]],
      right: [right],
    };
    expect((await judgeCanaries(1, bank, 7))[0]).toMatchObject({ outcome: 'missed' });
    const few = blind.asked.length;
    await judgeCanaries(1, bank, 27);
    expect(blind.asked.length - few).toBe(few + 20);
    const caught = counting(misprint);
    await judgeCanaries(1, { ...bank, wrong: [[{ ...misprint, ...caught.told }]] });
    expect(caught.asked.length).toBeLessThan(20);
  });

  test('a right one is asked few problems', async () => {
    const { told, asked } = counting(right);
    for (let seed = 1; seed < 5; seed += 1) await judgeCanaries(seed, { wrong: [], right: [told] });
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.length).toBeLessThan(300);
  });

  test('a right one is asked about single problems, by a law that applies to it', async () => {
    const ids = new Set<string>();
    const lacking = { ...right, claims: { gradients: 'dX' } } as const;
    for (let seed = 0; seed < 16; seed += 1) {
      const [canary] = await judgeCanaries(seed, { wrong: [], right: [lacking] });
      expect(canary?.outcome).toBe('not accused');
      ids.add(canary?.property ?? '');
    }
    const drawn = properties.filter(({ id }) => ids.has(id));
    expect(drawn.length).toBeGreaterThan(5);
    for (const { gradients = [], needs, wants = {} } of drawn) {
      expect([gradients.includes('dW'), needs, wants.sequence, wants.shapes]).toEqual([
        ...[false, undefined, undefined, undefined],
      ]);
    }
  });

  test('what cannot be judged is missed, or accused, by no law at all', async () => {
    // SAFETY: there is no such format, which is what makes judging fail.
    const strange = { ...misprint, numberFormat: 'float65' as 'float64' };
    const canaries = await judgeCanaries(1, { wrong: [[strange]], right: [strange] });
    expect(canaries).toEqual([
      { name: 'misprint', property: misprint.caughtBy, outcome: 'missed' },
      { name: 'misprint', property: 'none', outcome: 'accused' },
    ]);
  });
});

describe('of the bank of the gate', () => {
  test('two wrong ones and a right one are judged, others by another seed', async () => {
    const canaries = await judgeCanaries(1);
    expect(canaries.map(({ outcome }) => outcome)).toEqual(['caught', 'caught', 'not accused']);
    const faulty = canaries
      .slice(0, 2)
      .map(({ name }) => faults.find((each) => each.name === name));
    expect(faulty.map((fault) => fault?.caughtBy)).toEqual(
      canaries.slice(0, 2).map(({ property }) => property),
    );
    expect(unusual.map(({ name }) => name)).toContain(canaries[2]?.name);
    expect(await judgeCanaries(2)).not.toEqual(canaries);
  });

  test('more are judged where a run can wait: so many of both kinds, each another', async () => {
    const canaries = await judgeManyCanaries(3, 3);
    const kinds = canaries.map(({ outcome }) => outcome);
    expect(kinds).toEqual([...new Array(3).fill('caught'), ...new Array(3).fill('not accused')]);
    expect(new Set(canaries.map(({ name }) => name)).size).toBe(6);
    expect(await judgeManyCanaries(3, 0)).toEqual([]);
  });
});
