import { expect, test } from 'vitest';
import { numpy } from './numpy.test-setup.ts';
import { withSubjectsTable } from './with-subjects-table.ts';

const marks = ['<!-- subjects: written by npm run subjects -- --report -->', '<!-- /subjects -->'];

test('a row says what must be installed, and what stands around the table stays', () => {
  const written = withSubjectsTable(`before\n${marks.join('\nold\n')}\nafter`, [numpy]);
  expect(written).toMatch(/^before\n<!--[^\n]*\n\n\| folder .*\n\n<!-- \/subjects -->\nafter$/s);
  expect(written).toContain(
    '| `numpy` | NumPy | Python | float64, float32 | by hand | `python3`, `libblas-dev` |',
  );
  expect(() => withSubjectsTable('no marks', [numpy])).toThrow(/subjects\/README\.md wants/);
});
