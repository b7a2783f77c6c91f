/** What else must be seen before a change is said to settle a failure. */
import { describe, expect, test } from 'vitest';
import { unusual } from '../../../bank/unusual/index.ts';
import { dotted, entry, fromProduct } from '../../../bank/unusual/unusual.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { reference } from '../../contract/reference.ts';
import type { Claims, Subject } from '../../contract/subject.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Failure } from '../judge/failure.ts';
import { failureOn, lawOnFirst, lawThat, salt, settledBy } from './settling.test-setup.ts';
import { Settling } from './settling.ts';
import { small } from './small-runs.test-setup.ts';

const flushed = { claims: { subnormals: 'flushed' } };
const tiny = 2 ** -1070;

/** A problem whose X has these entries. */
const withX = (...row: readonly number[]): Problem =>
  problemOf([1, row.length, 1], { X: (_, j) => row[j] ?? 0 }, salt);

const failuresOn = (...row: readonly number[]): Failure[] => [failureOn(withX(...row))];

/** It fails where X has such an entry, of the problem that no plan draws. */
const lawWithout = (
  isWrong: (entry: number) => boolean,
  more: (claims: Claims) => boolean = () => true,
) => lawOnFirst(({ problem, claims }) => more(claims) && !problem.X.toArray().some(isWrong));

describe('that small numbers are 0', () => {
  test('settles what fails by them alone: they are 0 where it is asked then', async () => {
    const without = lawWithout((x) => x === tiny);
    expect(await settledBy(without, { failures: failuresOn(tiny, 3) })).toContainEqual(flushed);
    const others = lawWithout((x) => x === 3);
    expect(await settledBy(others, { failures: failuresOn(tiny, 3) })).toEqual([]);
  });

  test('settles nothing where no number is small', async () => {
    const law = lawThat(({ claims: { subnormals } }) => subnormals === 'flushed');
    expect(await settledBy(law, { failures: failuresOn(1, 3) })).toEqual([]);
    expect(await settledBy(law, { failures: failuresOn(tiny, 3) })).toEqual([flushed]);
  });
});

test('a narrower format settles what holds with the nearest numbers that it has', async () => {
  const third = lawWithout((x) => x === 1 / 3);
  const formats = await settledBy(third, { failures: failuresOn(1 / 3) });
  expect(formats[0]).toEqual({ numberFormat: 'float32' });
  const rounded = lawWithout((x) => x === Math.fround(1 / 3));
  const coarser = await settledBy(rounded, { failures: failuresOn(1 / 3) });
  expect(coarser[0]).toEqual({ numberFormat: 'bfloat16' });
});

describe('a sequence of calls', () => {
  const calls = (x: number) => [{ words: 'backward', problem: withX(x), gradients: true }];
  const failures = (x: number) => failuresOn(x).map((each) => ({ ...each, calls: calls(x) }));
  const never = lawOnFirst(() => false);

  test('is not asked again: it is settled where all that is asked holds then', async () => {
    const changes = await settledBy(never, { failures: failures(1) });
    expect(changes).toContainEqual({ claims: { stores: 'toward zero' } });
    expect(changes).not.toContainEqual(flushed);
    expect(await settledBy(never, { failures: failures(tiny) })).toContainEqual(flushed);
  });

  test('is not settled where it alone is asked', async () => {
    const plan = small({ replay: 'purity/smoke/1/0' });
    const subject = { claims: { bias: true } };
    expect(await settledBy(never, { failures: failures(1), plan, subject })).toEqual([]);
  });
});

describe('a claim without which a property is not asked', () => {
  const never = lawThat(() => false);

  test('settles its failure, where less is claimed', async () => {
    const law = { ...never, needs: 'bias' } as const;
    const subject = { claims: { bias: true } };
    expect(await settledBy(law, { subject })).toEqual([{ insteadOf: { bias: true } }]);
    const plan = small({ replay: 'purity/smoke/1/0' });
    expect(await settledBy(law, { subject, plan })).toEqual([{ insteadOf: { bias: true } }]);
  });

  const batched = { ...never, needs: 'batching' } as const;
  const claims = { batching: 'leading' } as const;
  const alone = { insteadOf: claims, claims: { batching: 'X alone' } };
  const linear: Subject =
    unusual.find(({ name }) => name === 'linear, batches flattened') ?? reference;

  test('settles it with another in its place only if that one holds', async () => {
    const right = { ...linear, claims };
    expect(await settledBy(batched, { subject: right })).toEqual([alone]);
    expect(await settledBy(batched, { subject: { claims } })).toEqual([{ insteadOf: claims }]);
    const plan = small({ replay: 'purity/smoke/1/0' });
    expect(await settledBy(batched, { subject: right, plan })).toEqual([{ insteadOf: claims }]);
  });
});

test('of what a claim lets off, only the laws that show the other one are asked', async () => {
  const plainlyWrong: Subject = {
    ...(unusual.find(({ name }) => name === 'linear, batches flattened') ?? reference),
    claims: { batching: 'leading' },
  };
  const { backward } = plainlyWrong;
  const subject: Subject = {
    ...plainlyWrong,
    backward: (given) => (given.X.shape.length === 2 ? {} : backward(given)),
  };
  const law = { ...lawThat(() => false), needs: 'batching' } as const;
  const alone = { insteadOf: subject.claims, claims: { batching: 'X alone' } };
  expect(await settledBy(law, { subject })).toEqual([alone]);
});

describe('that operands are rounded', () => {
  const begun: string[] = [];
  const rounded = (name: string): Partial<Subject> => {
    const { claims: _, ...subject } = unusual.find((each) => each.name === name) ?? reference;
    return { ...subject, begin: () => void begun.push(name) };
  };
  const law = lawThat(({ claims: { multiplies } }) => multiplies !== undefined);
  const tf32 = 'float32 through tf32, to nearest';

  test('settles a failure only if it is seen, once', async () => {
    const settling = new Settling();
    const subject = rounded(tf32);
    const plan = small({ runs: 1 });
    expect(await settledBy(law, { settling, subject, plan })).toEqual([
      { claims: { multiplies: 'tf32' } },
    ]);
    await settledBy(law, { settling, subject, plan });
    const other = lawThat(({ claims: { stores } }) => stores !== undefined);
    expect(await settledBy(other, { subject, plan })).toEqual([
      { claims: { stores: 'toward zero' } },
    ]);
    expect(begun).toEqual([tf32]);
  });

  test('is not told of who rounds nothing, or cannot be looked at', async () => {
    const plan = small({ runs: 1 });
    const sums = fromProduct(
      { name: 'plain', story: 'it rounds nothing', numberFormat: 'float32' },
      dotted((row, column) =>
        row.reduce((sum, x, p) => Math.fround(sum + Math.fround(x * entry(column, p))), 0),
      ),
    );
    const either = lawThat(
      ({ claims: { multiplies, stores } }) => (multiplies ?? stores) !== undefined,
    );
    expect(await settledBy(either, { subject: sums, plan })).toEqual([
      { claims: { stores: 'toward zero' } },
    ]);
    const gone = { ...sums, begin: () => Promise.reject(new Error('no device')) };
    expect(await settledBy(law, { subject: gone, plan })).toEqual([]);
  });
});
