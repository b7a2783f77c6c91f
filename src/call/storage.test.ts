import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyClaim } from '../../bank/engine/subject-of.ts';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import { formats } from '../number/formats.ts';
import { varied } from '../problem/derive/varied.ts';
import { problems } from '../problem/problems.ts';
import { pose } from './pose.ts';
import { placed, Storage } from './storage.ts';

const asked = problems({ format: formats.float64, extent: 4, volume: 40, layouts: layoutKinds });
const names = ['X', 'W', 'dY'] as const;

test('the same arrays have other numbers, and the very operands are given again', () => {
  const law = fc.property(asked, (problem) => {
    const storage = new Storage();
    const first = placed(pose(problem, {}, everyClaim), storage.keep);
    const other = pose(varied(problem, 'with other values', 0), {}, everyClaim);
    const second = placed(other, storage.reuse);
    for (const name of names) {
      const lies = first.given[name].data.length === other.given[name].data.length;
      expect(second.given[name].data).toEqual(other.given[name].data);
      expect(second.given[name].data === first.given[name].data).toBe(lies);
      expect(second.laidOut[name].operand).toBe(second.given[name]);
      expect(second.laidOut[name].before).toEqual(other.given[name].data);
    }
    // What a row seen as many shows may be laid out in full once its numbers differ.
    if (problem.layouts === undefined) expect(second.given.X).toBe(first.given.X);
  });
  fc.assert(law, { seed: 1, numRuns: 200 });
});

test('new arrays are new, and the last ones are known', () => {
  const [problem = undefined] = fc.sample(asked, { seed: 1, numRuns: 1 });
  if (problem === undefined) throw new Error('no problem');
  const storage = new Storage();
  const first = placed(pose(problem, {}, everyClaim), storage.keep);
  expect(storage.holds([first.given.W])).toBe(true);
  const second = placed(pose(problem, {}, everyClaim), storage.keep);
  expect(second.given.W.data).not.toBe(first.given.W.data);
  expect(storage.holds([first.given.W])).toBe(false);
});

test('destinations that are operands, and one variable, stay what they are', () => {
  const law = fc.property(asked, (problem) => {
    const storage = new Storage();
    placed(pose(problem, {}, everyClaim), storage.keep);
    const { given } = placed(pose(problem, { into: 'operands' }, everyClaim), storage.reuse);
    expect(given.options?.into?.dX).toBe(given.X);
    expect(given.options?.into?.dW).toBe(given.W);
  });
  fc.assert(law, { seed: 1, numRuns: 50 });
});
