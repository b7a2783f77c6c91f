/** What is said of a failure while it is shrunk, and when that ends early. */
import { describe, expect, test } from 'vitest';
import { faults } from '../../../bank/faults/index.ts';
import misprint from '../../../bank/faults/misprint.ts';
import { adjointIdentity } from '../../../properties/adjoint-identity.ts';
import { equation1 } from '../../../properties/equation-1.ts';
import { equation2 } from '../../../properties/equation-2.ts';
import { historyIndependence } from '../../../properties/history-independence.ts';
import { transposeSymmetry } from '../../../properties/transpose-symmetry.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Answers, Operands, Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import type { Property } from '../../property/property.ts';
import { triedIn } from '../../verdict/count.ts';
import type { Counterexample } from '../../verdict/counterexample.ts';
import { explain } from '../../verdict/explain.ts';
import { followed } from '../../verdict/followed.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import { Families } from '../judge/families.ts';
import { planOf } from './plan-of.ts';
import { Rounds } from './rounds.ts';
import { runInfoOf } from './run-info-of.ts';
import { type RunningPlan, verdictOf } from './verdict-of.ts';

const large = faults.find(({ name }) => name === 'near-zero-when-m-big');
if (large === undefined) throw new Error('the bank has another name for it');
const slow: Subject = large;

async function judged(
  property: Property,
  subject: Subject,
  more: Partial<RunningPlan> = {},
): Promise<{ verdict: PropertyVerdict; told: PropertyVerdict[]; shown: Partial<Counterexample> }> {
  const told: PropertyVerdict[] = [];
  const failing = (found: PropertyVerdict) => void told.push(found);
  const plan = { ...planOf({}), failing, ...more };
  const verdict = await verdictOf(property, new Border(subject), plan);
  return { verdict, told, shown: smallestIn(verdict) ?? {} };
}

/** The reference, with answers that are changed. */
function changing(change: (given: Operands, right: Answers) => Answers): Subject {
  const { forward: _, ...silent } = reference;
  return {
    ...silent,
    name: 'changed',
    backward: async (given) => change(given, await reference.backward(given)),
  };
}

/** dX with other entries. */
function withX({ dX, ...others }: Answers, change: (data: Float64Array) => Float64Array): Answers {
  if (dX === undefined) return others;
  return { ...others, dX: { ...dX, data: change(Float64Array.from(dX.data)) } };
}

const zeros = (data: Float64Array) => data.map(() => 0);
const inner = ({ W }: Operands): number => W.shape[0] ?? 0;

async function askedAgain(property: Property, subject: Subject, replay: string) {
  const { shown } = await judged(property, subject, planOf({ replay }));
  return [shown.X, shown.W, shown.dY];
}

describe('every problem on the way', () => {
  const cases: [Property, Subject][] = [
    [equation2, misprint],
    [equation1, slow],
    [historyIndependence, misprint],
  ];
  for (const [property, subject] of cases) {
    test(`is told at once, with a token that asks it again: ${property.id}`, async () => {
      const { verdict, told, shown } = await judged(property, subject);
      expect(told.length).toBe((shown.shrinks ?? 0) + 1);
      for (const each of told) {
        const { X, W, dY, replay = '' } = smallestIn(each) ?? {};
        expect(await askedAgain(property, subject, replay)).toEqual([X, W, dY]);
      }
      const whole = told.reduce<PropertyVerdict | undefined>(followed, undefined);
      const { steps, first, shrinks, replay } = shown;
      expect(whole && smallestIn(whole)).toMatchObject({ steps, first, shrinks, replay });
      expect(whole).toMatchObject({ ...countsOf(verdict), outcome: 'fails' });
      expect(whole && smallestIn(whole)?.shrinking?.ended).toBe('cut off');
    });
  }
});

test('of a run in rounds, it is told with all that was counted', async () => {
  const plan = planOf({ for: 1 });
  const { budget } = plan;
  if (budget === undefined) throw new Error('there is no time');
  const run = runInfoOf(misprint, plan);
  const passed = (): void => {};
  const rounds = new Rounds(new Border(misprint), { plan, budget, run, passed, now: () => 0 });
  const { verdict, told } = await judged(equation2, misprint, { ...plan, rounds });
  expect(verdict).toMatchObject({ outcome: 'fails', rounds: 1 });
  for (const each of told) expect(countsOf(each)).toEqual(countsOf(verdict));
});

function countsOf(verdict: PropertyVerdict) {
  const { runs, rounds, evidence } = triedIn(verdict);
  return defined({ runs, rounds, evidence });
}

describe('a search that ends early', () => {
  test('after its calls says so, and its token asks the smallest problem so far', async () => {
    const all = await judged(equation1, slow);
    expect(all.shown.shrinking?.ended).toBe('nothing smaller fails');
    const budget = { calls: 60, milliseconds: Number.POSITIVE_INFINITY };
    const { verdict, shown } = await judged(equation1, slow, { shrinking: budget });
    expect(shown.shrinking).toEqual({ ended: 'out of calls', calls: 60 });
    expect(shown.shrinks).toBeGreaterThan(0);
    expect(shown.shrinks).toBeLessThan(all.shown.shrinks ?? 0);
    const { X, W, dY, replay = '' } = shown;
    expect(await askedAgain(equation1, slow, replay)).toEqual([X, W, dY]);
    expect(explain(verdict, (token) => token)).toContain('shrinking ended early, after 60 calls');
  });

  test('after its time says so, with the first problem if need be', async () => {
    const budget = { calls: 1000, milliseconds: 0 };
    const { verdict, shown } = await judged(equation1, slow, { shrinking: budget });
    expect(shown).toMatchObject({ shrinks: 0, shrinking: { ended: 'out of time', calls: 0 } });
    expect(explain(verdict, (token) => token)).toContain('as the subject is slow');
  });
});

/** Of the first seed whose first problem has n > 4. */
async function judgedFromLarge(subject: Subject) {
  for (let seed = 1; seed < 20; seed += 1) {
    const found = await judged(equation1, subject, { seed });
    if ((found.shown.first?.shape.n ?? 0) > 4) return found;
  }
  throw new Error('no seed begins with a large problem');
}

describe('what is wrong stays the same', () => {
  test('a crash does not turn into another one, whatever its numbers', async () => {
    const crashing = changing((given) => {
      throw new Error(inner(given) > 4 ? `no kernel for n = ${inner(given)}` : 'no device');
    });
    const { shown, verdict } = await judgedFromLarge(crashing);
    expect(verdict).toMatchObject({ message: 'backward threw: no kernel for n = 5' });
    expect(shown.shape).toEqual({ m: 1, n: 5, k: 1 });
    expect(shown.shrinking?.otherwise).toBeGreaterThan(0);
    expect(explain(verdict, (token) => token)).toMatch(
      /left aside: \d+ smaller problems? that fails? in/,
    );
  });

  test('what fails in dW first is followed where dX, too, fails of what is smaller', async () => {
    const both = changing((given, { dX, dW }) => {
      const none = {
        ...dW,
        shape: dW?.shape ?? [],
        data: zeros(Float64Array.from(dW?.data ?? [])),
      };
      const right = { ...(dX && { dX }), dW: none };
      const off = (data: Float64Array) => data.map((entry) => entry + 0.5);
      return inner(given) > 4 ? right : withX(right, off);
    });
    let followed = 0;
    for (const seed of [1, 2, 3, 4]) {
      const { shown } = await judged(adjointIdentity, both, { seed });
      if (shown.kind !== 'entries' || shown.where !== '⟨dW, B⟩') continue;
      followed += 1;
      expect(shown.shape).toEqual({ m: 1, n: 1, k: 1 });
    }
    expect(followed).toBeGreaterThan(0);
  });

  test('a gradient that is wrong does not turn into one that is no gradient', async () => {
    const two = changing((given, right) => {
      if (inner(given) > 4) return withX(right, (data) => data.map((entry) => entry + 1));
      return right.dW === undefined ? {} : { dW: right.dW };
    });
    const { shown } = await judgedFromLarge(two);
    expect(shown).toMatchObject({ kind: 'entries', shape: { m: 1, n: 5, k: 1 } });
  });

  test('a diagnosis is true of the numbers beside it, and of those it was found by', async () => {
    const one = changing((_, right) => withX(right, zeros));
    const same = await judged(equation1, one);
    expect(same.shown.diagnosis).toContain('everything is 0');
    expect(same.shown.cause).toBe('zero');
    const two = changing((given, right) =>
      withX(right, inner(given) > 8 ? zeros : (data) => data.map((entry) => entry + 3)),
    );
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const { shown } = await judged(equation1, two, { seed });
      if (shown.kind !== 'entries') throw new Error(shown.kind);
      expect(shown.actual).toBe(Number(shown.expected?.mid) + 3);
      expect(shown.diagnosis ?? '').not.toContain('everything is 0');
    }
  });
});

describe('when properties fail in the same way', () => {
  test('the first is shrunk in full, the others for some calls only, and that is said', async () => {
    const families = new Families();
    const first = await judged(equation1, slow, { families });
    expect(first.shown.shrinking?.ended).toBe('nothing smaller fails');
    expect(first.shown.shrinking?.calls).toBeGreaterThan(300);
    const { verdict, shown } = await judged(transposeSymmetry, slow, { families });
    expect(shown.shrinking).toMatchObject({ ended: 'out of calls', after: 'equation-1' });
    expect(shown.shrinking?.calls).toBeLessThan(310);
    expect(explain(verdict, (token) => token)).toMatch(
      /shrinking ended early, after \d+ calls: equation-1, before it, fails in the same way/,
    );
    expect(shown).not.toHaveProperty('others');
    const { X, W, dY, replay = '' } = shown;
    expect(await askedAgain(transposeSymmetry, slow, replay)).toEqual([X, W, dY]);
    const alone = await judged(transposeSymmetry, slow);
    expect(alone.shown.shrinking?.ended).toBe('nothing smaller fails');
  });

  test('another gradient is another failure, and shrunk in full', async () => {
    const families = new Families();
    await judged(equation2, misprint, { families });
    const { shown } = await judged(equation1, slow, { families });
    expect(shown.shrinking?.ended).toBe('nothing smaller fails');
  });
});
