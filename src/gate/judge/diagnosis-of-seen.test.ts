/** Which answers a diagnosis rests on, and of which results it is told. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { multiply } from '../../matrix/multiply.ts';
import { formats } from '../../number/formats.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import { generateProblem } from '../../problem/draw/generate-problem.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import { fact, type Property } from '../../property/property.ts';
import { diagnosisOf } from './diagnosis-of.ts';
import type { Disagreement, WrongEntries } from './disagreement.ts';
import type { Failure } from './failure.ts';
import { plainly, stating, wrongIn } from './stating.test-setup.ts';

const options = { format: formats.float64, extent: 4, volume: 30, kinds: ['middle'] } as const;

function searching(subject: Subject, property: Property = equation1) {
  const plan = { seed: 1, runs: 10, extent: 4, volume: 30 };
  return { property, border: new Border(subject), plan, options };
}

const broken = (where: string): Disagreement => {
  return { kind: 'fact', where, expected: 'this', actual: 'that' };
};

/** Small problems of small integers, no two alike. */
function some(count: number): Problem[] {
  const draw = drawFrom(7);
  return Array.from({ length: count }, () =>
    generateProblem(draw, {
      ...options,
      kinds: ['middle'],
      plain: true,
      fixed: { m: 3, n: 2, k: 3 },
    }),
  );
}

const [problem = problemOf([3, 2, 3], {}), larger = problem] = some(2);
const failure = (where = 'dX'): Failure => ({ problem, disagreement: broken(where) });
const tripled = (result: 'dX' | 'dW') => wrongIn(result, (entry) => 3 * entry);

/** Wrong in both gradients. */
const wrongInBoth: Subject['backward'] = async (given) => {
  const [{ dX }, { dW }] = [await tripled('dX')(given), await wrongIn('dW', (w) => 5 * w)(given)];
  return { ...(dX && { dX }), ...(dW && { dW }) };
};

/** Y is three times what it should be. */
const wrongForward: Subject['forward'] = async (given) => {
  const { shape, data } = (await reference.forward?.(given)) ?? { shape: [], data: [] };
  return { shape, data: Array.from(data, (y) => 3 * y) };
};

/** Asks for all that there is. */
const asksAll = stating(async function* ({ problem: asked, backward, forward, hasForward }) {
  await backward(asked);
  if (hasForward) await forward(asked);
  yield fact('nothing', { holds: true, expected: '', actual: '' });
});

/** Of which results something is told, and what. */
async function told(subject: Subject, failures: readonly Failure[], property?: Property) {
  const found = await diagnosisOf(searching(subject, property), failures);
  return Object.fromEntries(found.map((each) => [each.of, each.told?.sentence]));
}

afterEach(() => vi.restoreAllMocks());

describe('it is told of', () => {
  const thrice = expect.stringContaining('multiplied by 3');
  const five = expect.stringContaining('multiplied by 5');

  test('the gradient that is compared', async () => {
    const both = plainly({ backward: wrongInBoth });
    expect(await told(both, [failure('dX')])).toEqual({ dX: thrice });
    expect(await told(both, [failure('dW')])).toEqual({ dW: five });
  });

  test('both, where the comparison names none, or one that is right', async () => {
    const both = plainly({ backward: wrongInBoth });
    expect(await told(both, [failure('X after the call')])).toEqual({ dX: thrice, dW: five });
    const one = plainly({ backward: tripled('dW') });
    expect(await told(one, [failure('dX')])).toEqual({ dW: thrice });
  });

  test('Y, where no gradient is wrong', async () => {
    const forward = wrongForward;
    const right = plainly({ forward });
    expect(await told(right, [failure('Y')], asksAll)).toEqual({ Y: thrice });
    const wrong = plainly({ forward, backward: tripled('dX') });
    expect(await told(wrong, [failure('Y')], asksAll)).toEqual({ dX: thrice });
  });

  test('nothing, where the smallest problem holds when it is asked again', async () => {
    expect(await diagnosisOf(searching(reference), [failure()])).toEqual([]);
    const largeAlone = plainly({
      backward: (given) =>
        given.X.shape[0] === 9 ? tripled('dX')(given) : reference.backward(given),
    });
    const [large = problem] = [problemOf([9, 2, 3], { W: (i) => i + 1 })];
    const failures = [{ ...failure(), problem: large }, failure()];
    expect(await diagnosisOf(searching(largeAlone), failures)).toEqual([]);
  });
});

describe('it rests on answers to', () => {
  /** The problems that are asked, of a subject that is wrong so. */
  async function asked(
    failures: readonly Failure[],
    backward = tripled('dX'),
    property = equation1,
  ) {
    const seen: number[][] = [];
    const listening: Subject['backward'] = (given) => {
      seen.push([given.X, given.W, given.dY].flatMap(({ data }) => [...data]));
      return backward(given);
    };
    await diagnosisOf(searching(plainly({ backward: listening }), property), failures);
    return seen;
  }
  const entries = ({ X, W, dY }: Problem): number[] => {
    return [X, W, dY].flatMap((each: Matrix) => [...each.toArray()]);
  };

  test('the smallest problem, the first one, and others like both', async () => {
    const all = await asked([{ ...failure(), problem: larger }, failure()]);
    expect(all.slice(0, 2)).toEqual([entries(problem), entries(larger)]);
    const sizes = new Set(all.map((each) => each.length));
    expect(sizes.size).toBeGreaterThan(3);
    expect(all.filter((each) => each.length === all[0]?.length).length).toBeGreaterThan(10);
  });

  test('one problem once, where it is the first and the smallest', async () => {
    const only = failure();
    const all = await asked([only]);
    expect(all.filter((each) => String(each) === String(entries(problem))).length).toBe(1);
  });

  test('no more, once forty are wrong', async () => {
    const { length } = await asked([{ ...failure(), problem: larger }, failure()]);
    expect(length).toBeGreaterThanOrEqual(40);
    expect(length).toBeLessThan(50);
  });

  test('some seventy problems, where few are wrong', async () => {
    let calls = 0;
    const seldom: Subject['backward'] = (given) => {
      calls += 1;
      return calls === 1 ? tripled('dX')(given) : reference.backward(given);
    };
    const all = await asked([{ ...failure(), problem: larger }, failure()], seldom);
    expect(all.length).toBeLessThan(80);
    expect(all.length).toBeGreaterThan(60);
  });

  test('no more, once they have cost so many calls', async () => {
    let calls = 0;
    const seldom: Subject['backward'] = (given) => {
      calls += 1;
      return calls === 1 ? tripled('dX')(given) : reference.backward(given);
    };
    const often = stating(async function* ({ backward, problem: each }) {
      for (let call = 0; call < 200; call += 1) await backward(each);
      yield fact('nothing', { holds: true, expected: '', actual: '' });
    });
    const [before, border] = [100, new Border(plainly({ backward: seldom }))];
    for (let call = 0; call < before; call += 1) await border.backward(problem);
    calls = 0;
    await diagnosisOf({ ...searching(reference, often), border }, [failure()]);
    expect(border.calls - before).toBe(1200);
  });

  test('no more, once they have cost so much time, from when they began', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(50_000);
    let calls = 0;
    const slow: Subject['backward'] = (given) => {
      calls += 1;
      clock.mockReturnValue(50_000 + 4000 * calls);
      return tripled('dX')(given);
    };
    expect((await asked([failure()], slow)).length).toBe(5);
  });
});

describe('of sequences, it rests on the wrong call of each, after those before it', () => {
  /** A sequence that ends with this problem, after two others; dX is this. */
  function ended(last: Problem, dX: Matrix, more: Partial<WrongEntries> = {}): Failure {
    const wrong: WrongEntries = {
      ...{ kind: 'entries', where: 'dX', entry: [0, 0], wrong: [[0, 0]], radius: 0, excess: 1 },
      ...{ actual: dX, expected: dX, ...more },
    };
    const calls = [problem, larger, last].map((each) => ({
      words: 'backward',
      problem: each,
      gradients: true,
    }));
    return { problem: last, disagreement: wrong, calls };
  }
  const problems = some(8).slice(2);
  const search = searching(reference);

  test('what is left of an earlier one is seen', async () => {
    const stale = problems.map((each) => ended(each, multiply(each.dY, larger.W.T)));
    const [found] = await diagnosisOf(search, stale);
    expect(found?.told).toMatchObject({ cause: 'stale' });
    expect(found?.told?.sentence).toContain('W is that of an earlier call');
    expect(search.border.calls).toBe(0);
  });

  test('what the call asked for is heeded', async () => {
    const unscaled = problems.map((each) =>
      ended({ ...each, variant: { alpha: 2 } }, multiply(each.dY, each.W.T)),
    );
    const [found] = await diagnosisOf(search, unscaled);
    expect(found?.told?.sentence).toContain('α');
    const fresh = problems.map((each) =>
      ended({ ...each, variant: { into: 'accumulate' } }, multiply(each.dY, each.W.T)),
    );
    const [added] = await diagnosisOf(search, fresh);
    expect(added?.candidates.map(({ cause }) => cause)).toEqual(['options']);
  });

  test('but not what is no answer of one gradient, as a whole', async () => {
    const dX = (each: Problem): Matrix => multiply(each.dY, larger.W.T);
    const part = { from: [0, 0], of: [9, 9] } as const;
    const [last = problem] = problems;
    for (const failures of [
      problems.map((each) => ended(each, dX(each), { part })),
      problems.map((each) => ended(each, multiply(each.X, each.W), { where: 'Y' })),
      problems.map((each) => ({ ...ended(each, dX(each)), disagreement: broken('dX') })),
      problems.map((each) =>
        ended(
          each,
          Matrix.of([0, 0], () => 0),
        ),
      ),
    ]) {
      expect(await diagnosisOf(search, [...failures, ...failures])).toEqual([]);
    }
    expect(shapeOf(last)).toEqual({ m: 3, n: 2, k: 3 });
  });
});
