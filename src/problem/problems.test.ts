import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import { formats } from '../number/formats.ts';
import type { Problem } from './problem.ts';
import { problems } from './problems.ts';

const small = { format: formats.float64, extent: 4, volume: 24 };

/** What fast-check says of a property that fails where `fails` says so. */
function told(options: Parameters<typeof problems>[0], fails: (cols: number) => boolean): string {
  const details = fc.check(
    fc.property(problems(options), ({ X }) => !fails(X.cols)),
    { seed: 1 },
  );
  return fc.defaultReportMessage(details) ?? '';
}

test('a counterexample is printed as matrices', () => {
  const message = told({ ...small, kinds: ['tiny'] }, (cols) => cols > 1);
  expect(message.split('Shrunk')[0]?.split('Counterexample: ')[1]).toMatchInlineSnapshot(`
    "[
    X 1×2, W 2×1, dY 1×1
    X =         W =     dY =
    [ 0   0 ]   [ 0 ]   [ 0 ]
                [ 0 ]
    ]
    "
  `);
  expect(message).not.toContain('Float64Array');
});

test('so are batches and views', () => {
  const options = { ...small, layouts: layoutKinds, batch: 'leading' } as const;
  const printed = fc.sample(problems(options), { seed: 1, numRuns: 50 }).map(fc.stringify);
  expect(printed.join()).toMatch(/X \d×\d×\d, W \d×\d×\d, dY \d×\d×\d/);
  expect(printed.join()).toContain('dY is a view: ');
});

test('a problem that is made of another is printed as what it is', () => {
  const [problem] = fc.sample(problems(small), { seed: 1, numRuns: 1 });
  if (problem === undefined) throw new Error('one problem was drawn');
  const doubled = { ...problem, dY: problem.dY.map((value) => 2 * value) };
  expect(fc.stringify(doubled)).not.toBe(fc.stringify(problem));
});

test('no step of shrinking says the same as before, of one variable neither', () => {
  const said = ({ X, W, dY, batch, layouts, variant }: Problem): string =>
    JSON.stringify([
      [...X.toArray()],
      [...W.toArray()],
      [...dY.toArray()],
      batch,
      layouts,
      variant,
    ]);
  const shared = { variants: ['shared', 'alpha'], always: 'shared' } as const;
  const options = { format: formats.float64, extent: 3, volume: 20, ...shared };
  const variations = [{}, { batch: 'leading' }, { layouts: layoutKinds }] as const;
  for (const more of variations) {
    const arbitrary = problems({ ...options, ...more });
    for (const problem of fc.sample(arbitrary, { seed: 1, numRuns: 15 })) {
      const before = said(problem);
      for (const next of arbitrary.shrink(problem, undefined)) {
        expect(said(next.value)).not.toBe(before);
      }
    }
  }
});
