/** Claims that are tried on small subjects, by properties that are cheap. */
import { describe, expect, test } from 'vitest';
import { unusual } from '../../../bank/unusual/index.ts';
import { OwnBug, SubjectThrew, Unasked } from '../../call/subject-crash.ts';
import type { Answers, Given, Subject } from '../../contract/subject.ts';
import { type Probe, tryClaim } from './probe.ts';
import { off, right, withoutW } from './small-runs.test-setup.ts';

const onX: Probe = { claims: { gradients: 'dX' }, by: ['equation-1'] };
const wrong = off(() => true);

describe('a claim that is tried', () => {
  test('holds, where its properties do', async () => {
    const probe = { claims: { emptyExtents: true }, by: ['gradient-shape'] };
    expect(await tryClaim(right, probe)).toEqual({ claims: { emptyExtents: true }, holds: true });
    const last = { claims: { nonFinite: 'ieee' }, by: ['product-terms'] } as const;
    expect(await tryClaim(right, last)).toEqual({ claims: last.claims, holds: true });
  });

  test('is refuted by the first property that fails, with what fails', async () => {
    const probe = { claims: { bias: true }, by: ['equation-2', 'equation-1', 'bias-reduction'] };
    const refuted = await tryClaim(wrong, probe);
    expect(refuted).toMatchObject({ claims: { bias: true }, holds: false, isRefuted: true });
    expect(refuted.reason).toMatch(/^equation-1: dX, entry \(0, 0\): expected exactly 0, got 1/);
    const other = await tryClaim(right, probe);
    expect(other.reason).toMatch(/^bias-reduction: /);
  });

  test('is not tried in a format in which nothing shows it', async () => {
    const asked = off(() => expect.unreachable());
    const probe = {
      claims: { accumulates: 'float32' },
      by: ['equation-1'],
      of: ['bfloat16'],
    } as const;
    const reason = 'not tried: in float64 nothing shows it';
    expect(await tryClaim(asked, probe)).toEqual({ claims: probe.claims, holds: false, reason });
    const bfloat16 = { ...wrong, numberFormat: 'bfloat16' } as const;
    expect(await tryClaim(bfloat16, probe)).toMatchObject({ isRefuted: true });
  });

  test('is not tried, where what would show it cannot be asked: it says what is lacking', async () => {
    const reason = async (subject: Subject, by: string) => {
      const { isRefuted, reason: why } = await tryClaim(subject, {
        claims: { bias: true },
        by: [by],
      });
      return [isRefuted, why];
    };
    const claims = { gradients: 'dX' } as const;
    const untried = (lacks: string) => [undefined, `not tried: the subject has no ${lacks}`];
    expect(await reason({ ...withoutW, claims }, 'equation-2')).toEqual(untried('dW'));
    expect(await reason({ ...right, effective: (W) => W }, 'linearity')).toEqual(
      untried('W as it is given'),
    );
    expect(await reason(right, 'scaling')).toEqual(untried('claim that shows it'));
  });

  test('is not tried, where no problem could be asked', async () => {
    const gone: Subject = {
      ...right,
      backward: () => {
        throw new Unasked('it has crashed too often');
      },
    };
    const { holds, reason } = await tryClaim(gone, {
      claims: { bias: true },
      by: ['product-terms'],
    });
    expect([holds, reason]).toEqual([
      false,
      'not tried: no problem could be asked (it has crashed too often)',
    ]);
  });

  test('is begun before each property; what is thrown there is not answered', async () => {
    let begun = 0;
    const begin = () => {
      begun += 1;
    };
    await tryClaim(
      { ...right, begin },
      { claims: { bias: true }, by: ['gradient-shape', 'equation-1'] },
    );
    expect(begun).toBe(2);
    const gone = { ...right, begin: () => Promise.reject(new Error('no device')) };
    await expect(tryClaim(gone, onX)).rejects.toThrow(SubjectThrew);
    await expect(tryClaim(gone, onX)).rejects.toThrow('begin threw: no device');
  });

  test('draws from the seed that is said, and from 1', async () => {
    const drawn = async (seed?: number) => {
      const asked: string[] = [];
      const subject = off((given) => asked.push(given.X.data.join()) < 0);
      await tryClaim(subject, { claims: { emptyExtents: true }, by: ['gradient-shape'] }, seed);
      return asked.join(' ');
    };
    expect(await drawn()).toBe(await drawn(1));
    expect(await drawn()).not.toBe(await drawn(2));
  });
});

describe('what else is claimed meanwhile', () => {
  /** The claims that a subject is judged by, seen by the shapes that it is asked. */
  const asked = async (subject: Subject, probe: Probe) => {
    const seen = new Set<string>();
    const backward = async (given: Given): Promise<Answers> => {
      for (const name of Object.keys(given.options ?? {})) seen.add(name);
      if (given.X.shape.length > 2) seen.add('batch');
      return subject.backward(given);
    };
    const { isRefuted = false } = await tryClaim({ ...subject, backward }, probe);
    return { seen: [...seen], isRefuted };
  };

  test('is what the probe says, and nothing that the subject claims itself', async () => {
    const claims = { batching: 'leading' } as const;
    const probe: Probe = { claims: { emptyExtents: true }, by: ['batch-decomposition'] };
    expect(await asked({ ...right, claims }, probe)).toEqual({ seen: [], isRefuted: false });
    expect((await asked(right, { ...probe, beside: claims })).seen).toEqual(['batch']);
    expect((await asked(right, { ...probe, beside: 'what holds' })).seen).toEqual([]);
  });

  test('but how the plain problem of the subject is judged', async () => {
    const probe: Probe = { claims: { emptyExtents: true }, by: ['gradient-shape'] };
    expect((await tryClaim(withoutW, probe)).isRefuted).toBe(true);
    expect((await tryClaim({ ...withoutW, claims: { gradients: 'dX' } }, probe)).holds).toBe(true);
  });
});

describe('an excuse', () => {
  test('holds of who is wrong without, and is not needed by who is right', async () => {
    const both = { ...onX, by: ['gradient-shape'] };
    expect(await tryClaim(withoutW, both)).toEqual({ claims: onX.claims, holds: true });
    const claimed = { ...withoutW, claims: { gradients: 'dX' } } as const;
    expect(await tryClaim(claimed, both)).toMatchObject({ holds: true });
    const reason = 'not needed: the subject is right without it';
    expect(await tryClaim(right, both)).toEqual({ claims: onX.claims, holds: false, reason });
  });

  test('holds, where nothing could be asked without', async () => {
    const onW: Probe = { claims: { gradients: 'dW' }, by: ['gradient-shape'] };
    const claims = { gradients: 'dX' } as const;
    expect((await tryClaim({ ...withoutW, claims }, onW)).isRefuted).toBe(true);
  });
});

test('what is answered alike without being heeded is not recommended', async () => {
  const subsets: Probe = { claims: { subsets: true }, by: ['requested-gradients'] };
  const reason = 'not seen to matter: whoever ignores it answers so';
  expect(await tryClaim(right, subsets)).toEqual({ claims: subsets.claims, holds: false, reason });
  const heeding: Subject = {
    ...right,
    backward: async (given) => {
      const { dX, dW } = await right.backward(given);
      const { wants = ['dX', 'dW'] } = given.options ?? {};
      return {
        ...(dX && wants.includes('dX') && { dX }),
        ...(dW && wants.includes('dW') && { dW }),
      };
    },
  };
  expect(await tryClaim(heeding, subsets)).toEqual({ claims: subsets.claims, holds: true });
});

test('a bound that allows most entries to be 0 would judge nothing, and recommends nothing', async () => {
  const strassen: Probe = { claims: { algorithm: 'strassen' }, by: ['equation-1'] };
  const rounded = unusual.find(({ name }) => name === 'bfloat16 throughout') ?? right;
  expect(await tryClaim(rounded, strassen)).toEqual({
    claims: strassen.claims,
    holds: false,
    reason: 'it would judge nothing: most of its bounds allow 0 in this number format',
  });
  expect(
    (await tryClaim(rounded, { claims: { emptyExtents: true }, by: ['equation-1'] })).holds,
  ).toBe(true);
  expect((await tryClaim(right, strassen)).holds).toBe(true);
});

test('what our own code throws refutes nothing', async () => {
  const bug = new OwnBug('over there');
  const subject = { ...right, begin: () => Promise.reject(bug) };
  await expect(tryClaim(subject, onX)).rejects.toBe(bug);
});
