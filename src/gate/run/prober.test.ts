/** Claims that are tried one after another, and what is made of them. */
import { describe, expect, test } from 'vitest';
import complete from '../../../bank/unusual/complete.ts';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import type { Claims, LayoutKind } from '../../contract/subject.ts';
import { claimsThatHold, excusesSeen, isPlain, type Probe, type Probed, Prober } from './probe.ts';
import { right, withoutW } from './small-runs.test-setup.ts';

const onX: Probe = { claims: { gradients: 'dX' }, by: ['equation-1'] };

describe('an excuse', () => {
  test('is given to all that is tried after it, if it holds', async () => {
    const prober = new Prober(withoutW, 1);
    const shapes: Probe = { claims: { emptyExtents: true }, by: ['gradient-shape'] };
    expect((await prober.try(shapes)).isRefuted).toBe(true);
    const both = { ...onX, by: ['gradient-shape'] };
    expect(await prober.try(both)).toEqual({ claims: onX.claims, holds: true });
    const claims = { emptyExtents: true, gradients: 'dX' };
    expect(await prober.try(shapes)).toEqual({ claims, holds: true });
    const none = new Prober(right);
    expect(await none.try(both)).toMatchObject({ holds: false });
    expect(await none.try(shapes)).toEqual({ claims: { emptyExtents: true }, holds: true });
  });

  test('that is known to be needed is given to all that is tried', async () => {
    const prober = new Prober(withoutW, 1, { gradients: 'dX' });
    const shapes: Probe = { claims: { emptyExtents: true }, by: ['gradient-shape'] };
    const claims = { emptyExtents: true, gradients: 'dX' };
    expect(await prober.try(shapes)).toEqual({ claims, holds: true });
  });

  test('is told with a claim that holds, and is none itself', async () => {
    const prober = new Prober(right);
    await prober.try({ claims: { emptyExtents: true }, by: ['gradient-shape'] });
    const probed = await prober.try({ claims: { bias: true }, by: ['gradient-shape'] });
    expect(probed).toEqual({ claims: { bias: true }, holds: true });
  });
});

describe('what rests on others', () => {
  const lone: Probe = {
    claims: { layouts: ['lone strides'] },
    by: ['gradient-shape'],
    withOthers: true,
  };

  test('is tried only where another word of the claim holds', async () => {
    const prober = new Prober({ ...complete, claims: {} });
    const reason = 'not seen to matter: whoever ignores it answers so';
    expect(await prober.try(lone)).toEqual({ claims: lone.claims, holds: false, reason });
    await prober.try({ claims: { layouts: ['gaps'] }, by: ['scaling'] }); // which cannot be asked
    expect(await prober.try(lone)).toMatchObject({ holds: false, reason });
    await prober.try({ claims: { layouts: ['offset'] }, by: ['equation-1'] });
    expect(await prober.try(lone)).toMatchObject({ holds: true });
  });

  test('is tried beside all that held before, and that alone', async () => {
    const late: Probe = {
      claims: { deterministic: 'any layout' },
      by: ['layout-independence'],
      beside: 'what holds',
    };
    const prober = new Prober({ ...complete, claims: {} });
    expect((await prober.try(late)).reason).toBe(
      'not tried: the subject has no claim that shows it',
    );
    await prober.try({ claims: { layouts: ['gaps'] }, by: ['gradient-shape'] });
    expect(await prober.try(late)).toMatchObject({ holds: true });
    const plain: Probe = { claims: { bias: true }, by: ['layout-independence'] };
    expect((await prober.try(plain)).reason).toBe(
      'not tried: the subject has no claim that shows it',
    );
  });
});

const held = (claims: Claims): Probed => ({ claims, holds: true });

describe('of all that was tried', () => {
  test('what holds is claimed, the stronger of two words, whichever came first', () => {
    const [more, less] = [held({ batching: 'broadcast' }), held({ batching: 'leading' })];
    expect(claimsThatHold([more, less])).toEqual({ batching: 'broadcast' });
    expect(claimsThatHold([less, more])).toEqual({ batching: 'broadcast' });
    const lost: Probed = { claims: { bias: true }, holds: false };
    expect(claimsThatHold([less, lost])).toEqual({ batching: 'leading' });
  });

  test('what is more than one that was refuted is not: chance let it hold', () => {
    const refuted: Probed = {
      claims: { destinations: 'overwrite' },
      holds: false,
      isRefuted: true,
    };
    expect(claimsThatHold([held({ destinations: 'accumulate' }), refuted])).toEqual({});
    const untried: Probed = { claims: { destinations: 'overwrite' }, holds: false };
    expect(claimsThatHold([held({ destinations: 'accumulate' }), untried])).toEqual({
      destinations: 'accumulate',
    });
  });

  test('kinds of views are named one by one, or all at once', () => {
    const views = (kind: LayoutKind) => held({ layouts: [kind] });
    expect(claimsThatHold([views('gaps'), views('offset')])).toEqual({
      layouts: ['gaps', 'offset'],
    });
    expect(claimsThatHold(layoutKinds.map(views))).toEqual({ layouts: 'all' });
    expect(claimsThatHold([])).not.toHaveProperty('layouts');
  });

  test('what is said by silence is not said', () => {
    expect(claimsThatHold([held({ stores: 'nearest' }), held({ bias: true })])).toEqual({
      bias: true,
    });
    expect(claimsThatHold([held({ stores: 'toward zero' })])).toEqual({ stores: 'toward zero' });
  });
});

test('excuses that no probe can tell are those that were seen', () => {
  expect(
    excusesSeen({ multiplies: 'tf32', fusedSums: 4, subnormals: 'flushed', bias: true }),
  ).toEqual({
    ...{ multiplies: 'tf32', fusedSums: 4 },
  });
  expect(Object.keys(excusesSeen({ fusedSums: 4 }))).toEqual(['fusedSums']);
});

test('a claim is about how the plain problem is judged, or about what else may be asked', () => {
  expect([isPlain({ subnormals: 'flushed' }), isPlain({ bias: true }), isPlain({})]).toEqual([
    true,
    false,
    false,
  ]);
  expect(isPlain({ bias: true, weight: 'out×in' })).toBe(true);
});
