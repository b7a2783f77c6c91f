import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../verdict/property-verdict.ts';
import { failsAt, holds, known, played, wrongX } from './scripted.test-setup.ts';

const diagnosis = 'this dX is what comes out when a transpose is missing';
const bug: Outcome = { outcome: 'our bug', message: 'oh', stack: 'at f', replay: 'x/ci/1/3' };
const seven = known('x/ci/7/0', { diagnosis });
const fails = failsAt('x/ci/7/0', { diagnosis });
const alone = { 'x/ci/7/0': fails };

describe('the very problem that is known', () => {
  test('is the known failure where it is wrong as it was, and is not asked once more', async () => {
    const { outcome, asked } = await played([seven], { judged: [fails, holds], alone });
    expect(outcome).toMatchObject({ outcome: 'known to fail', found: fails });
    expect(asked).toEqual(['x/ci/7/0']);
  });

  test.each([
    ['another result', known('x/ci/7/0', { diagnosis, wrong: 'dW' })],
    ['another formula', known('x/ci/7/0', { diagnosis: 'this dX is what comes out otherwise' })],
  ])('is none where it is known of %s', async (_, other) => {
    const { outcome } = await played([other], { judged: [fails], alone });
    expect(outcome).toMatchObject({ outcome: 'fails', unlike: [other.why] });
  });

  test('is it where one of several formulas that explain it is the known one', async () => {
    const candidates = ['it is 0', 'this dW is what comes out when a transpose is missing'];
    const several = failsAt('x/ci/7/0', { candidates });
    const script = { judged: [several, holds], alone: { 'x/ci/7/0': several } };
    expect((await played([seven], script)).outcome.outcome).toBe('known to fail');
    const none = failsAt('x/ci/7/0', { candidates: ['it is 0'] });
    const other = { judged: [none], alone: { 'x/ci/7/0': none } };
    expect((await played([seven], other)).outcome.outcome).toBe('fails');
    const told = failsAt('x/ci/7/0', { diagnosis: 'it is 0', candidates });
    const third = { judged: [told], alone: { 'x/ci/7/0': told } };
    expect((await played([seven], third)).outcome.outcome).toBe('fails');
  });

  test('is it where it is a sequence of calls, whose formula does not show in it alone', async () => {
    const calls = failsAt('x/ci/7/0', { calls: [] });
    const script = { judged: [calls], alone: { 'x/ci/7/0': calls } };
    expect((await played([seven], script)).outcome.outcome).toBe('known to fail');
    const other = failsAt('x/ci/7/0', { calls: [], candidates: ['it is 0'] });
    const told = { judged: [other], alone: { 'x/ci/7/0': other } };
    expect((await played([seven], told)).outcome.outcome).toBe('fails');
    const one = failsAt('x/ci/7/0');
    const single = { judged: [one], alone: { 'x/ci/7/0': one } };
    expect((await played([seven], single)).outcome.outcome).toBe('fails');
  });

  test('may have no formula that is known', async () => {
    const plain = known('x/ci/7/0');
    expect((await played([plain], { judged: [fails], alone })).outcome.outcome).toBe(
      'known to fail',
    );
  });
});

describe('a known failure that is too rare for the run', () => {
  test('is found by its own problem, and told with all that was asked', async () => {
    const { outcome } = await played([seven], { judged: [holds], alone });
    expect(outcome).toMatchObject({ outcome: 'known to fail', found: { ...fails, runs: 40 } });
    expect(outcome).not.toHaveProperty('aside');
  });

  test('of counted rounds with nothing of what else was asked, which depends on who did it', async () => {
    const script = { judged: [holds], alone };
    const { outcome } = await played([seven], script, { scope: 'counted rounds' });
    expect(outcome).toMatchObject({ outcome: 'known to fail', found: fails });
  });

  test('is told with all others like it, and the first one that is found', async () => {
    const [nine, ten] = [known('x/ci/9/0'), { ...known('x/ci/10/0'), why: seven.why }];
    const all = { ...alone, 'x/ci/9/0': failsAt('x/ci/9/0'), 'x/ci/10/0': failsAt('x/ci/10/0') };
    const { outcome } = await played([seven, nine, ten, known('x/ci/11/0')], {
      judged: [holds],
      alone: all,
    });
    expect(outcome).toMatchObject({
      why: 'why x/ci/7/0; why x/ci/9/0',
      found: { ...fails, runs: 40 },
    });
    const states = outcome.known?.map(({ state }) => state);
    expect(states).toEqual(['met', 'met', 'met', 'fixed']);
  });
});

describe('a known problem that fails in another way', () => {
  const other = failsAt('x/ci/7/0', { diagnosis: 'this dX is what comes out when it is halved' });
  const script = { judged: [holds], alone: { 'x/ci/7/0': other } };

  test('is a new failure, though all others hold', async () => {
    const { outcome } = await played([seven], script);
    expect(outcome).toMatchObject({ ...other, runs: 40, unlike: [seven.why] });
    const counted = await played([seven], script, { scope: 'counted rounds' });
    expect(counted.outcome).toMatchObject(other);
  });

  test('is one, too, where what else fails is known', async () => {
    const nine = known('x/ci/9/0');
    const nines = failsAt('x/ci/9/0');
    const both = { judged: [nines], alone: { ...script.alone, 'x/ci/9/0': nines } };
    const { outcome } = await played([seven, nine], both);
    expect(outcome).toMatchObject({ ...other, unlike: [seven.why, nine.why] });
    expect(outcome.known).toMatchObject([{ state: 'fixed' }, { state: 'met' }]);
  });

  test('is none, where that is known as well, or everything is', async () => {
    const halved = known('x/ci/9/0', { diagnosis: other.counterexample.diagnosis ?? '' });
    const nines = { ...other, counterexample: { ...other.counterexample, replay: 'x/ci/9/0' } };
    const both = { judged: [holds], alone: { ...script.alone, 'x/ci/9/0': nines } };
    const { outcome } = await played([seven, halved], both);
    expect(outcome).toMatchObject({ outcome: 'known to fail', why: 'why x/ci/9/0' });
    const list = [seven, { why: 'all of it' }];
    const still = await played(list, { judged: [holds], alone });
    expect(still.outcome).toMatchObject({ outcome: 'known to fail', why: seven.why });
    const { outcome: own } = await played(list, script);
    expect(own).toMatchObject({
      outcome: 'known to fail',
      why: 'all of it',
      found: { ...other, runs: 40 },
    });
  });

  test('is left to the failure that the run finds', async () => {
    const found = failsAt('x/ci/1/9', { diagnosis: 'another' });
    const { outcome } = await played([seven], { ...script, judged: [found] });
    expect(outcome).toMatchObject(found);
  });

  test('is not looked at, where one problem is asked', async () => {
    expect((await played([seven], script, { scope: 'one problem' })).outcome).toEqual(holds);
  });
});

describe('a bug of ours', () => {
  test('says nothing of a list', async () => {
    const { outcome } = await played([seven], { judged: [bug] });
    expect(outcome).toEqual(bug);
  });

  test('is told, though a known failure fails still, alone or before it', async () => {
    expect((await played([seven], { judged: [bug], alone })).outcome).toEqual(bug);
    const { outcome } = await played([seven], { judged: [fails, bug], alone });
    expect(outcome).toEqual(bug);
  });

  test('on the problem of a known failure is told, and nobody says that it holds now', async () => {
    const script = { judged: [holds, holds], alone: { 'x/ci/7/0': bug } };
    expect((await played([seven], script)).outcome).toEqual(bug);
    expect((await played([seven], script, { scope: 'large' })).outcome).toEqual(bug);
  });
});

describe('what became of each entry', () => {
  const expired = { ...seven, expired: '2026-11-26' };

  test('is told with the day on which it expired', async () => {
    const { outcome } = await played([expired], { judged: [holds], alone });
    const state = { why: seven.why, replay: 'x/ci/7/0', state: 'met', expired: '2026-11-26' };
    expect(outcome.known).toEqual([state]);
  });

  test('is a failure of a strict run where the list should be changed, and there alone', async () => {
    const all = [seven, { ...known('x/ci/8/0'), expired: '2026-11-26' }, known('x/ci/9/0')];
    const script = { judged: [holds], alone: { ...alone, 'x/ci/8/0': failsAt('x/ci/8/0') } };
    const strictly = (await played(all, script, { strict: true })).outcome.known ?? [];
    expect(strictly.map((each) => [each.state, each.fails])).toEqual([
      ['met', undefined],
      ['met', true],
      ['fixed', true],
    ]);
    const { outcome } = await played(all, script);
    expect(outcome.known?.some((each) => 'fails' in each)).toBe(false);
  });

  test('is that it is met, where its problem fails still, whatever else is found', async () => {
    const other = failsAt('x/ci/1/9', { diagnosis: 'another' });
    const { outcome } = await played([seven], { judged: [other], alone });
    expect(outcome).toMatchObject({ outcome: 'fails', known: [{ state: 'met' }] });
  });

  test('is nothing, where the subject does not answer: it has fixed nothing', async () => {
    const gone: Outcome = { outcome: 'crashed', runs: 0, message: 'begin threw: no device' };
    const eight = known('x/ci/8/0', { alone: false });
    const script = { judged: [gone], alone: { 'x/ci/7/0': gone } };
    const { outcome } = await played([seven, eight], script, { strict: true });
    expect(outcome).toEqual({ ...gone, unlike: [seven.why, eight.why] });
    const answered = await played([seven], { judged: [gone] });
    expect(answered.outcome.known).toMatchObject([{ state: 'fixed' }]); // its problem holds
    const rarely = await played([seven], { judged: [holds], alone: { 'x/ci/7/0': gone } });
    expect(rarely.outcome).toEqual({ ...gone, runs: 40, unlike: [seven.why] });
    const none: Outcome = { outcome: 'holds weakly', runs: 0, lacking: ['problems were left out'] };
    const left = await played([seven], { judged: [holds], alone: { 'x/ci/7/0': none } });
    expect(left.outcome).toEqual(holds);
  });

  test('is nothing, where it fails among others alone, and not all of them were asked', async () => {
    const eight = known('x/ci/8/0', { alone: false });
    const none: Outcome = { outcome: 'holds weakly', runs: 0, lacking: ['problems were left out'] };
    const early = [fails, failsAt('x/ci/1/3', { diagnosis: 'another' })];
    for (const scope of ['all', 'rounds', 'counted rounds'] as const) {
      const states = async (...judged: Outcome[]) => {
        const { outcome } = await played([eight], { judged }, { scope });
        return outcome.known?.map(({ state }) => state);
      };
      expect(await states(holds)).toEqual(['fixed']);
      for (const each of [...early, none]) expect(await states(each), scope).toBe(undefined);
    }
  });

  test('is that it cannot be asked, where its token leads nowhere', async () => {
    const script = {
      judged: [holds],
      alone: { 'x/ci/7/0': { outcome: 'no such problem' } },
    } as const;
    const { outcome } = await played([seven], script);
    expect(outcome.known).toMatchObject([{ state: 'unmatched' }]);
  });

  test("is nothing of a subject's own list, nor where one problem is asked", async () => {
    const both = [seven, { why: 'all of it' }];
    const { outcome } = await played(both, { judged: [holds], alone });
    expect(outcome.known).toHaveLength(1);
    const one = await played(both, { judged: [fails, fails], alone }, { scope: 'one problem' });
    expect(one.outcome).toMatchObject({ outcome: 'known to fail' });
    expect(one.outcome).not.toHaveProperty('known');
    const own = await played([{ why: 'all of it' }], { judged: [fails] });
    expect(own.outcome).not.toHaveProperty('known');
  });

  test('is told of what was passed over, and never asked alone', async () => {
    const wide = known('x/ci/7/0', { diagnosis, where: ['n = 3'] });
    const { outcome, asked } = await played([wide], { judged: [holds], alone, met: [wrongX] });
    expect(outcome.known).toMatchObject([{ state: 'met' }]);
    expect(asked).toEqual(['x/ci/7/0']);
  });
});
