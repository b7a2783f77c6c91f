import { expect, test } from 'vitest';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import { checkKnown } from './check-known.ts';

const problem = { replay: 'equation-1/ci/1/0', wrong: 'dX', form: 'any' };
const entry: KnownEntry = {
  ...{ property: 'equation-1', subject: 'layer', reason: 'no. 7', since: '2026-11-26', problem },
};
const large = { ...problem, replay: 'equation-1/large/1/0' };

test.each<Partial<KnownEntry>>([
  {},
  { versions: '>=2.0 <2.3', expires: '2027-02-28' },
  { versions: '*', since: '2024-02-29' },
  { problem: { ...problem, sizes: { extent: 9, runs: 4, shapes: [{ m: 1, n: 2, k: 3 }] } } },
  { problem: { ...large, sizes: { extent: 4096 } } },
])('%j is as it should be', (fields) => {
  expect(() => checkKnown([entry, { ...entry, ...fields }], 'known')).not.toThrow();
});

const day = (field: string, actual: string) =>
  `known[1].${field}: expected a day like 2026-11-26, got ${actual}.`;

test.each<[Partial<KnownEntry>, string]>([
  [
    { property: 'equation-9' },
    'known[1].property: expected the id of a property, got "equation-9".',
  ],
  [
    { versions: 'new' },
    'known[1].versions: expected a range of versions, like >=2.0 <2.3, got "new".',
  ],
  [{ since: '26.11.2026' }, day('since', '"26.11.2026"')],
  [{ since: '2026-02-30' }, day('since', '"2026-02-30"')],
  [{ expires: '2026-11' }, day('expires', '"2026-11"')],
  [{ expires: '2026-11-26T00' }, day('expires', '"2026-11-26T00"')],
  [
    { problem: { ...problem, replay: 'x' } },
    String.raw`known[1].problem.replay: expected a token like equation-1/ci/42/17:0:2, got "\"x\"".`,
  ],
  [
    { problem: { ...problem, replay: 'equation-2/ci/1/0' } },
    'known[1].problem.replay: expected a token of equation-1, got "equation-2/ci/1/0".',
  ],
  [
    { problem: { ...problem, sizes: { extent: 4096 } } },
    'known[1].problem.sizes.extent: expected a whole number from 1 to 1024, got "4096".',
  ],
  [
    { problem: { ...large, sizes: { extent: 9 } } },
    'known[1].problem.sizes.extent: expected a whole number from 128, got "9".',
  ],
])('%j is refused', (fields, sentence) => {
  const check = () => checkKnown([entry, { ...entry, ...fields }], 'known');
  const message = `${sentence} Correct it there; gradgate check --update-known writes entries.`;
  expect(check).toThrow(expect.objectContaining({ code: 'OPTION', message }));
});

test('what our own code throws is no mistake of the file', () => {
  const sizes = {
    get extent(): number {
      throw new RangeError('out of range');
    },
  };
  expect(() => checkKnown([{ ...entry, problem: { ...problem, sizes } }], 'known')).toThrow(
    RangeError,
  );
});
