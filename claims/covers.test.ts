import { expect, test } from 'vitest';
import type { Claims } from '../src/contract/subject.ts';
import { covers } from './covers.ts';

test.each<[Claims, Claims, boolean]>([
  [{}, {}, true],
  [{}, { bias: true }, false],
  [{ bias: true }, { bias: true }, true],
  [{ bias: true }, { bias: true, scaling: true }, false],
  [{ layouts: 'all' }, { layouts: ['gaps'] }, true],
  [{ layouts: ['gaps', 'offset'] }, { layouts: ['gaps'] }, true],
  [{ layouts: ['offset'] }, { layouts: ['gaps'] }, false],
  [{ layouts: ['gaps'] }, { layouts: 'all' }, false],
  [{ batching: 'broadcast' }, { batching: 'leading' }, true],
  [{ batching: 'leading' }, { batching: 'broadcast' }, false],
  [{ batching: 'broadcast' }, { batching: 'X alone' }, true],
  [{ batching: 'X alone' }, { batching: 'X alone' }, true],
  [{ batching: 'X alone' }, { batching: 'leading' }, false],
  [{ batching: 'leading' }, { batching: 'X alone' }, false],
  [{}, { batching: 'X alone' }, false],
  [{ destinations: 'overwrite' }, { destinations: 'accumulate' }, false],
  [{ destinations: 'accumulate' }, { destinations: 'overwrite' }, true],
  [{ nonFinite: 'zero-skipping' }, { nonFinite: 'ieee' }, false],
  [{ nonFinite: 'ieee' }, { nonFinite: 'zero-skipping' }, true],
])('%#: whether claims cover what is needed', (made, needed, covered) => {
  expect(covers(made, needed)).toBe(covered);
});
