import { expect, test } from 'vitest';
import { mixtures } from '../bank/unusual/mixtures.ts';
import { Border } from '../src/call/border.ts';
import type { Subject } from '../src/contract/subject.ts';
import { questionOf } from '../src/gate/judge/ask.ts';
import { findDisagreement } from '../src/gate/judge/find-disagreement.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { profiles } from '../src/gate/run/profiles.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import { colouring } from '../src/property/dye.ts';
import { nanDye } from './nan-dye.ts';

const through = mixtures.filter(({ claims }) => claims?.multiplies !== undefined);
const plan = { ...profiles.ci, runs: 80, seed: 1 };

/** The same, with 0 in the place of every NaN. */
function clearing(subject: Subject): Subject {
  return {
    ...subject,
    backward: async (given) => {
      const cleared = Object.entries(await subject.backward(given)).map(([name, answer]) => [
        name,
        { ...answer, data: Array.from(answer.data, (x) => (Number.isNaN(x) ? 0 : Number(x))) },
      ]);
      return Object.fromEntries(cleared);
    },
  };
}

test.each(through)('$name: infinity times what is rounded to 0 may be NaN', async (subject) => {
  const { failures } = await judge(nanDye, new Border(subject), plan);
  expect(failures).toEqual([]);
});

test.each(through)('$name, which clears every NaN, is caught all the same', async (subject) => {
  const { failures } = await judge(nanDye, new Border(clearing(subject)), plan);
  expect(failures).not.toEqual([]);
});

test.each([
  ['NaN must be NaN', 2, Number.NaN],
  ['infinity may be anything', 0, Number.POSITIVE_INFINITY],
])('beside what is rounded to 0, %s: %d are wrong', async (_, wrong, dye) => {
  const subject = through.find(({ claims }) => claims?.multiplies === 'tf32');
  if (subject === undefined) throw new Error('nothing multiplies through tf32');
  const all = (value: number) => Matrix.of<never, never>([1, 1], () => value);
  const problem = { X: all(2 ** -137), W: all(2 ** -137), dY: all(0), salt: 1 };
  const question = questionOf(new Border(clearing(subject)), problem);
  const found: unknown[] = [];
  const drops = [{ at: [0, 0], dye }] as const;
  for await (const comparison of colouring(question, { name: 'dY', drops })) {
    if (findDisagreement(comparison) !== undefined) found.push(comparison);
  }
  expect(found).toHaveLength(wrong);
});
