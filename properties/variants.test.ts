import { describe, expect, test } from 'vitest';
import { everyClaim } from '../bank/engine/subject-of.ts';
import type { Variant } from '../src/call/variant.ts';
import type { Subject } from '../src/contract/subject.ts';
import { adjointIdentity } from './adjoint-identity.ts';
import { destinations } from './destinations.ts';
import { emptyExtents } from './empty-extents.ts';
import { heard, problemOf } from './heard.test-setup.ts';
import { propertyNamed } from './index.ts';
import { layoutIndependence } from './layout-independence.ts';
import { purity } from './purity.ts';
import { sharedOperand } from './shared-operand.ts';

/** The different variants that a property asks of some problems of this shape. */
async function variantsOf(id: string, subject: Partial<Subject> = {}): Promise<Variant[]> {
  const found: Variant[] = [];
  for (let salt = 1; salt < 12; salt += 1) {
    found.push(
      ...(await heard(propertyNamed(id), problemOf([2, 2, 2], {}, salt), { subject })).variants,
    );
  }
  return [...new Map(found.map((variant) => [JSON.stringify(variant), variant])).values()];
}

function without(...claims: (keyof typeof everyClaim)[]): Partial<Subject> {
  const rest = Object.entries(everyClaim).filter(([name]) => !claims.some((each) => each === name));
  return { claims: Object.fromEntries(rest) };
}

describe('what a property asks for', () => {
  const asked: [string, Variant[]][] = [
    ['empty-extents', [{ transX: true, transW: true }]],
    ['vector-promotion', [{ vectorX: true }, { vectorW: true }, { vectorX: true, vectorW: true }]],
    ['transpose-flags', [{ transX: true }, { transW: true }, { transX: true, transW: true }]],
    ['requested-gradients', [{ wants: ['dX'] }, { wants: ['dW'] }]],
    ['aliased-destinations', [{ into: 'operands' }]],
    ['shared-operand', [{ shared: 'X·Xᵀ' }, { shared: 'X·X' }]],
  ];
  test.each(asked)('of %s', async (id, variants) => {
    expect(await variantsOf(id)).toEqual(variants);
  });

  test('of scaling: α and β of every sign, with transposes where they are claimed', async () => {
    const all = await variantsOf('scaling');
    expect(new Set(all.map(({ alpha }) => alpha))).toEqual(new Set([-1, 0, 0.5, 1, 2]));
    const turned = all.filter(({ transX, transW }) => transX || transW);
    expect(turned.length).toBeGreaterThan(all.length / 2);
    const plain = await variantsOf('scaling', without('transposeFlags'));
    expect(plain.some(({ transX, transW }) => transX || transW)).toBe(false);
    expect(plain.length).toBeGreaterThan(0);
  });
});

describe('destinations', () => {
  test('are written over, and added to where that is claimed', async () => {
    const both = await variantsOf('destinations');
    expect(both.filter(({ into }) => into === 'overwrite')).toHaveLength(1);
    expect(both.filter(({ into }) => typeof into === 'object')).toHaveLength(11);
    const claims = { ...everyClaim, destinations: 'overwrite' } as const;
    expect(await variantsOf('destinations', { claims })).toEqual([{ into: 'overwrite' }]);
  });

  test('hold small integers of both signs before, as a wrong entry says', async () => {
    const before = { dX: new Set<number>(), dW: new Set<number>() };
    const problem = problemOf([3, 2, 4], {}, 5);
    const { comparisons, variants } = await heard(destinations, problem);
    const into = variants.map((each) => each.into).find((each) => typeof each === 'object');
    for (const { kind, where, ...each } of comparisons.slice(2)) {
      const addend = where.startsWith('dX') ? into?.dX : into?.dW;
      const says = 'explain' in each ? each.explain : undefined;
      expect([kind, says?.(0, 1, 1)]).toEqual([
        'agreement',
        `there was ${addend?.at(1, 1)} before`,
      ]);
    }
    for (const { into: given } of await variantsOf('destinations')) {
      if (typeof given !== 'object') continue;
      for (const name of ['dX', 'dW'] as const) {
        for (const entry of given[name].toArray()) before[name].add(entry);
      }
    }
    for (const entries of Object.values(before)) {
      expect([...entries].sort((a, b) => a - b)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    }
  });
});

describe('what is not claimed is not asked for', () => {
  test('transposes of nothing', async () => {
    expect(await variantsOf('empty-extents', without('transposeFlags'))).toEqual([]);
  });

  test.each([emptyExtents, purity, adjointIdentity])(
    'Y by $id, of who has no forward pass',
    async (property) => {
      const { comparisons } = await heard(property, problemOf([2, 2, 2], {}), {
        hasForward: false,
      });
      expect(comparisons.filter(({ where }) => where.startsWith('Y'))).toEqual([]);
      expect(comparisons).not.toEqual([]);
    },
  );

  test.each([
    [[2, 3, 2], ['X·Xᵀ']],
    [[2, 2, 3], []],
    [[2, 3, 3], []],
  ] as const)('the square of an X that is none: %j', async (shape, shared) => {
    const { variants } = await heard(sharedOperand, problemOf(shape, {}));
    expect(variants.map((each) => each.shared)).toEqual(shared);
  });

  test.each([
    ['any layout', true],
    [true, false],
  ] as const)('bits of views, unless %s changes nothing', async (deterministic, bits) => {
    const subject = { claims: { ...everyClaim, deterministic } };
    const { comparisons } = await heard(layoutIndependence, problemOf([2, 2, 2], {}), { subject });
    expect(comparisons.map((each) => each.kind === 'agreement' && each.bits)).toEqual([bits, bits]);
  });
});
