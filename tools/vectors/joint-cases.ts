/** Cases of two options in one call, and of an option beside a batch or a vector. */
import type { Variant } from '../../src/call/variant.ts';
import { seedFor } from '../../src/gate/run/replay.ts';
import type { NumberFormat } from '../../src/number/formats.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import { generateProblem } from '../../src/problem/draw/generate-problem.ts';
import type { Shape } from '../../src/problem/shape.ts';
import { before } from './before.ts';
import { type Draft, draft } from './case-of.ts';
import { shaped } from './plain-tables.ts';

/** What a call may ask for beside its product; `accumulate` follows from the problem. */
const options: readonly (readonly [name: string, variant: Variant | 'accumulate'])[] = [
  ['trans-X', { transX: true }],
  ['trans-W', { transW: true }],
  ['alpha', { alpha: 0.5 }],
  ['beta', { beta: 2 }],
  ['bias', { bias: true }],
  ['relu', { epilogue: 'relu' }],
  ['only-dX', { wants: ['dX'] }],
  ['only-dW', { wants: ['dW'] }],
  ['overwrite', { into: 'overwrite' }],
  ['over-operands', { into: 'operands' }],
  ['accumulate', 'accumulate'],
];

/** What one call cannot ask for, or of which it is not settled what is right. */
const apart: readonly (readonly string[])[] = [
  ['only-dX', 'only-dW'],
  ['overwrite', 'over-operands', 'accumulate'],
  ['relu', 'alpha'],
  ['relu', 'beta'],
  ['only-dX', 'beta'],
  ['only-dW', 'beta'],
  ['only-dX', 'bias'],
  ['only-dW', 'bias'],
];

export function jointCases(format: NumberFormat): Draft[] {
  return [...pairs(format), ...besideBatches(format), ...besideVectors(format)];
}

const shapes: readonly Shape[] = [
  { m: 2, n: 3, k: 4 },
  { m: 5, n: 3, k: 2 },
];

/** Every two options that one call may have. */
function pairs(format: NumberFormat): Draft[] {
  const together = options.flatMap(([a, one], i) =>
    options.slice(i + 1).flatMap(([b, other]) => {
      const never = apart.some((names) => names.includes(a) && names.includes(b));
      return never ? [] : [[`${a}-${b}`, [one, other]] as const];
    }),
  );
  return together.flatMap(([name, both]) =>
    shapes.map((shape, i) => {
      const id = `${name}-${shape.m}x${shape.n}x${shape.k}`;
      const problem = shaped(id, shape, { kind: i === 0 ? 'middle' : 'rounded', format });
      const asked = both.map((one) => (one === 'accumulate' ? { into: before(problem, id) } : one));
      return draft({ id, flags: [] }, problem, Object.assign({}, ...asked));
    }),
  );
}

/** Every option beside a batch; what is added to is drawn with its members. */
function besideBatches(format: NumberFormat): Draft[] {
  const plain = options.flatMap(([name, one]) =>
    one === 'accumulate' || name === 'over-operands' ? [] : [[name, one] as const],
  );
  return (['leading', 'X alone', 'broadcast'] as const).flatMap((batch) =>
    plain.flatMap(([name, variant]) =>
      [1, 2].map((i) => {
        const id = `${name}-${batch.replace(' ', '-')}-${i}`;
        const kinds = [i === 1 ? 'middle' : 'rounded'] as const;
        const limits = { format, extent: 4, volume: 30, batch, kinds };
        const problem = generateProblem(drawFrom(seedFor(1, id)), limits);
        return draft({ id, flags: ['drawn'] }, problem, variant);
      }),
    ),
  );
}

/** Every option that a vector has, too: it has no transpose, and W none to add a bias to. */
function besideVectors(format: NumberFormat): Draft[] {
  const asked = options.filter(([name]) =>
    ['alpha', 'only-dX', 'only-dW', 'overwrite'].includes(name),
  );
  const vectors = [
    ['vector-X', { m: 1, n: 4, k: 3 }, { vectorX: true }],
    ['vector-W', { m: 3, n: 4, k: 1 }, { vectorW: true }],
  ] as const;
  return vectors.flatMap(([vector, shape, is]) =>
    asked.map(([name, variant]) => {
      const id = `${vector}-${name}`;
      const about = { id, flags: ['extent of 1'], source: 'eq. (3)' };
      const problem = shaped(id, shape, { kind: 'middle', format });
      return draft(about, problem, { ...is, ...(variant !== 'accumulate' && variant) });
    }),
  );
}
