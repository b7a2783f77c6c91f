import { expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { explain } from '../../verdict/explain.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import { planOf } from './plan-of.ts';
import { Rounds } from './rounds.ts';
import { runInfoOf } from './run-info-of.ts';
import { verdictOf } from './verdict-of.ts';

/** Wrong for one shape, which few problems have; or it throws there. */
function rare(deed: 'is wrong' | 'throws' | 'is right'): Subject {
  const { numberFormat, backward } = reference;
  return {
    ...{ name: 'rare', numberFormat },
    backward: async (given) => {
      const { dX, dW } = await backward(given);
      if (deed === 'is right' || given.X.shape.join() !== '7,5')
        return { ...(dX && { dX }), ...(dW && { dW }) };
      if (deed === 'throws') throw new Error('7×5');
      return {
        ...(dX && { dX: { ...dX, data: Array.from(dX.data, (x) => x + 1) } }),
        ...(dW && { dW }),
      };
    },
  };
}

/** A token that fails for the first, of the first seed that finds one. */
async function found(): Promise<string> {
  for (let seed = 1; seed < 50; seed += 1) {
    const plan = planOf({ profile: 'ci', seed });
    const verdict = await verdictOf(equation1, new Border(rare('is wrong')), plan);
    const token = smallestIn(verdict)?.replay;
    if (token !== undefined) return token;
  }
  throw new Error('no seed finds it');
}

const token = await found();

async function verdictOn(deed: Parameters<typeof rare>[0], kept: readonly string[]) {
  const plan = planOf({ profile: 'smoke', seed: 1, kept });
  return verdictOf(equation1, new Border(rare(deed)), plan);
}

test('a problem that failed in an earlier run is asked again, until it holds', async () => {
  expect(await verdictOn('is wrong', [])).toMatchObject({ outcome: 'holds' });
  const still = await verdictOn('is wrong', [
    'purity/ci/1/0',
    'no token',
    'equation-1/large/1/0',
    token,
  ]);
  expect(still).toMatchObject({ outcome: 'fails', counterexample: { kept: true, replay: token } });
  const { runs } = { runs: 0, ...(await verdictOn('is right', [])) };
  expect(still).toMatchObject({ runs });
  expect(explain(still, String)).toContain('  it failed in an earlier run, and does so still;');
  expect(await verdictOn('is right', [token])).toMatchObject({ outcome: 'holds' });
});

test('so is one on which it threw', async () => {
  const still = await verdictOn('throws', [token]);
  expect(still).toMatchObject({ outcome: 'crashed', counterexample: { kept: true } });
});

test('a campaign asks it first, and goes on where it holds', async () => {
  const inRounds = async (deed: Parameters<typeof rare>[0]) => {
    const plan = planOf({ rounds: 2, runs: 10, extent: 4, kept: [token] });
    const border = new Border(rare(deed));
    const run = runInfoOf(border.subject, plan);
    const { budget } = plan;
    if (budget === undefined) throw new Error('no rounds');
    const rounds = new Rounds(border, { plan, budget, run, passed: () => {} });
    return verdictOf(equation1, border, { ...plan, rounds });
  };
  const still = await inRounds('is wrong');
  expect(still).toMatchObject({ outcome: 'fails', runs: 1, counterexample: { kept: true } });
  expect(await inRounds('is right')).toMatchObject({ runs: 20, rounds: 2 });
});
