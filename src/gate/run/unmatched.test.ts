import { describe, expect, test } from 'vitest';
import { unmatched } from './judge-knowing.ts';
import { known } from './scripted.test-setup.ts';

const seven = known('x/ci/7/0');

describe('of a property that is not asked', () => {
  const expired = { ...seven, expired: '2026-11-26' };
  const state = { why: seven.why, replay: 'x/ci/7/0', state: 'unmatched', expired: '2026-11-26' };

  test('no entry can be asked, which a strict run does not let pass', () => {
    const list = [expired, { why: 'all of it' }];
    expect(unmatched(list, { scope: 'all' })).toEqual({ known: [state] });
    const strictly = { known: [{ ...state, fails: true }] };
    expect(unmatched(list, { scope: 'all', strict: true })).toEqual(strictly);
  });

  test('nothing is said where there is none, or one problem is asked', () => {
    expect(unmatched([{ why: 'all of it' }], { scope: 'all' })).toEqual({});
    expect(unmatched([expired], { scope: 'one problem' })).toEqual({});
  });
});
