import { describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import type { Wants } from '../../property/property.ts';
import { optionsFor } from './options-for.ts';

const profile = { extent: 20, volume: 500 };

/** What is drawn for a property that wants this, of a subject that says this. */
function options(wants: Wants | undefined, said: Partial<Subject> = {}): ProblemOptions {
  const { name, numberFormat, backward } = reference;
  const border = new Border({ name, numberFormat, backward, ...said });
  return optionsFor({ ...(wants && { wants }) }, border, profile);
}

describe('problems are as large as', () => {
  test('the profile says, of a property that says nothing', () => {
    expect(options(undefined)).toMatchObject(profile);
    expect(options({})).toMatchObject(profile);
    expect(options(equation1.wants)).toMatchObject(profile);
  });

  test('a property says, where that is less', () => {
    expect(options({ extent: 6, volume: 64 })).toMatchObject({ extent: 6, volume: 64 });
    expect(options({ extent: 60, volume: 6400 })).toMatchObject(profile);
  });
});

describe('what a property wants is drawn', () => {
  test.each<[Wants, Partial<ProblemOptions>]>([
    [{ fixed: { m: 1 } }, { fixed: { m: 1 } }],
    [{ kinds: ['tiny'] }, { kinds: ['tiny'] }],
    [{ square: true }, { square: true }],
    [{ empty: true }, { empty: true }],
    [{ groups: true }, { groups: 'always' }],
    [{ joint: true }, { variants: [] }],
  ])('%j', (wants, expected) => {
    const claims = { grouping: 'no tail', emptyExtents: true } as const;
    expect(options(wants, { claims })).toMatchObject(expected);
    expect(options({}, { claims })).not.toMatchObject(expected);
  });

  test('and nothing else: what is not wanted is left out', () => {
    const plain = ['extent', 'format', 'kinds', 'sums', 'volume'];
    expect(Object.keys(options({})).sort()).toEqual(plain);
  });

  test('batches, as far as they are claimed', () => {
    expect(options({ batch: 'broadcast' }, { claims: { batching: 'broadcast' } }).batch).toBe(
      'broadcast',
    );
    expect(options({ batch: 'leading' }, { claims: { batching: 'broadcast' } }).batch).toBe(
      'leading',
    );
  });
});

describe('entries are numbers', () => {
  const mixed = { numberFormat: 'float32', formats: { dY: 'float16' } } as const;

  test('of the format of their operand, where these differ', () => {
    const { formats, format } = options({}, mixed);
    expect([formats?.X.name, formats?.W.name, formats?.dY.name]).toEqual([
      ...['float32', 'float32', 'float16'],
    ]);
    expect(format.precision).toBe(11);
    const held = options({}, { numberFormat: 'float32', formats: { X: 'float16' } });
    expect([held.formats?.X.name, held.formats?.W.name]).toEqual(['float16', 'float32']);
    expect(options({}, { numberFormat: 'float32' })).not.toHaveProperty('formats');
  });

  test('of all of them, where a property moves numbers from one to another', () => {
    const moved = options({ moves: true }, mixed);
    expect(moved).not.toHaveProperty('formats');
    expect(moved.format.precision).toBe(11);
  });

  test('whose sums are numbers of what they become', () => {
    const { sums } = options({}, { numberFormat: 'float32', formats: { dX: 'bfloat16' } });
    expect(sums?.precision).toBe(8);
  });
});

describe('a call that may ask for anything', () => {
  const claims = { scaling: true, vectors: true } as const;

  test('asks for what is claimed', () => {
    expect(options({ joint: true }, { claims }).variants).toEqual(
      expect.arrayContaining(['alpha', 'vectorX', 'vectorW']),
    );
  });

  test('or for vectors alone, where operands alone may differ', () => {
    expect(options({ joint: 'operands' }, { claims }).variants).toEqual(['vectorX', 'vectorW']);
    expect(options({ joint: 'operands' }).variants).toEqual([]);
  });

  test('asks for nothing of a property that is about the problem alone', () => {
    expect(options({}, { claims })).not.toHaveProperty('variants');
  });
});
