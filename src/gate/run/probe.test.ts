import { expect, test } from 'vitest';
import { faults } from '../../../bank/faults/index.ts';
import complete from '../../../bank/unusual/complete.ts';
import { flushingSubject } from '../../../bank/unusual/flushing.ts';
import { unusual } from '../../../bank/unusual/index.ts';
import { claimList } from '../../../claims/index.ts';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import { reference } from '../../contract/reference.ts';
import type { Claims, Subject } from '../../contract/subject.ts';
import {
  claimsThatHold,
  excusesSeen,
  isPlain,
  type Probed,
  Prober,
  probes,
  tryClaim,
} from './probe.ts';

function probing(claims: Claims) {
  const words = JSON.stringify(claims);
  const found = probes.find((probe) => JSON.stringify(probe.claims) === words);
  if (found === undefined) throw new Error(`no probe of ${words}`);
  return found;
}

test('every claim is tried, and how the plain problem is judged first', () => {
  const tried = new Set(probes.flatMap(({ claims }) => Object.keys(claims)));
  const shown = claimList.filter((claim) => claim.probes.length > 0);
  expect([...tried].sort()).toEqual(shown.map(({ name }) => name).sort());
  const plain = probes.map(({ claims }) => isPlain(claims));
  expect(plain.lastIndexOf(true)).toBeLessThan(plain.indexOf(false));
});

/** A right subject that takes subnormal numbers for 0. */
function flushing(claims: Claims): Subject {
  return { ...flushingSubject('float32', { operands: true, results: true }), claims };
}

test.each<Claims>([{}, { subnormals: 'flushed' }])(
  'the excuse of who flushes subnormals is found out: %j',
  async (claims) => {
    const flushed = await tryClaim(flushing(claims), probing({ subnormals: 'flushed' }));
    expect(flushed).toEqual({ claims: { subnormals: 'flushed' }, holds: true });
    expect(claimsThatHold([flushed])).toEqual({ subnormals: 'flushed' });
    const plain = await tryClaim(flushing(claims), probing({ algorithm: 'conventional' }));
    expect(plain.holds).toBe(claims.subnormals !== undefined);
  },
);

test('who flushes subnormals has its other claims tried together with that one', async () => {
  const held = async (subject: Subject): Promise<Claims[]> => {
    const prober = new Prober(subject);
    const probed = [];
    for (const probe of probes) probed.push(await prober.try(probe));
    return probed.filter(({ holds }) => holds).map(({ claims }) => claims);
  };
  const silent = await held(flushing({}));
  expect(silent).toContainEqual({ subnormals: 'flushed' });
  expect(silent).toContainEqual({ deterministic: true, subnormals: 'flushed' });
  expect(silent).toContainEqual({ algorithm: 'conventional', subnormals: 'flushed' });
  expect(silent).toContainEqual({ emptyExtents: true, subnormals: 'flushed' });
  // Who needs no excuse is not given one.
  expect((await held(reference)).filter((claims) => 'subnormals' in claims)).toEqual([]);
});

test('a layer that holds its weight as k×n is found out, and asked so about all else', async () => {
  const layer = unusual.find(({ name }) => name === 'complete, out×in') ?? reference;
  const prober = new Prober({ ...layer, claims: {} });
  const held = { weight: 'out×in' } as const;
  expect(await prober.try(probing(held))).toEqual({ claims: held, holds: true });
  const bias = await prober.try(probing({ bias: true }));
  expect(bias).toEqual({ claims: { bias: true, ...held }, holds: true });
  expect((await tryClaim(reference, probing(held))).holds).toBe(false);
});

test('what is seen to need an excuse that no probe tells has it with all that follows', async () => {
  const { name, ...subject } =
    unusual.find((each) => each.name === 'A100, float16 to float16') ?? reference;
  const excuses = excusesSeen({ fusedSums: 8, stores: 'toward zero', reproducible: true });
  expect(excuses).toEqual({ fusedSums: 8 });
  const prober = new Prober({ ...subject, name, claims: {} }, 1, excuses);
  const probed = await prober.try(probing({ accumulates: 'float32' }));
  expect(probed).toEqual({ claims: { accumulates: 'float32', fusedSums: 8 }, holds: true });
});

test('Strassen is not proposed in a format in which it would judge nothing', async () => {
  const asked = probing({ algorithm: 'strassen' });
  const rounded = unusual.find(({ name }) => name === 'bfloat16 throughout') ?? reference;
  expect((await tryClaim(reference, asked)).holds).toBe(true);
  expect(await tryClaim(rounded, asked)).toMatchObject({
    holds: false,
    reason: expect.stringContaining('judge nothing'),
  });
});

test('every claim holds of the complete subject', async () => {
  const probed: Probed[] = [];
  const prober = new Prober(complete);
  for (const probe of probes) probed.push(await prober.try(probe));
  const reason = 'not needed: the subject is right without it';
  const excuses = [{ gradients: 'dX' }, { gradients: 'dW' }, { subnormals: 'flushed' }].map(
    (claims) => ({ claims, holds: false, reason }),
  );
  const none = 'not tried: in float64 nothing shows it';
  const wider = ['float64', 'float32'].map((accumulates) => {
    return { claims: { accumulates }, holds: false, reason: none };
  });
  const beyond = ['infinity', 'saturates'].map((overflow) => {
    return { claims: { overflow }, holds: false, reason: none };
  });
  const refuted = probed.filter(({ holds }) => !holds);
  const isHeld = ({ claims: { weight, loss } }: Probed): boolean => (weight ?? loss) !== undefined;
  expect(refuted.filter(isHeld)).toHaveLength(2); // it takes W as n×k, and dY as it is
  expect(refuted.filter((each) => !isHeld(each))).toEqual([...excuses, ...wider, ...beyond]);
  const { algorithm: _, ...held } = { algorithm: undefined, ...claimsThatHold(probed) };
  const { overflow, accumulates, ...claims } = complete.claims ?? {};
  expect([overflow, accumulates]).toEqual(['infinity', 'float64']); // which are not tried
  expect(held).toEqual(claims);
});

test.each([
  ['bfloat16, float32 sums pairwise', ['float32']],
  ['bfloat16, float64 sums pairwise', ['float64', 'float32']],
  ['float16, float32 sums with FMA', ['float32']],
  ['float16, float64 sums in order', ['float64', 'float32']],
  ['float32, float64 sums reversed', ['float64']],
  ['bfloat16 throughout', []],
  ['float16 throughout', []],
])('the accumulator of "%s" is found out: %j', async (name, expected) => {
  const subject = unusual.find((each) => each.name === name);
  if (subject === undefined) throw new Error('no such subject');
  const held: unknown[] = [];
  for (const accumulates of ['float64', 'float32'] as const) {
    const { holds } = await tryClaim(subject, probing({ accumulates }));
    if (holds) held.push(accumulates);
  }
  expect(held).toEqual(expected);
});

test('a claim that does not hold is refused, with the property and where', async () => {
  const flags = await tryClaim(reference, probing({ transposeFlags: true }));
  expect(flags.holds).toBe(false);
  expect(flags.reason).toMatch(/^transpose-flags: /);
});

test('what is right without it being heeded is not recommended', async () => {
  const probed: Probed[] = [];
  const prober = new Prober(reference); // it looks at neither options nor strides
  for (const probe of probes) probed.push(await prober.try(probe));
  const vain = probed.filter(({ reason }) => reason?.startsWith('not seen to matter'));
  expect(vain.map(({ claims }) => claims)).toEqual([
    { layouts: ['lone strides'] },
    { subsets: true },
  ]);
  expect(claimsThatHold(probed)).not.toHaveProperty('layouts');
  const any = probed.at(-1);
  expect(any).toMatchObject({ claims: { deterministic: 'any layout' }, holds: false });
  expect(any?.reason).toBe('not tried: the subject has no claim that shows it');
  expect(any).not.toHaveProperty('isRefuted');
  const heeding: Subject = {
    ...reference,
    backward: async ({ options: { wants = ['dX', 'dW'] } = {}, ...given }) => {
      const { dX, dW } = await reference.backward(given);
      return {
        ...(dX && wants.includes('dX') && { dX }),
        ...(dW && wants.includes('dW') && { dW }),
      };
    },
  };
  expect((await tryClaim(heeding, probing({ subsets: true }))).holds).toBe(true);
});

test('what the subject claims itself is left out of account, but for its algorithm', async () => {
  const gaps = faults.find(({ name }) => name === 'out-aliases-input');
  if (gaps === undefined) throw new Error('no such fault');
  expect((await tryClaim(gaps, probing({ subsets: true }))).holds).toBe(true);
  const aliased = await tryClaim(gaps, probing({ aliasedDestinations: true }));
  expect(aliased.reason).toMatch(/^aliased-destinations: /);
  const strassen = {
    ...reference,
    claims: { algorithm: 'strassen', deterministic: true } as const,
  };
  expect((await tryClaim(strassen, probing({ emptyExtents: true }))).holds).toBe(true);
});

test('batch axes in another order are tried with batches', async () => {
  const asked = probing({ layouts: ['batch order'] });
  const fault = faults.find(({ name }) => name === 'batch-axis-not-slowest') ?? reference;
  const { holds, reason } = await tryClaim(fault, asked);
  expect([holds, reason]).toEqual([false, expect.stringMatching(/^batch-decomposition: /)]);
  expect((await tryClaim(complete, asked)).holds).toBe(true);
  expect((await tryClaim(reference, asked)).holds).toBe(false); // it knows no batch
});

test('what refutes a claim is shrunk a little, and nothing more is asked of it', async () => {
  const fault = faults.find(({ name }) => name === 'bwd-uses-output-not-grad') ?? reference;
  let calls = 0;
  const backward: Subject['backward'] = (given) => {
    calls += 1;
    return fault.backward(given);
  };
  const { reason } = await tryClaim({ ...fault, backward }, probing({ deterministic: true }));
  expect(reason).toMatch(/^purity: /);
  expect(calls).toBeLessThan(400); // 300 for shrinking, and those before: of old they were 2,300
});

test('of two claims the stronger is kept, and some layouts are named one by one', () => {
  const held = (claims: Claims): Probed => ({ claims, holds: true });
  const some = [
    held({ algorithm: 'strassen' }),
    held({ layouts: ['gaps'] }),
    held({ layouts: ['offset'] }),
    { claims: { batching: 'broadcast' }, holds: false } as const,
    held({ batching: 'leading' }),
    held({ destinations: 'accumulate' }),
    held({ destinations: 'overwrite' }),
  ];
  expect(claimsThatHold(some)).toEqual({
    algorithm: 'strassen',
    layouts: ['gaps', 'offset'],
    batching: 'leading',
    destinations: 'accumulate',
  });
  const all = layoutKinds.map((kind) => held({ layouts: [kind] }));
  expect(claimsThatHold(all)).toEqual({ layouts: 'all' });
  expect(claimsThatHold([])).toEqual({});
  expect(claimsThatHold([held({ algorithm: 'conventional' })])).toEqual({});
});
