import { expect, test } from 'vitest';
import { noEvidence } from '../../src/verdict/evidence.ts';
import { judged, numpy } from './numpy.test-setup.ts';
import { report } from './report.ts';

test('a report has a line for each run, and says what was not run and why', () => {
  const evidence = { ...noEvidence, entries: 1, closest: 0.123 };
  const shape = { m: 1, n: 1, k: 1 };
  const problem = { shape, X: [[1]], W: [[1]], dY: [[1]] };
  const failing = (where: string) => {
    const fact = { kind: 'fact', where, expected: 'right', actual: 'wrong' } as const;
    const smallest = { ...problem, shrinks: 0, replay: '', first: problem, steps: [] };
    return { outcome: 'fails', runs: 1, counterexample: { ...smallest, ...fact } } as const;
  };
  const crashed = { outcome: 'crashed', runs: 1, message: 'it threw' } as const;
  const known = { outcome: 'known to fail', why: 'a link' } as const;
  const records = {
    'numpy/float64': judged([
      { id: 'equation-1', outcome: 'holds', runs: 1, evidence },
      { id: 'purity', outcome: 'holds weakly', runs: 1, lacking: ['too little'] },
      { id: 'vectors', ...known, found: failing('dX') },
      { id: 'scaling', ...known, found: crashed },
      { id: 'linearity', ...failing('dW') },
      { id: 'nan-dye', outcome: 'not claimed', claim: 'nonFinite' },
    ]),
    'numpy/float32': { notRun: 'python3 is missing' },
  };
  const [, ...sections] = report([numpy], records).split(/^(?=\||## )/m);
  expect(`${sections.join('')}`).toMatchInlineSnapshot(`
    "| folder | library | version | backend | device | language | format | arithmetic | verdict | hold | weakly | not claimed | fails | largest error | profile | seconds |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | ---: | ---: | ---: | --- | ---: | --- | ---: |
    | \`numpy\` | NumPy | 2 | – | a processor | Python | float32 | not looked at | verified | 2 | 1 | 1 | 2 known, **1 fail** | 0.12 | ci | 12 |

    ## Violated, or known to fail

    - NumPy 2, float32: vectors, scaling. Known: a link
    - NumPy 2, float32: **linearity**: dW: expected right, got wrong

    ## Claims

    - NumPy 2, float32: vectors; layouts: gaps

    ## Not run

    - \`numpy\` NumPy (float32): python3 is missing
    "
  `);
});
