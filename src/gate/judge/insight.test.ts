import { describe, expect, test } from 'vitest';
import { peers } from '../../../bank/peers/index.ts';
import { equation1 } from '../../../properties/equation-1.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { formats } from '../../number/formats.ts';
import { fact, type Property } from '../../property/property.ts';
import type { Disagreement } from './disagreement.ts';
import type { Failure } from './failure.ts';
import { insightInto } from './insight.ts';
import { holding, plainly, stating, wrongIn } from './stating.test-setup.ts';

const problem = problemOf([1, 2, 1], { X: (_, j) => j + 1, W: (i) => i + 3 });
const broken: Disagreement = { kind: 'fact', where: 'dX', expected: 'this', actual: 'that' };
const failure: Failure = { problem, disagreement: broken };

/** Asks for nothing, so that there is nothing to diagnose. */
const silent = stating(async function* () {
  yield fact('nothing', { holds: true, expected: '', actual: '' });
});

/** Both passes, of which the backward one is wrong. */
const wrong: Subject = { ...reference, claims: {}, backward: wrongIn('dX') };

interface About {
  readonly property?: Property;
  readonly failures?: readonly Failure[];
  readonly after?: string;
}

function insight(subject: Subject, { property = silent, failures = [failure], after }: About = {}) {
  const plan = { seed: 1, runs: 10, extent: 4, volume: 64 };
  const options = { format: formats.float64, extent: 4, volume: 64, kinds: ['tiny'] } as const;
  const search = { property, border: new Border(subject), plan, options };
  const shrinking = { ended: 'nothing smaller fails', calls: 0, ...(after && { after }) } as const;
  return insightInto(search, { failures: [...failures], shrinking });
}

/** What other checkers say, in the order in which they are told. */
const told = (others: Awaited<ReturnType<typeof insight>>['others'] = []) =>
  others.map(({ outcome }) => outcome);

describe('of a failure is known', () => {
  test('what the wrong answers look like, which pass is wrong, and what others would have said', async () => {
    const found = await insight(wrong, { property: equation1 });
    expect(Object.keys(found).sort()).toEqual(['cause', 'diagnosis', 'oddOneOut', 'others']);
    expect(found).toMatchObject({ cause: 'addend', oddOneOut: 'backward' });
    expect(found.diagnosis).toBe('this dX is what comes out when every sum begins at 1');
    expect(found.others?.map(({ name }) => name)).toEqual(peers.map(({ name }) => name));
    expect(told(found.others)).toContain('caught');
  });

  test('nothing of passes, where there is one', async () => {
    const { forward: _, ...alone } = wrong;
    expect(Object.keys(await insight(alone))).toEqual(['others']);
  });

  test('nothing, of a layer that holds another weight', async () => {
    const layer = { ...holding, backward: wrongIn('dX') };
    expect(await insight(layer, { property: equation1 })).toEqual({});
  });

  test('nothing, where it fails as in a property before', async () => {
    expect(await insight(wrong, { property: equation1, after: 'equation-2' })).toEqual({});
  });

  test('the smallest problem alone is asked of others, and none of a sequence', async () => {
    const first: Failure = { ...failure, calls: [{ words: 'backward', problem, gradients: true }] };
    expect(Object.keys(await insight(wrong, { failures: [first, failure] })).sort()).toEqual([
      ...['oddOneOut', 'others'],
    ]);
    expect(await insight(wrong, { failures: [failure, first] })).toEqual({});
  });

  test('all of it of a replay, which looks for no smaller problem', async () => {
    const plan = { seed: 1, runs: 10, extent: 4, volume: 64 };
    const options = { format: formats.float64, extent: 4, volume: 64 };
    const search = { property: silent, border: new Border(wrong), plan, options };
    const found = await insightInto(search, { failures: [failure], shrinking: undefined });
    expect(Object.keys(found).sort()).toEqual(['oddOneOut', 'others']);
  });
});

describe('other checkers', () => {
  test('are not asked where a loss is fused: they choose dY', async () => {
    const claims = { loss: 'half squared error' } as const;
    expect(await insight(plainly({ backward: wrongIn('dX'), claims }))).toEqual({});
  });

  test('are not asked of a crash, nor of a problem without entries', async () => {
    const crash: Disagreement = { kind: 'crash', message: 'it hung' };
    const { forward: _, ...alone } = wrong;
    expect(await insight(alone, { failures: [{ problem, disagreement: crash }] })).toEqual({});
    const empty = problemOf([1, 0, 1], {});
    const claims = { emptyExtents: true };
    const failures = [{ problem: empty, disagreement: broken }];
    expect(await insight({ ...alone, claims }, { failures })).toEqual({});
  });

  test('cannot be asked for what they never ask for', async () => {
    const one = await insight(wrong, { property: { ...silent, needs: 'bias' } });
    expect(new Set(told(one.others))).toEqual(new Set(['cannot be asked']));
    expect(one.others?.length).toBe(peers.length);
    for (const needs of ['forward', 'layouts', 'batching', 'broadcasting'] as const) {
      const other = await insight(wrong, { property: { ...silent, needs } });
      expect(told(other.others)).toContain('caught');
    }
  });
});
