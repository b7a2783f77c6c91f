import { describe, expect, test } from 'vitest';
import { type Fault, faults } from '../../../bank/faults/index.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Answers, Given, Subject } from '../../contract/subject.ts';
import { explain } from '../../verdict/explain.ts';
import { planOf } from '../run/plan-of.ts';
import { verdictOf } from '../run/verdict-of.ts';
import { plainly } from '../run/verdict-on.test-setup.ts';
import { judge } from './judge.ts';

/** What is said of a subject that violates a property. */
async function toldOf(subject: Subject, property = 'equation-1') {
  const verdict = await verdictOf(
    propertyNamed(property),
    new Border(subject),
    planOf({ profile: 'smoke' }),
  );
  const { diagnosis, candidates, cause } = plainly(verdict).counterexample ?? {};
  return { diagnosis, candidates, cause, text: explain(verdict, (token) => token) };
}

/** A backward pass whose dX is changed. */
function changing(change: (entries: Float64Array, given: Given) => Float64Array): Subject {
  return {
    name: 'changed',
    numberFormat: 'float64',
    backward: (given) => {
      const right = reference.backward(given) as Required<Answers>;
      return {
        ...right,
        dX: { ...right.dX, data: change(Float64Array.from(right.dX.data), given) },
      };
    },
  };
}

function named(name: string): Fault {
  const [fault] = faults.filter((each) => each.name === name);
  if (fault === undefined) throw new RangeError(name);
  return fault;
}

async function insightInto(name: string) {
  const fault = named(name);
  const plan = planOf({ profile: 'ci' });
  return (await judge(propertyNamed(fault.caughtBy), new Border(fault), plan)).insight;
}

const said: readonly (readonly [fault: string, cause: string, words: string])[] = [
  ['c-order-product-transposed', 'transpose', 'it is written out transposed'],
  ['hgemm-odd-last', 'edge', 'in its last row the row before is repeated'],
  ['residues-of-truncated-operands', 'rounded', 'each operand is cut off to integers'],
  ['planted-inner-tail', 'terms', 'after its last whole tile of 8 are left out'],
  ['mutant dX, dY[l,l] for dY[i,l]', 'indices', 'dY[l,l] for dY[i,l]'],
  ['mutant dX, dX[i,l] for dX[i,j]', 'indices', 'added to dX[i,l] instead of dX[i,j]'],
  ['misaligned-input-4bytes', 'layout', 'the multiple of 4 entries before'],
  ['wgsl-key-lacks-broadcast', 'member', 'of dY, the first member is taken for each'],
  ['batched-kernel-without-alpha', 'options', 'α is left out'],
  ['weight-uploaded-once', 'stale', 'W is that of an earlier call'],
  ['bf16-accumulator', 'narrow', 'partial sums are kept in bfloat16'],
  ['dst-nan-survives', 'unwritten', 'NaN where it is wrong'],
  ['global-scale-dropped', 'scale', 'the global scale of W is left out'],
  ['global-scale-twice', 'scale', 'the global scale of X is applied twice'],
  ['global-scale-not-inverted', 'scale', 'entries of W are divided by its global scale'],
  ['global-scale-of-the-other', 'scale', 'has the global scale of the other'],
  ['planted-scaled', 'factor', 'multiplied by 1.0005'],
  ['planted-shifted', 'addend', '0.000009 is added'],
];

describe('a diagnosis says', () => {
  for (const [name, cause, words] of said) {
    test(`of ${name} that ${words}`, async () => {
      expect(await insightInto(name)).toMatchObject({
        diagnosis: expect.stringContaining(words),
        cause,
      });
    });
  }
});

test('what no known mistake explains is said to have no known pattern', async () => {
  const noise = changing((entries) => entries.map((entry, i) => Math.sin(1e3 * entry + i)));
  const { text, ...told } = await toldOf(noise);
  expect(told).toEqual({ candidates: [] });
  expect(text).toContain('diagnosis: no known pattern');
});

test('what several mistakes explain is told as candidates', async () => {
  const some = changing((entries, { W: { shape } }) =>
    entries.map((entry) => (shape[0] === 3 && shape[1] === 3 ? 3 * entry : entry)),
  );
  const { candidates, text } = await toldOf(some);
  expect(candidates).toEqual([
    'this dX is what comes out when it is multiplied by n',
    'this dX is what comes out when it is multiplied by k',
  ]);
  expect(text).toContain('diagnosis: it may be that');
});

test('a mistake that is made now and then is not told where one explains right answers, too', async () => {
  const flushing = changing((entries) =>
    entries.map((entry) => (Math.abs(entry) < 2 ** -1022 ? 0 : entry)),
  );
  const { diagnosis, candidates = [] } = await toldOf(flushing);
  expect([diagnosis, ...candidates].join()).not.toContain('everything is 0');
});

test('where each answer is right, and they contradict one another, there is nothing to diagnose', async () => {
  expect(await insightInto('lanes-not-symmetric')).not.toHaveProperty('candidates');
  expect(await insightInto('lanes-not-symmetric')).not.toHaveProperty('diagnosis');
});
