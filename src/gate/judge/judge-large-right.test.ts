/** What a right subject is asked at size, and what it is evidence of, on problems that are small: nothing of it depends on how large they are. */
import { describe, expect, test } from 'vitest';
import type { Claims, Given, Subject } from '../../contract/subject.ts';
import type { ProductName } from '../../problem/large/large-problem.ts';
import { judged, layer, unusualNamed, variantClaims } from './large-layer.test-setup.ts';

const right = layer({});

describe('of a right subject', () => {
  test('every problem is evidence: what it was like, how it was looked at, and how far it was off', async () => {
    const shapes = [
      { m: 1, n: 9, k: 2 },
      { m: 4, n: 3, k: 2 },
      { m: 3, n: 2, k: 8 },
    ];
    const { evidence, ...rest } = await judged(right, { shapes });
    expect(rest).toEqual({ runs: 9, failures: [], path: '' });
    expect(evidence).toMatchObject({
      ...{ problems: 9, sizes: { axis: 9, all: 2 } },
      features: { exact: 3, saturating: 3, rounded: 3, 'extent 1': 3, 'extent above 8': 3 },
    });
    expect(evidence.probed?.problems).toBe(3);
    expect(evidence.probed?.bits).toBeGreaterThanOrEqual(32);
    expect(evidence.bounds.entries).toBeGreaterThanOrEqual(3 * (9 + 12 + 6));
    expect(evidence.features).not.toHaveProperty('batch');
  });

  test('of sums that are rounded, how far the answers were off is evidence, too', async () => {
    const { evidence, failures } = await judged(unusualNamed('float32 throughout'));
    expect(failures).toEqual([]);
    expect(evidence.closest).toBeGreaterThan(0);
    expect(evidence.closest).toBeLessThan(1);
    const { entries, vacuous } = evidence.bounds;
    expect(vacuous).toBeLessThan(entries / 2);
  });

  test('the first ones come on top of those that are to be drawn', async () => {
    const heard: (number | string)[][] = [];
    const { runs } = await judged(right, { asked: (...said) => heard.push(said) });
    expect(runs).toBeGreaterThan(8);
    expect(heard).toEqual(Array.from({ length: runs }, (_, place) => [place + 1, runs]));
    const { runs: none } = await judged(right, { runs: 0 });
    expect(runs).toBe(8 + none);
  });

  test('problems that were asked before are passed over', async () => {
    const all = await judged(right);
    const { evidence } = await judged(right, { from: 3 });
    expect(evidence.problems).toBe(all.evidence.problems - 3);
  });

  test('beside others, only those of few entries are asked, and none are drawn', async () => {
    const entries: number[] = [];
    const subject: Subject = {
      ...right,
      backward: (given) => {
        const { X, W, dY } = given;
        entries.push([X, W, dY].reduce((sum, { data }) => sum + data.length, 0));
        return right.backward(given);
      },
    };
    const shapes = [
      { m: 5, n: 5, k: 6 },
      { m: 5, n: 5, k: 5 },
      { m: 2, n: 2, k: 2 },
    ];
    const { runs } = await judged(subject, { large: 75, shapes });
    expect([runs, Math.max(...entries), Math.min(...entries)]).toEqual([6, 75, 12]);
    entries.length = 0;
    const { runs: few } = await judged(subject, { large: 75 });
    expect([few, entries.length, Math.max(...entries)]).toEqual([2, 2, 75]);
  });
});

describe('what is asked follows from what is claimed', () => {
  /** What calls are given, of a right subject with these claims. */
  async function given(claims: Claims, product: ProductName = 'dX'): Promise<Given[]> {
    const calls: Given[] = [];
    const subject: Subject = {
      ...layer(claims),
      backward: (given) => {
        calls.push(given);
        return layer(claims).backward(given);
      },
    };
    const sized = { extent: 131, volume: 900, runs: 12 };
    const { failures } = await judged(subject, sized, product);
    expect(failures).toEqual([]);
    return calls;
  }

  test('batches, of members that are multiplied as they are', async () => {
    const ofBatches = (calls: Given[]) => calls.filter(({ X }) => X.shape.length === 3);
    const members = ofBatches(await given({ batching: 'leading' })).map(({ X }) => X.shape[0]);
    expect(members.length).toBeGreaterThan(0);
    expect(Math.min(...members.map(Number))).toBeGreaterThan(128);
    expect(ofBatches(await given({}))).toEqual([]);
    expect(ofBatches(await given({ weight: 'out×in', batching: 'leading' }))).toEqual([]);
    const { evidence } = await judged(layer({ batching: 'leading' }), { extent: 131 });
    expect(evidence.features).toMatchObject({ batch: members.length });
    expect(evidence.features['extent above 8']).toBeLessThanOrEqual(
      evidence.problems - members.length,
    );
  });

  test('views, of the kinds that are named or of all', async () => {
    const hasGap = ({ X: { shape, strides = [] } }: Given) =>
      (shape[0] ?? 0) > 1 && strides[1] === 1 && (strides[0] ?? 0) > (shape[1] ?? 0);
    const isTurned = ({ X: { shape, strides = [] } }: Given) =>
      Math.min(...shape) > 1 && strides[0] === 1;
    const [named, all] = [await given({ layouts: ['gaps'] }), await given({ layouts: 'all' })];
    expect([named.some(hasGap), named.some(isTurned)]).toEqual([true, false]);
    expect([all.some(hasGap), all.some(isTurned)]).toEqual([true, true]);
    expect((await given({})).some(({ X }) => X.strides)).toBe(false);
  });

  test('what a call asks for besides, for the gradient in question, and of none of Y', async () => {
    const options = (await given(variantClaims, 'dW')).flatMap(({ options = {} }) => options);
    const asked = new Set(options.flatMap((each) => Object.keys(each)));
    expect(asked).toEqual(new Set(['transX', 'transW', 'alpha', 'wants', 'into']));
    expect(new Set(options.flatMap(({ wants = [] }) => wants))).toEqual(new Set(['dW']));
    expect((await judged(layer(variantClaims), { runs: 30 }, 'Y')).failures).toEqual([]);
  });
});
