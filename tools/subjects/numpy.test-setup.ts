import type { Outcome } from '../../src/verdict/property-verdict.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import type { Described } from './description.ts';
import { type Judged, recordOf } from './record-of.ts';

/** A subject with two targets. */
export const numpy: Described = {
  name: 'numpy',
  library: 'NumPy',
  language: 'Python',
  formats: ['float64', 'float32'],
  gradients: 'by hand',
  needs: ['python3: install Python', '/usr/include/blas.h: apt-get install libblas-dev'],
  command: 'python adapter.py --format {variant}',
  variants: ['float64', 'float32'],
};

/** What came of a run with these properties. */
export function judged(properties: readonly ({ readonly id: string } & Outcome)[]): Judged {
  const run = {
    subject: 'NumPy 2',
    numberFormat: 'float32',
    claims: { vectors: true, layouts: ['gaps'] },
  };
  const verdict = { run: { ...run, profile: 'ci', runs: 120 }, conclusion: 'verified', properties };
  // SAFETY: a record reads these fields alone.
  return recordOf(verdict as unknown as Verdict, { seconds: 12.3, processor: 'a processor' });
}
