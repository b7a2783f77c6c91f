import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import misprint from '../../bank/faults/misprint.ts';
import rowsReversed from '../../bank/faults/rows-reversed.ts';
import complete from '../../bank/unusual/complete.ts';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import { Border } from '../call/border.ts';
import { reference } from '../contract/reference.ts';
import type { Answer, Operands, Subject } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { formats } from '../number/formats.ts';
import { grouped } from '../problem/grouped.ts';
import { problems } from '../problem/problems.ts';
import { type OddOneOut, vote } from './vote.ts';

/** Enough for every entry to matter, little enough to be asked entry by entry. */
const small = { format: formats.float64, extent: 4, volume: 40 };

/** Its forward pass says 1/4 everywhere; its backward pass is right. */
const wrongForward = {
  ...reference,
  forward: ({ X, W }: Operands): Answer => {
    const [m = 0, k = 0] = [X.shape[0], W.shape[1]];
    return { shape: [m, k], data: new Float64Array(m * k).fill(0.25) };
  },
};

const cases: [string, Subject, readonly (OddOneOut | undefined)[]][] = [
  ['a right subject', reference, [undefined]],
  ['a wrong backward pass', misprint, ['backward', undefined]],
  ['another wrong backward pass', rowsReversed, ['backward', undefined]],
  ['a wrong forward pass', wrongForward, ['forward']],
  ['both', { ...misprint, forward: wrongForward.forward }, ['both', 'forward']],
];

for (const [name, subject, outcomes] of cases) {
  test(`of ${name}, the vote finds ${outcomes[0] ?? 'nothing'}, and never anything else`, async () => {
    const seen = new Set<OddOneOut | undefined>();
    await fc.assert(
      fc.asyncProperty(problems(small), async (problem) => {
        const odd = await vote(new Border(subject), problem);
        seen.add(odd);
        expect(outcomes).toContain(odd);
      }),
      { seed: 1, numRuns: 120 },
    );
    expect(seen).toContain(outcomes[0]);
  });
}

test('a right subject is not outvoted on views, batches and groups', () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(
        problems({ ...small, layouts: layoutKinds }),
        problems({ ...small, layouts: layoutKinds, batch: 'broadcast' }),
        problems({ ...small, layouts: layoutKinds, groups: 'always', tail: true }),
      ),
      async (problem) => {
        expect(await vote(new Border(complete), problem)).toBeUndefined();
      },
    ),
    { seed: 1, numRuns: 120 },
  ));

test('without a forward pass there is no vote', async () => {
  const { forward: _, ...silent } = misprint;
  const [problem] = fc.sample(problems(small), { seed: 1, numRuns: 1 });
  if (problem) expect(await vote(new Border(silent), problem)).toBeUndefined();
});

test('where rows beyond the groups have no meaning, no vote is taken', async () => {
  const claims = { grouping: 'any tail' } as const;
  const wrong = { ...wrongForward, claims, forward: () => ({ shape: [2, 1], data: [7, 7] }) };
  const of = (rows: number) => Matrix.of<never, never>([rows, 1], () => 1);
  const problem = { X: of(2), W: of(1), dY: of(2), salt: 0, batch: grouped([1]) };
  expect(await vote(new Border(wrong), problem)).toBeUndefined();
  const said = { ...complete, forward: wrong.forward };
  expect(await vote(new Border(said), problem)).toBe('forward');
});
