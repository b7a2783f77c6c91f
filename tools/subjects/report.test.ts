import { expect, test } from 'vitest';
import { judged, numpy } from './numpy.test-setup.ts';
import { report } from './report.ts';

test('a report has a line for each run, and says what was not run and why', () => {
  const evidence = { features: {}, entries: 1, zeros: 0, ledger: [], closest: 0.123 };
  const records = {
    'numpy/float64': judged([
      { id: 'equation-1', outcome: 'passed', evidence },
      { id: 'purity', outcome: 'passed', weak: ['too little'] },
      { id: 'vectors', outcome: 'failed', known: 'a link', reason: 'dX is wrong' },
      { id: 'scaling', outcome: 'error', known: 'a link', reason: 'it threw' },
      { id: 'linearity', outcome: 'failed', reason: 'dW is wrong' },
      { id: 'nan-dye', outcome: 'skipped' },
    ]),
    'numpy/float32': { notRun: 'python3 is missing' },
  };
  const [, ...sections] = report([numpy], records).split(/^(?=\||## )/m);
  expect(`${sections.join('')}`).toMatchInlineSnapshot(`
    "| library | language | format | verdict | hold | weakly | known to fail | violated | not claimed | largest error | profile | seconds |
    | --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: |
    | \`numpy\` NumPy 2 | Python | float32 | verified | 2 | 1 | 2 | 1 | 1 | 0.12 | ci | 12 |

    ## Violated, or known to fail

    - NumPy 2, float32: vectors, scaling. Known: a link
    - NumPy 2, float32: **linearity**: dW is wrong

    ## Claims

    - NumPy 2, float32: vectors; layouts: gaps

    ## Not run

    - \`numpy\` NumPy (float32): python3 is missing
    "
  `);
});
