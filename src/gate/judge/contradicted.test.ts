import { expect, test } from 'vitest';
import { unusual } from '../../../bank/unusual/index.ts';
import {
  conventional,
  dotted,
  entry,
  fromProduct,
  type Product,
} from '../../../bank/unusual/unusual.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import type { Claims, Subject } from '../../contract/subject.ts';
import { claimWarnings } from '../../inspect/claim-warnings.ts';
import { inspect } from '../../inspect/inspect.ts';
import { unmet } from '../../property/need.ts';
import { profiles } from '../run/profiles.ts';
import { judge } from './judge.ts';

/** A subject of the bank that claims this instead. */
function claiming(name: string, claims: Claims): Subject {
  const subject = unusual.find((each) => each.name === name);
  if (subject === undefined) throw new Error(`no ${name}`);
  return { ...subject, name: `${name}, ${JSON.stringify(claims)}`, claims };
}

/** The first of these properties that it violates. */
async function violated(subject: Subject): Promise<string | undefined> {
  const border = new Border(subject);
  for (const id of ['equation-1', 'batch-invariance', 'purity', 'fixed-order']) {
    const property = propertyNamed(id);
    if (unmet(property, border) !== undefined) continue;
    const { failures } = await judge(property, border, { ...profiles.ci, seed: 1, unshrunk: true });
    if (failures.length > 0) return id;
  }
  return undefined;
}

const reversed: Product = (a, b) => {
  const turned = (m: typeof a): typeof a => ({ ...m, data: m.data.toReversed() });
  return turned(conventional(turned(a), turned(b)));
};

const byRows = fromProduct(
  { name: 'one row by a kernel of its own', story: '', claims: { batchInvariant: true } },
  (a, b) => (a.rows === 1 ? reversed(a, b) : conventional(a, b)),
);

const flushed = fromProduct(
  { name: 'small results are 0', story: '', numberFormat: 'float32', claims: {} },
  dotted((row, column) => {
    const sum = row.reduce((so, x, p) => Math.fround(so + Math.fround(x * entry(column, p))), 0);
    return Math.abs(sum) < 2 ** -126 ? 0 : sum;
  }),
);

const dropping = fromProduct(
  { name: 'what is near 0 is dropped', story: '', numberFormat: 'float64', claims: {} },
  dotted((row, column) => {
    const near = (x: number): number => (Math.abs(x) < 1e-15 ? 0 : x);
    return near(row.reduce((so, x, p) => so + near(x) * near(entry(column, p)), 0));
  }),
);

test.each([
  claiming('float32 throughout', { accumulates: 'float64' }),
  claiming('bfloat16 sums in float32 results', {}),
  claiming('float32 through tf32, cut off', {}),
  claiming('TF32x3, 2 parts of tf32', {}),
  claiming('A100, float16 to float16', { accumulates: 'float32' }),
  claiming('H100, float32 through tf32', { multiplies: 'tf32' }),
  claiming('H100, float8_e4m3fn to float32', { accumulates: '14 bits' }),
  claiming('CDNA2, float16 to float16, 4 at once', {
    accumulates: 'float64',
    subnormals: 'flushed',
  }),
  claiming('random order', { reproducible: true }),
  claiming('random order', { deterministic: true }),
  claiming('smallest first', { reproducible: true }),
  claiming('by sign', { reproducible: true }),
  claiming('Winograd in float32', {}),
  claiming('bfloat16 stored toward zero', { accumulates: 'float32' }),
  byRows,
  flushed,
  dropping,
])('$name: what inspect contradicts is a violation', { timeout: 0 }, async (subject) => {
  const warnings = claimWarnings(subject, await inspect(subject, { sizes: [24] }));
  expect(warnings.join()).toMatch(/^not as claimed: (?!.*allows)/);
  expect(await violated(subject)).toBeDefined();
});
