/** What comes of a product that is wrong at size, on problems that are small: nothing of it depends on how large they are. */
import { describe, expect, test } from 'vitest';
import { Border } from '../../call/border.ts';
import { elsewhere } from '../../call/elsewhere.ts';
import { SubjectCrash, Unasked } from '../../call/subject-crash.ts';
import type { Subject } from '../../contract/subject.ts';
import { noEvidence } from '../../verdict/evidence.ts';
import type { LargeJudgement } from './judge-large.ts';
import { engine, judged, layer } from './large-layer.test-setup.ts';

const right = layer({});

/** Wrong from five rows on, in one entry of dX. */
const wrong: Subject = {
  ...right,
  backward: async (given) => {
    const { dX, dW } = await right.backward(given);
    const data = Float64Array.from(dX?.data ?? []);
    const [rows = 0, cols = 0] = given.X.shape;
    if (rows >= 5) data[4 * cols] = 0.5;
    return { dX: { shape: [rows, cols], data }, ...(dW && { dW }) };
  },
};

describe('a failure', () => {
  test('is shrunk, and each step told as if it was all', async () => {
    const told: LargeJudgement[] = [];
    const found = await judged(wrong, { failed: (each) => told.push(each) });
    const { failures, runs, evidence, shrinking, path } = found;
    expect(failures.at(-1)).toMatchObject({
      ...{ problem: { shape: { m: 5, n: 1, k: 1 }, small: true, kind: 'exact' } },
      disagreement: { kind: 'entries', where: 'dX', entry: [4, 0], actual: { rows: 5, cols: 1 } },
    });
    expect(failures.at(-1)?.nonZero).toBeGreaterThan(0);
    expect(failures.at(-1)?.largest).toBeLessThanOrEqual(3);
    expect(shrinking).toMatchObject({ ended: 'nothing smaller fails' });
    // The first that failed is evidence as well, and no smaller one is.
    expect(evidence.problems).toBe(runs);
    // It was exact, and found to be wrong by the first probe.
    expect(evidence).not.toHaveProperty('closest');
    expect(evidence).not.toHaveProperty('probed');
    expect(told.map((each) => each.failures)).toEqual(failures.map((each) => [each]));
    expect(told.at(-1)).toMatchObject({ runs, path, evidence, shrinking: { ended: 'cut off' } });
  });

  test('is asked again, and shown where it is wrong', async () => {
    const { last, again } = await judged(wrong);
    expect(again).toEqual({ fresh: false, fails: true });
    expect([last?.operands.X.rows, last?.operands.X.cols]).toEqual([5, 1]);
    const tiles = [[false], [false], [false], [false], [true]];
    expect(last?.tiles).toEqual({ tile: [1, 1], wrong: tiles });
  });

  test('may hold when it is asked again, in a fresh process', async () => {
    let isFresh = false;
    const away = {
      claiming: () => ({ backward: subject.backward }),
      hold: () => Promise.reject(),
      renew: async () => {
        isFresh = true;
      },
    };
    const subject: Subject = {
      ...right,
      backward: (given) => (isFresh ? right : wrong).backward(given),
    };
    const worn = new Border({ ...subject, [elsewhere]: away });
    const { last, again, path } = await judged(worn);
    expect(again).toEqual({ fresh: true, fails: false });
    expect(last).not.toHaveProperty('tiles');
    isFresh = false;
    // By its token it is asked where it is.
    const replayed = await judged(worn, { path });
    expect(replayed.again).toEqual({ fresh: false, fails: true });
  });

  test('is asked by its path alone, and is evidence of nothing then', async () => {
    const { path, failures } = await judged(wrong);
    const { failures: again, ...rest } = await judged(wrong, { path });
    expect(again).toEqual(failures.slice(-1));
    expect(rest).toMatchObject({ runs: 1, path, evidence: noEvidence });
    expect(rest).not.toHaveProperty('shrinking');
    expect(await judged(right, { path })).toMatchObject({ runs: 1, failures: [] });
    const nowhere = await judged(wrong, { path: '0:99999' });
    expect(nowhere).toMatchObject({ runs: 0, failures: [], path: '' });
  });

  test('is left as it is, where nothing smaller is wanted, and searched for as long as is said', async () => {
    const { failures, shrinking } = await judged(wrong, { unshrunk: true });
    expect([failures.length, shrinking]).toEqual([1, undefined]);
    const brief = await judged(wrong, { shrinking: { calls: 2, milliseconds: 1000 } });
    expect(brief.shrinking).toMatchObject({ ended: 'out of calls', calls: 2 });
  });

  test('has the place that it has in any case, whatever else is passed over', async () => {
    const shapes = [
      { m: 9, n: 9, k: 9 },
      { m: 5, n: 1, k: 1 },
    ];
    const { runs, path, failures } = await judged(wrong, { large: 60, shapes });
    expect([runs, path.split(':')[0]]).toEqual([1, '3']);
    const again = await judged(wrong, { path, large: 60, shapes });
    expect(again.failures).toEqual(failures.slice(-1));
  });
});

test('a path counts the problems that were drawn and may not be asked, also while smaller ones are looked for', async () => {
  let calls = 0;
  // Beyond some extents no sum of Strassen's recursion is exact: such a problem is not asked.
  const narrow: Subject = { ...layer({ algorithm: 'strassen' }), numberFormat: 'float32' };
  const late: Subject = {
    ...narrow,
    backward: (given) => {
      calls += 1;
      return (calls < 20 ? narrow : wrong).backward(given);
    },
  };
  const told: LargeJudgement[] = [];
  const more = { extent: 300, volume: 2 ** 14, runs: 60, unshrunk: true } as const;
  const found = await judged(late, { ...more, failed: (each) => told.push(each) });
  expect(found.failures).toHaveLength(1);
  expect(told.map(({ path, runs }) => ({ path, runs }))).toEqual([
    { path: found.path, runs: found.runs },
  ]);
  expect(Number(found.path)).toBeGreaterThan(found.runs);
});

test('where no problem could be asked, also of a path, that is known, and why', async () => {
  const { path } = await judged(wrong);
  const backward = (): never => {
    throw new Unasked('it has crashed too often');
  };
  for (const more of [{}, { path }]) {
    const { runs, failures, evidence } = await judged({ ...wrong, backward }, more);
    expect([runs, failures, evidence.unasked]).toEqual([0, [], 'it has crashed too often']);
  }
});

describe('where there is no answer', () => {
  const throwing = (error: Error): Subject => ({
    ...right,
    backward: () => {
      throw error;
    },
  });

  test('it is told, with nothing of the operands, and asked again', async () => {
    const { failures, last, again } = await judged(throwing(new Error('no memory')));
    expect(failures.at(-1)).toMatchObject({
      disagreement: { kind: 'crash', message: 'backward threw: no memory' },
      ...{ nonZero: 0, largest: 0 },
    });
    expect([last, again]).toEqual([undefined, { fresh: false, fails: true }]);
  });

  test('nor any more, it is not', async () => {
    let begun = 0;
    const begin = (): void => {
      begun += 1;
    };
    const gone = { ...throwing(new SubjectCrash('backward: ended')), begin };
    const { failures, again } = await judged(gone);
    expect([failures.at(-1)?.disagreement.kind, again, begun]).toEqual(['crash', undefined, 0]);
  });

  test('nor where it does not begin again', async () => {
    const begin = (): void => {
      throw new Error('no device');
    };
    const { failures, ...rest } = await judged({ ...wrong, begin });
    expect(failures.length).toBeGreaterThan(0);
    expect(rest).not.toHaveProperty('again');
    expect(rest).not.toHaveProperty('last');
  });

  test('nor where it is not asked any more', async () => {
    let isOver = false;
    const begin = (): void => {
      isOver = true;
    };
    const backward: Subject['backward'] = (given) => {
      if (isOver) throw new Unasked('not asked');
      return wrong.backward(given);
    };
    const { failures, ...rest } = await judged({ ...wrong, begin, backward });
    expect(failures.length).toBeGreaterThan(0);
    expect(rest).not.toHaveProperty('again');
    expect(rest).not.toHaveProperty('last');
  });

  test('as our own code threw, that is told, with the problem', async () => {
    const border = new Border(engine);
    border.reset = async () => {
      throw new RangeError('out of range');
    };
    await expect(judged(border)).rejects.toMatchObject({
      ...{ name: 'JudgingBug', message: 'a bug of gradgate', at: { path: '0', seed: 1 } },
      cause: new RangeError('out of range'),
    });
  });
});
