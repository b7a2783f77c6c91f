import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { faults } from '../../../bank/faults/index.ts';
import { historyIndependence } from '../../../properties/history-independence.ts';
import { Border } from '../../call/border.ts';
import { profiles } from '../run/profiles.ts';
import { optionsFor } from './options-for.ts';
import { BrokenSequence } from './past.ts';
import { replayPathOf, withCommands } from './replay-path-of.ts';
import { runSequence, sequences } from './sequences.ts';
import { Trials } from './trials.ts';

/** What fast-check prints of a failure, and the path that we recorded on the way to it. */
async function bothPaths(seed: number, maxShrinks: number) {
  const fault = faults.find(({ name }) => name === 'saved-view-mutated');
  if (fault === undefined) throw new Error('no such fault');
  const border = new Border(fault);
  const property = historyIndependence;
  const options = optionsFor(property, border, profiles.ci);
  const trials = new Trials(border, {
    ...{ only: false, shrinks: false, failed: () => {} },
    budgetFor: () => ({ calls: 0, milliseconds: 0 }),
  });
  const ran: boolean[] = [];
  let failures = 0;
  const law = fc.asyncProperty(
    sequences({ property, border, options, trials }),
    async (sequence) => {
      try {
        if (failures > maxShrinks) return true;
        await runSequence(border, sequence);
        return true;
      } catch (error) {
        if (!(error instanceof BrokenSequence)) throw error;
        failures += 1;
        ran.push(...error.ran);
        return false;
      }
    },
  );
  const { counterexample } = await fc.check(law, { seed });
  return { printed: String(counterexample?.[0]), recorded: replayPathOf(ran) };
}

test('the path of a sequence is the one that fast-check prints, after few shrinks and many', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    for (const maxShrinks of [0, 1, 5, 1000]) {
      const { printed, recorded } = await bothPaths(seed, maxShrinks);
      expect(printed).toContain(`replayPath=${JSON.stringify(recorded)}`);
    }
  }
});

test('a stretch is at most 64 commands long', () => {
  const stretch = (length: number, value: boolean) => Array.from({ length }, () => value);
  expect(replayPathOf([])).toBe(':');
  expect(replayPathOf([...stretch(65, true), false])).toBe('/AA:D');
});

test('commands of all failures stand behind a slash; where there are none, nothing does', () => {
  const ran = [{ ran: [true] }, { ran: [true, false] }];
  expect(withCommands('0:1', ran)).toBe(`0:1/${replayPathOf([true, true, false])}`);
  expect(withCommands('0:1', [{ ran: [true] }, {}])).toBe(`0:1/${replayPathOf([true])}`);
  expect(withCommands('0:1', [{}])).toBe('0:1');
  expect(withCommands('', [])).toBe('');
});

test('six stretches share a letter of which they were', () => {
  const turns = (length: number) => Array.from({ length }, (_, at) => at % 2 === 0);
  expect(replayPathOf(turns(6))).toBe('AAAAAA:V');
  expect(replayPathOf(turns(7))).toBe('AAAAAAA:VB');
});
