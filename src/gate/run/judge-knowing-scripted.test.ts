import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../verdict/property-verdict.ts';
import { unmatched } from './judge-knowing.ts';
import { failsAt, holds, known, played, wrongX } from './scripted.test-setup.ts';

const diagnosis = 'this dX is what comes out when a transpose is missing';
const bug: Outcome = { outcome: 'our bug', message: 'oh', stack: 'at f', replay: 'x/ci/1/3' };

/** Known by its formula, wherever it is met. */
const seven = known('x/ci/7/0', { diagnosis });
const eight = known('x/ci/8/0', { wrong: 'dW', where: ['n = 3'] });
const at = (place: number | string) => failsAt(`x/ci/1/${place}`, { diagnosis });
const alone = { 'x/ci/7/0': failsAt('x/ci/7/0', { diagnosis }) };

describe("a subject's own list, which says no problem", () => {
  const own = { why: 'all of it' };

  test('lets pass whatever fails, and nothing is asked alone', async () => {
    const found = failsAt('x/ci/1/4');
    const { outcome, asked } = await played([own], { judged: [found] });
    expect(outcome).toEqual({ outcome: 'known to fail', why: 'all of it', found });
    expect(asked).toEqual([]);
  });

  test('so it does what threw before it was asked', async () => {
    const found: Outcome = { outcome: 'crashed', runs: 0, message: 'begin threw' };
    const { outcome } = await played([seven, own], { judged: [found] });
    expect(outcome).toMatchObject({ outcome: 'known to fail', why: 'all of it', found });
  });

  test('is wrong where all holds, of what was asked as a whole', async () => {
    const again = { outcome: 'holds again', why: 'all of it', runs: 40 };
    expect((await played([own], { judged: [holds] })).outcome).toEqual(again);
    const weakly: Outcome = { outcome: 'holds weakly', runs: 40, rounds: 2, lacking: ['none'] };
    const { outcome } = await played([own], { judged: [weakly] }, { scope: 'rounds' });
    expect(outcome).toEqual({ ...again, rounds: 2 });
    for (const scope of ['large', 'one problem'] as const) {
      expect((await played([own], { judged: [holds] }, { scope })).outcome).toEqual(holds);
    }
  });

  test('is not, where nothing was asked or nothing is known', async () => {
    const none: Outcome = { outcome: 'holds weakly', runs: 0, lacking: ['all'] };
    for (const outcome of [none, bug, { outcome: 'no such problem' } as const]) {
      expect((await played([own], { judged: [outcome] })).outcome).toEqual(outcome);
    }
  });
});

describe('problems of the class of a failure that fails still', () => {
  const wide = known('x/ci/7/0', { diagnosis, where: ['n = 3'] });
  const met = [wrongX, { ...wrongX, calls: [] }, wrongX];

  test('are passed over, and counted', async () => {
    const { outcome, aside, from } = await played([wide], { judged: [holds], alone, met });
    expect([aside, from]).toEqual([[true, false, true], [0]]);
    expect(outcome).toEqual({
      ...{
        outcome: 'known to fail',
        why: 'why x/ci/7/0',
        aside: { failures: 2, ended: 'all asked' },
      },
      found: { ...alone['x/ci/7/0'], runs: 40 },
      known: [{ why: 'why x/ci/7/0', replay: 'x/ci/7/0', state: 'met' }],
    });
  });

  test('are not, once its own problem holds', async () => {
    const { outcome, aside } = await played([wide], { judged: [holds], met });
    expect([outcome.outcome, aside]).toEqual(['holds', [false, false, false]]);
    expect(outcome.known).toMatchObject([{ state: 'fixed' }]);
  });

  test('are not, where one problem alone is asked, which says nothing of a list', async () => {
    const script = { judged: [holds], alone, met };
    const { outcome, aside, asked } = await played([wide], script, { scope: 'one problem' });
    expect([outcome, asked]).toEqual([holds, []]);
    expect(aside).toEqual([false, false, false]);
  });

  test('another failure beside them is told as none of these', async () => {
    const other = failsAt('x/ci/1/9', { diagnosis: 'another' });
    const both = [wide, { ...eight, why: wide.why }, eight];
    const { outcome } = await played(both, { judged: [other], alone, met });
    expect(outcome).toMatchObject({ ...other, unlike: [wide.why, eight.why] });
    expect(outcome.known).toMatchObject([{ state: 'met' }, { state: 'fixed' }, { state: 'fixed' }]);
  });
});

describe('a failure that looks like a known one', () => {
  test('is gone on behind, up to the third', async () => {
    const { outcome, from, asked } = await played([seven], {
      judged: [at(4), at('6:1'), at(9)],
      alone,
    });
    expect(from).toEqual([0, 5, 7]);
    expect(asked).toEqual(['x/ci/7/0']);
    const aside = { failures: 3, ended: 'not all asked' };
    expect(outcome).toMatchObject({ outcome: 'known to fail', found: at(4), aside });
  });

  test('until nothing else fails', async () => {
    const { outcome } = await played([seven], { judged: [at(4), holds], alone });
    const aside = { failures: 1, ended: 'all asked' };
    expect(outcome).toMatchObject({ outcome: 'known to fail', found: at(4), aside });
  });

  test('of a large problem, too, among large ones; among others it has no place', async () => {
    const large = (place: number) => failsAt(`x/large/1/${place}`, { diagnosis });
    const script = { judged: [large(4), holds], alone };
    const among = await played([seven], script, { scope: 'large' });
    expect([among.from, among.outcome]).toMatchObject([[0, 5], { aside: { ended: 'all asked' } }]);
    const last = await played([seven], script);
    expect([last.from, last.outcome]).toMatchObject([[0], { aside: { ended: 'not all asked' } }]);
  });

  test.each([
    ['a problem that an earlier run kept', { kept: true } as const],
    ['a sequence of calls', { calls: [] }],
  ])('is the last that is looked for, if it is %s', async (_, more) => {
    const found = failsAt('x/ci/1/4', { diagnosis, ...more });
    const { outcome, from } = await played([seven], { judged: [found], alone });
    expect(from).toEqual([0]);
    expect(outcome).toMatchObject({ aside: { failures: 1, ended: 'not all asked' } });
  });

  test('is the last, too, where a form is all that is known, by which none is told from it', async () => {
    const nine = known('x/ci/9/0');
    const script = { judged: [failsAt('x/ci/1/4')], alone: { 'x/ci/9/0': failsAt('x/ci/9/0') } };
    const { outcome, from } = await played([nine], script);
    expect(from).toEqual([0]);
    expect(outcome).toMatchObject({ outcome: 'known to fail', aside: { ended: 'not all asked' } });
    const sides = { inside: { asked: 9, failed: 9 }, outside: { asked: 9, failed: 0 } };
    const where = known('x/ci/9/0', { where: ['n = 3'] });
    const failsWhere = { condition: ['n = 3'], of: 'what fails', ...sides } as const;
    const there = { judged: [failsAt('x/ci/1/4', { failsWhere }), holds], alone: script.alone };
    expect((await played([where], there)).from).toEqual([0, 5]);
  });

  test('ends a run in rounds, of which is told what no shard decides', async () => {
    for (const scope of ['rounds', 'counted rounds'] as const) {
      const { outcome, from } = await played([seven], { judged: [at(4)], alone }, { scope });
      expect(from).toEqual([0]);
      expect(outcome).not.toHaveProperty('aside');
      expect(outcome).toMatchObject({ outcome: 'known to fail', found: at(4) });
    }
  });

  test('is gone on behind to one that only the own list of the subject knows: then no count is told', async () => {
    const other = failsAt('x/ci/1/9', { diagnosis: 'another' });
    const both = [seven, { why: 'all of it' }];
    const { outcome } = await played(both, { judged: [at(4), other], alone });
    expect(outcome).toMatchObject({ why: 'why x/ci/7/0; all of it', found: at(4) });
    expect(outcome).not.toHaveProperty('aside');
  });

  test('is a new one where the problem of the known one holds now', async () => {
    const { outcome } = await played([seven], { judged: [at(4)] });
    expect(outcome).toMatchObject({
      outcome: 'fails',
      unlike: [seven.why],
      known: [{ state: 'fixed' }],
    });
  });

  test('unless that was known to hold alone: then it is not asked', async () => {
    const tired = known('x/ci/7/0', { diagnosis, alone: false });
    const { outcome, asked } = await played([tired], { judged: [at(4), holds] });
    expect(outcome).toMatchObject({ outcome: 'known to fail', known: [{ state: 'met' }] });
    expect(asked).toEqual([]);
    const { outcome: cured } = await played([tired], { judged: [holds] });
    expect(cured).toMatchObject({ ...holds, known: [{ state: 'fixed' }] });
  });
});

describe('of a property that is not asked', () => {
  const expired = { ...seven, expired: '2026-11-26' };
  const state = { why: seven.why, replay: 'x/ci/7/0', state: 'unmatched', expired: '2026-11-26' };

  test('no entry can be asked, which a strict run does not let pass', () => {
    const list = [expired, { why: 'all of it' }];
    expect(unmatched(list, { scope: 'all' })).toEqual({ known: [state] });
    const strictly = { known: [{ ...state, fails: true }] };
    expect(unmatched(list, { scope: 'all', strict: true })).toEqual(strictly);
  });

  test('nothing is said where there is none, or one problem is asked', () => {
    expect(unmatched([{ why: 'all of it' }], { scope: 'all' })).toEqual({});
    expect(unmatched([expired], { scope: 'one problem' })).toEqual({});
  });
});
