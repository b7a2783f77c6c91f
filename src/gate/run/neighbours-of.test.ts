import { describe, expect, test } from 'vitest';
import complete from '../../../bank/unusual/complete.ts';
import { claimList } from '../../../claims/index.ts';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import { Border } from '../../call/border.ts';
import type { Claims, Subject } from '../../contract/subject.ts';
import type { Change } from '../../verdict/change.ts';
import { neighboursOf } from './neighbours.ts';
import { right } from './small-runs.test-setup.ts';

function changesOf(claims: Claims, more: Partial<Subject> = {}): Change[] {
  return neighboursOf(new Border({ ...right, ...more, claims })).map(({ change }) => change);
}

/** Those that are about what is claimed. */
function lessOf(claims: Claims, more: Partial<Subject> = {}): Change[] {
  return changesOf(claims, more).filter(({ insteadOf }) => insteadOf !== undefined);
}

/** Those that are about what is not. */
function moreOf(claims: Claims, more: Partial<Subject> = {}): (Claims | undefined)[] {
  return changesOf(claims, more).flatMap(({ insteadOf, claims: said }) =>
    insteadOf ? [] : [said],
  );
}

const formatsOf = (changes: readonly Change[]) =>
  changes.flatMap(({ numberFormat = [] }) => numberFormat);

describe('what a subject could say otherwise', () => {
  test('of a plain one, is what would let it off: narrower formats first, then excuses', () => {
    expect(changesOf({})).toEqual([
      ...(['float32', 'bfloat16', 'float16'] as const).map((numberFormat) => ({ numberFormat })),
      { claims: { subnormals: 'flushed' } },
      { claims: { stores: 'toward zero' } },
      { claims: { algorithm: 'strassen' } },
      { claims: { weight: 'out×in' } },
    ]);
  });

  test('is the same excuses, whatever else it claims', () => {
    expect(moreOf({ bias: true, batching: 'leading' })).toEqual(moreOf({}));
  });

  test('where operands are shorter, is how sums are kept as well', () => {
    const excuses = moreOf({}, { numberFormat: 'float32' });
    expect(excuses).toContainEqual({ accumulates: '14 bits' });
    expect(excuses).toContainEqual({ multiplies: 'tf32' });
    expect(excuses).toContainEqual({ fusedSums: 1 });
    // One operand of 53 bits is enough.
    const mixed = moreOf({}, { numberFormat: 'float32', formats: { W: 'float64' } });
    expect(mixed).not.toContainEqual({ multiplies: 'tf32' });
  });

  test('is a format whose numbers it has: of fewer bits, and no larger', () => {
    const narrower = (numberFormat: Subject['numberFormat'], more: Partial<Subject> = {}) =>
      formatsOf(changesOf({}, { numberFormat, ...more }));
    expect(narrower('float32')).toEqual(['bfloat16', 'float16']);
    expect(narrower('float16')).toEqual([]);
    expect(narrower('bfloat16')).toEqual([]);
    expect(narrower('float32', { formats: {} })).toEqual([]);
  });

  test('is each kind of views less, where there are several', () => {
    const kinds = ['gaps', 'offset'] as const;
    expect(lessOf({ layouts: kinds })).toEqual([
      { insteadOf: { layouts: ['gaps'] } },
      { insteadOf: { layouts: ['offset'] } },
      { insteadOf: { layouts: kinds } },
    ]);
    expect(lessOf({ layouts: ['gaps'] })).toEqual([{ insteadOf: { layouts: ['gaps'] } }]);
    expect(lessOf({ layouts: 'all' })).toEqual([
      ...layoutKinds.map((kind) => ({ insteadOf: { layouts: [kind] } })),
      { insteadOf: { layouts: 'all' } },
    ]);
  });

  test('is another word for what it claims, a weaker one first; never that it claims false', () => {
    const instead = (insteadOf: Claims, ...words: readonly Claims[]) => [
      ...words.map((claims) => ({ insteadOf, claims })),
      { insteadOf },
    ];
    expect(lessOf({ batching: 'broadcast' })).toEqual(
      instead({ batching: 'broadcast' }, { batching: 'X alone' }, { batching: 'leading' }),
    );
    expect(lessOf({ batching: 'X alone' })).toEqual(
      instead({ batching: 'X alone' }, { batching: 'leading' }, { batching: 'broadcast' }),
    );
    const any = { deterministic: 'any layout' } as const;
    expect(lessOf(any)).toEqual(instead(any, { deterministic: true }));
    expect(lessOf({ deterministic: false })).toEqual([]);
  });

  test('of an excuse, is a wider one alone', () => {
    const kept: Claims = { accumulates: 'float32' };
    expect(lessOf(kept, { numberFormat: 'bfloat16' })).toEqual([
      { insteadOf: kept, claims: { accumulates: '14 bits' } },
      { insteadOf: kept },
    ]);
    expect(lessOf({ stores: 'toward zero' })).toEqual([{ insteadOf: { stores: 'toward zero' } }]);
    expect(moreOf({ stores: 'toward zero' })).not.toContainEqual({ stores: 'toward zero' });
  });

  test('is all weaker words before any claim is left out', () => {
    const changes = lessOf({ batching: 'leading', destinations: 'accumulate' });
    expect(changes.map(({ claims }) => claims !== undefined)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(Object.keys(changes.at(-1)?.insteadOf ?? {})).toEqual(['batching']);
  });

  test('is never that a gradient exists: of what is not asked, nothing could be wrong', () => {
    for (const change of changesOf({ gradients: 'dX' })) {
      expect({ ...change.insteadOf, ...change.claims }).not.toHaveProperty('gradients');
    }
  });
});

describe('a subject that says one thing otherwise', () => {
  const { claims: made = {} } = complete;
  const own = new Map<string, unknown>(Object.entries(made));

  test('is judged by what it says then, and by all else that it claims', () => {
    const neighbours = neighboursOf(new Border(complete));
    for (const { change, border } of neighbours) {
      const { insteadOf = {}, claims = {} } = change;
      const [name = 'none'] = Object.keys({ ...insteadOf, ...claims });
      const judged = new Map<string, unknown>(Object.entries(border.claims));
      for (const [other, value] of own)
        if (other !== name) expect(judged.get(other)).toEqual(value);
      const left = layoutKinds.filter((kind) => !String(insteadOf.layouts).includes(kind));
      const isLess = name === 'layouts' && insteadOf.layouts !== made.layouts;
      const said = new Map<string, unknown>(Object.entries(claims)).get(name);
      expect(judged.get(name)).toEqual(isLess ? left : said);
    }
    expect(neighbours.length).toBeGreaterThan(claimList.length);
  });

  test('with a narrower format is one of that format, with the same claims', () => {
    const claims = { bias: true };
    const all = neighboursOf(new Border({ ...right, claims }));
    const [narrow] = all.filter(({ change }) => change.numberFormat === 'float16');
    expect(narrow?.border.format.name).toBe('float16');
    expect(narrow?.border.claims).toEqual(claims);
  });
});
