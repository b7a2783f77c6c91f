import { describe, expect, test } from 'vitest';
import { record } from '../../../bank/engine/parts.ts';
import { faults } from '../../../bank/faults/index.ts';
import complete from '../../../bank/unusual/complete.ts';
import { historyIndependence } from '../../../properties/history-independence.ts';
import { reference } from '../../contract/reference.ts';
import type { Given, Subject } from '../../contract/subject.ts';
import { changes, rewritings } from '../../problem/derive/varied.ts';
import { planOf } from '../run/plan-of.ts';
import { type PlainVerdict, verdictOn } from '../run/verdict-on.test-setup.ts';

function fault(name: string): Subject {
  const found = faults.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no fault ${name}`);
  return found;
}

/** The reference, made anew by `reset`, with something that it keeps from call to call. */
function remembering<State>(
  start: () => State,
  backward: (given: Given, state: State) => ReturnType<Subject['backward']>,
): Subject {
  let state = start();
  return {
    ...reference,
    name: 'remembers',
    backward: (given) => backward(given, state),
    reset: () => {
      state = start();
    },
  };
}

/** Doubles dX from the second call on. */
const secondCall = remembering(
  () => ({ calls: 0 }),
  (given, state) => {
    state.calls += 1;
    return state.calls === 1 ? reference.backward(given) : doubled(given);
  },
);

function doubled(given: Given): ReturnType<Subject['backward']> {
  const twice = { ...given.dY, data: given.dY.data.map((value) => 2 * value) };
  return reference.backward({ ...given, dY: twice });
}

function ask(subject: Subject, options: Parameters<typeof planOf>[0] = {}) {
  return verdictOn(historyIndependence, subject, planOf(options));
}

function words({ counterexample }: PlainVerdict): string[] {
  return counterexample?.calls?.map(({ call }) => call) ?? [];
}

function shapes({ counterexample }: PlainVerdict): number[][] {
  return counterexample?.calls?.map(({ shape }) => Object.values(shape)) ?? [];
}

describe('a fault that needs a history shrinks to the shortest one', () => {
  const faultsOfHistory: [Subject, string[][]][] = [
    [
      fault('saved-view-mutated'),
      [
        [
          'forward, recorded',
          'X and W of the recorded forward no. 1 are overwritten',
          'backward of the recorded forward no. 1',
        ],
        ...rewritings.map((change) => [
          'forward, recorded',
          `backward of the last problem, ${change}, in the same arrays`,
          'backward of the recorded forward no. 1',
        ]),
      ],
    ],
    [
      fault('backward-uses-last-forward'),
      [
        ['forward, recorded', 'forward, recorded', 'backward of the recorded forward no. 1'],
        ...[...changes, ...rewritings.map((change) => `${change}, in the same arrays`)].map(
          (change) => [
            'forward, recorded',
            `forward, recorded of the last problem, ${change}`,
            'backward of the recorded forward no. 1',
          ],
        ),
      ],
    ],
    [
      secondCall,
      [
        ['backward', 'backward'],
        ['backward', 'backward of the last problem, the same again'],
        ['backward', 'backward of the last problem, with other values'],
        ['backward', 'backward of the last problem, transposed'],
        ...rewritings.map((change) => [
          'backward',
          `backward of the last problem, ${change}, in the same arrays`,
        ]),
      ],
    ],
  ];
  for (const [subject, shortest] of faultsOfHistory) {
    test(subject.name, async () => {
      let atShortest = 0;
      for (const seed of [1, 2, 3, 4]) {
        const verdict = await ask(subject, { seed });
        expect(verdict.outcome).toBe('fails');
        // Now and then no single step leads on: what is left then is short all the same.
        expect(words(verdict).length).toBeLessThanOrEqual(6);
        const said = words(verdict).join('; ');
        if (shortest.some((calls) => calls.join('; ') === said)) atShortest += 1;
        // Of two problems that differ, one is not the least.
        expect(Math.max(...(shapes(verdict).at(-1) ?? []))).toBeLessThanOrEqual(2);
        // The problem of the counterexample is the one of its last call.
        expect(verdict.counterexample?.X).toEqual(verdict.counterexample?.calls?.at(-1)?.X);
      }
      expect(atShortest).toBeGreaterThanOrEqual(2); // backward-uses-last-forward: 17 of 24 seeds
    });
  }

  test('two calls at once, where only that is wrong', async () => {
    const busy = remembering(
      () => ({ running: 0 }),
      async (given, state) => {
        state.running += 1;
        await Promise.resolve();
        const answer = await (state.running > 1 ? doubled(given) : reference.backward(given));
        state.running -= 1;
        return answer;
      },
    );
    const verdict = await ask(busy);
    expect(verdict.outcome).toBe('fails');
    expect(words(verdict).at(-1)).toBe('backward, two at once');
    expect(words(verdict).length).toBeLessThanOrEqual(3);
  });
});

describe('a sequence', () => {
  test('has the same verdict for the same seed, and a token that asks just it again', async () => {
    for (const subject of [fault('saved-view-mutated'), secondCall]) {
      const [first, again] = [await ask(subject, { seed: 7 }), await ask(subject, { seed: 7 })];
      expect(again).toEqual(first);
      const replay = first.counterexample?.replay ?? '';
      const replayed = await ask(subject, { replay });
      expect(replayed.runs).toBe(1);
      for (const name of ['calls', 'X', 'W', 'dY', 'where', 'actual', 'replay'] as const) {
        expect(replayed.counterexample?.[name], name).toEqual(first.counterexample?.[name]);
      }
    }
  });

  test('passes when its token is asked of a subject that is right', async () => {
    const { counterexample } = await ask(fault('saved-view-mutated'));
    const replay = counterexample?.replay ?? '';
    expect((await ask(complete, { replay })).outcome).toBe('holds');
  });

  test('begins with a reset: nothing is left of the sequence before', async () => {
    let resets = 0;
    let asked = 0;
    const counting: Subject = {
      ...reference,
      backward: (given) => {
        if (resets === 0) asked += 1;
        return reference.backward(given);
      },
      reset: () => {
        resets += 1;
      },
    };
    expect((await ask(counting, { runs: 5 })).outcome).toMatch(/^holds/);
    expect([resets, asked]).toEqual([5, 0]);
  });

  test('may be refused a backward pass once X and W have been overwritten, but not before', async () => {
    const { emptyExtents: _, ...claims } = complete.claims ?? {};
    const refusing = (refuses: (spoiled: boolean) => boolean): Subject => ({
      ...complete,
      claims,
      record: (operands) => {
        const [x = Number.NaN] = operands.X.data;
        const recorded = record(operands);
        return {
          Y: recorded.Y,
          backward: (dY) => {
            if (refuses(!Object.is(operands.X.data[0], x))) throw new Error('X has changed');
            return recorded.backward(dY);
          },
        };
      },
    });
    expect((await ask(refusing((spoiled) => spoiled))).outcome).toBe('holds');
    const { outcome, reason } = await ask(refusing(() => true));
    expect([outcome, reason]).toEqual(['crashed', 'backward threw: X has changed']);
  });

  test('of a subject that throws ends at the shortest one, as a crash', async () => {
    const throwing = remembering(
      () => ({ calls: 0 }),
      (given, state) => {
        state.calls += 1;
        if (state.calls > 1) throw new Error('out of memory');
        return reference.backward(given);
      },
    );
    const verdict = await ask({ ...throwing, claims: {} });
    expect([verdict.outcome, verdict.reason]).toEqual(['crashed', 'backward threw: out of memory']);
    expect(words(verdict)).toHaveLength(2);
  });

  test('of which the forward pass is wrong, or no record at all, ends at one call', async () => {
    const records: [Subject['record'], RegExp][] = [
      // SAFETY: being wrong is what is tested.
      [(() => 3) as never, /^record: expected an object with Y and a function backward, got 3$/],
      [
        (operands) => {
          const recorded = record(operands);
          const { shape, data } = recorded.Y;
          return { ...recorded, Y: { shape, data: Array.from(data, (y) => y + 1) } };
        },
        /^Y, entry \(0, 0\): expected exactly -?\d+, got -?\d+$/,
      ],
    ];
    for (const [record, sentence] of records) {
      const verdict = await ask({ ...complete, ...(record && { record }) }, { seed: 2 });
      expect(verdict.outcome).toBe('fails');
      expect(verdict.reason).toMatch(sentence);
      expect(words(verdict)).toEqual(['forward, recorded']);
    }
  });
});

describe('a token that names no problem', () => {
  const nowhere = [
    'history-independence/smoke/1/0:999999',
    'history-independence/smoke/1/0:1:2:3/AAAA:B',
    'equation-2/smoke/1/0:999999',
  ];
  for (const replay of nowhere) {
    test(`${replay}: an error, never a pass`, async () => {
      const plan = planOf({ replay });
      const [property, ...others] = plan.properties;
      if (property === undefined) throw new Error('no property');
      expect(others).toEqual([]);
      const { outcome } = await verdictOn(property, reference, plan);
      expect(outcome).toBe('no such problem');
    });
  }
});

describe('a known failure that needs a history', () => {
  const knownFailures = { 'history-independence': 'upstream no. 9' };

  test('is marked as one, also when it is replayed', async () => {
    const known = { ...secondCall, knownFailures };
    const verdict = await ask(known);
    expect(verdict).toMatchObject({ outcome: 'known to fail', why: 'upstream no. 9' });
    const replay = verdict.counterexample?.replay ?? '';
    expect(await ask(known, { replay })).toMatchObject({ outcome: 'known to fail' });
  });

  test('is a failure when it holds, but not when one token of it does', async () => {
    const cured = { ...reference, knownFailures };
    const { outcome, reason } = await ask(cured, { profile: 'smoke' });
    expect(outcome).toBe('holds again');
    expect(reason).toContain('listed as a known failure (upstream no. 9), but it holds');
    const { counterexample } = await ask(secondCall);
    const replay = counterexample?.replay ?? '';
    expect((await ask(cured, { replay })).outcome).toBe('holds');
  });
});
