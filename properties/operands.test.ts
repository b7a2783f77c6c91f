import { expect, test } from 'vitest';
import { everyClaim, subjectOf } from '../bank/engine/subject-of.ts';
import { unusual } from '../bank/unusual/index.ts';
import { Border } from '../src/call/border.ts';
import type { Subject } from '../src/contract/subject.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { formats } from '../src/number/formats.ts';
import { isOf } from '../src/number/round.ts';
import { type OperandFormat, operandNames } from '../src/number/tensor-formats.ts';
import type { Problem } from '../src/problem/problem.ts';
import { unmet } from '../src/property/need.ts';
import type { Property } from '../src/property/property.ts';
import { properties } from './index.ts';

/** The same property; every problem that it asks is told. */
function telling(property: Property, tell: (problem: Partial<Problem>) => void): Property {
  return {
    ...property,
    check(question) {
      const { backward, ask, forward, hold } = question;
      const told =
        <P extends Partial<Problem>, A extends unknown[], R>(way: (...asked: [P, ...A]) => R) =>
        (...asked: [P, ...A]): R => {
          tell(asked[0]);
          return way(...asked);
        };
      return property.check({
        ...question,
        backward: told(backward),
        ask: told(ask),
        forward: told(forward),
        hold: told(hold),
      });
    },
  };
}

/** Entries that the property asks about, although they are no finite numbers of the operand's format. */
async function strangeEntries(property: Property, subject: Subject): Promise<string[]> {
  const border = new Border(subject);
  if (unmet(property, border) !== undefined) return [];
  const found = new Set<string>();
  const told = telling(property, (problem) => {
    for (const name of operandNames) {
      const strange = problem[name]
        ?.toArray()
        .find((entry) => !isPlain(entry, border.formats[name]));
      if (strange !== undefined) found.add(`${property.id}: ${strange} in ${name}`);
    }
  });
  await judge(told, border, { runs: 25, extent: 5, volume: 60, seed: 3, unshrunk: true });
  return [...found];
}

/** Whether it is a finite number of the format. Nobody is asked of others in formats of a short range. */
function isPlain(entry: number, { coding, ...format }: OperandFormat): boolean {
  if (coding !== undefined || format.maxExponent < formats.float32.maxExponent) {
    return Number.isFinite(entry);
  }
  return Number.isFinite(entry) && isOf(entry, format);
}

const { nonFinite: _, ...finite } = everyClaim;
const names = [
  'float32 throughout',
  'bfloat16 throughout',
  'float16 that saturates',
  'MXFP8 layer',
];

test.each([
  { ...subjectOf('all claims but that of NaN and infinities'), claims: finite },
  ...unusual.filter(({ name }) => names.includes(name)),
])(
  '$name: no property asks about other entries than finite numbers of the format',
  async (subject) => {
    for (const property of properties) expect(await strangeEntries(property, subject)).toEqual([]);
  },
);
