/** Faults planted in the library that claims everything. */
import { at } from '../../src/at.ts';
import type { Operand, Operands } from '../../src/contract/subject.ts';
import { placesOf } from '../../src/matrix/strided.ts';
import { backward, record, rightParts } from '../engine/parts.ts';
import { subjectOf } from '../engine/subject-of.ts';
import type { About, Fault } from './fault.ts';
import { refusing } from './refused.ts';
import { wrongWhole } from './wrong-parts.ts';

/** The sums of the columns of a dense m×k matrix that begins at `offset`. */
function columnSums({ data, offset = 0 }: Operand, m: number, k: number): Float64Array {
  const sums = new Float64Array(k);
  for (let place = 0; place < m * k; place += 1) {
    sums[place % k] = at(sums, place % k) + at(data, offset + place);
  }
  return sums;
}

/** The operand with 0 for every NaN entry but its first; gaps are no entries. */
function firstNaNOnly(operand: Operand): Operand {
  const data = operand.data.slice();
  const [, ...others] = placesOf(operand).filter((place) => Number.isNaN(data[place]));
  for (const place of others) data[place] = 0;
  return { ...operand, data };
}

function reusesTape(): Fault {
  const story: About = {
    name: 'planted-tape-reused',
    story:
      'a forward pass of the same shapes overwrites what an earlier one keeps for its backward pass',
    trigger: 'two recorded forward passes of the same shapes',
    caughtBy: 'history-independence',
  };
  let kept = new Map<string, { operands: Operands }>();
  return {
    ...subjectOf(story.name),
    ...story,
    record: (operands) => {
      const key = `${operands.X.shape} ${operands.W.shape}`;
      const tape = kept.get(key) ?? { operands };
      const [X, W] = [rightParts.save(operands.X), rightParts.save(operands.W)];
      tape.operands = { ...operands, X, W };
      kept.set(key, tape);
      const { Y } = record(operands);
      return { Y, backward: (dY) => backward({ ...tape.operands, dY }) };
    },
    reset: () => {
      kept = new Map();
    },
  };
}

export const plantedInEngine: readonly Fault[] = [
  wrongWhole(
    {
      name: 'planted-bias-column-major',
      story: 'db of a column-major dY of rank 2 is read as if it were row-major',
      trigger: 'a bias, and a column-major dY',
      caughtBy: 'bias-reduction',
    },
    (given, right) => {
      const answer = right(given);
      const { shape, strides = [] } = given.dY;
      const [m = 0, k = 0] = shape;
      if (!answer.db || shape.length !== 2 || strides[0] !== 1 || m < 2 || k < 2) return answer;
      return { ...answer, db: { shape: [k], data: columnSums(given.dY, m, k) } };
    },
  ),
  reusesTape(),
  wrongWhole(
    {
      name: 'planted-second-nan',
      story: 'of several NaN in one operand only the first is seen; the others count as 0',
      trigger: 'two NaN in one operand',
      caughtBy: 'nan-dye',
    },
    ({ X, W, dY, ...rest }, right) => {
      const given = { X: firstNaNOnly(X), W: firstNaNOnly(W), dY: firstNaNOnly(dY) };
      return right({ ...rest, ...(rest.options === undefined ? given : { X, W, dY }) });
    },
  ),
  refusing(
    {
      name: 'planted-scaled-transpose-throws',
      story: 'a factor together with a flag is refused, though either alone is served',
      trigger: 'transX and alpha in one call',
      caughtBy: 'scaling',
    },
    ({ options: { transX, alpha } = {} }) =>
      transX && alpha !== undefined ? 'not implemented: alpha with transX' : undefined,
  ),
  refusing(
    {
      name: 'planted-expanded-throws',
      story: 'a view with stride 0 is refused, though every kind of view is claimed',
      trigger: 'an expanded operand',
      caughtBy: 'layout-independence',
    },
    ({ X, W, dY }) =>
      [X, W, dY].some(({ strides }) => strides?.includes(0))
        ? 'strides must be positive'
        : undefined,
  ),
  {
    ...wrongWhole(
      {
        name: 'planted-clears-frozen-weight',
        story: 'there is no dW to write over W, and W is cleared all the same',
        trigger: 'dX over X; there is no dW',
        caughtBy: 'aliased-destinations',
      },
      (given, right) => {
        const { options } = given;
        const answer = right({ ...given, options: { ...options, wants: ['dX'] } });
        if (options?.into?.dX.data === given.X.data) given.W.data.fill(0);
        return answer;
      },
    ),
    claims: { aliasedDestinations: true, gradients: 'dX' },
  },
  wrongWhole(
    {
      name: 'planted-leaves-out-dW',
      story: 'dW is left out of the answer, though the subject does not say that there is none',
      trigger: 'always',
      caughtBy: 'equation-2',
    },
    (given, right) => {
      const { dW: _, ...others } = right(given);
      return others;
    },
  ),
];
