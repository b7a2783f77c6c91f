import { subjectOf } from '../../../bank/engine/subject-of.ts';
import { unusual } from '../../../bank/unusual/index.ts';
import { equation1 } from '../../../properties/equation-1.ts';
import { Border } from '../../call/border.ts';
import type { Answer, Claims, Operand, Subject } from '../../contract/subject.ts';
import { Matrix } from '../../matrix/matrix.ts';
import type { ProductName } from '../../problem/large/large-problem.ts';
import { dense } from '../../problem/layout.ts';
import { judgeLarge, type LargeJudgement } from './judge-large.ts';
import type { Plan } from './plan.ts';

/** Right, quick at any size, and asked for what its claims say. */
export const engine = subjectOf('engine');

/** What may be asked of a large product besides. */
export const variantClaims: Claims = {
  ...{ transposeFlags: true, scaling: true, subsets: true, destinations: 'accumulate' },
};

export const views = { X: { ...dense, gap: 2, offset: 1 }, dY: { ...dense, columnMajor: true } };

/** The right subject of the bank that has this name. */
export function unusualNamed(name: string): Subject {
  const found = unusual.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

export type Change = (entries: Float64Array) => void;

/** A right layer with these claims, whose answers and destinations are passed on to `change`. */
export function layer(claims: Claims, change: Change = () => {}): Subject {
  const isOut = claims.weight === 'out×in';
  const turned = (weight: Operand): Operand => {
    const [rows = 0, cols = 0] = weight.shape;
    return toOperand(Matrix.over(rows, cols, weight.data).T);
  };
  const changed = ({ shape, data }: Answer): Answer => {
    const entries = Float64Array.from(data);
    change(entries);
    return { shape, data: entries };
  };
  return {
    ...{ ...engine, claims },
    backward: async (given) => {
      const { dX, dW } = await engine.backward(
        isOut ? { ...given, options: { ...given.options, transW: true } } : given,
      );
      const { into } = given.options ?? {};
      for (const each of into ? [into.dX, into.dW] : []) change(each.data);
      return into ? {} : { ...(dX && { dX: changed(dX) }), ...(dW && { dW: changed(dW) }) };
    },
    forward: async ({ X, W }) => {
      const Y = await engine.forward?.({ X, W: isOut ? turned(W) : W });
      return changed(Y ?? { shape: [], data: [] });
    },
  };
}

function toOperand(matrix: Matrix): Operand {
  return { shape: [matrix.rows, matrix.cols], data: matrix.toArray() };
}

/** One more at a place of those that are there. */
export function oneMore(place: number): Change {
  return (entries) => {
    const which = place % entries.length;
    entries[which] = (entries[which] ?? 0) + 1;
  };
}

export type Judging = Plan & Partial<Parameters<typeof judgeLarge>[2]>;
const plan: Judging = { runs: 8, extent: 9, volume: 200, seed: 1 };

/** What comes of judging a product on few problems that are small. */
export function judged(
  subject: Subject | Border,
  more: Partial<Judging> = {},
  product: ProductName = 'dX',
): Promise<LargeJudgement> {
  const border = subject instanceof Border ? subject : new Border(subject);
  return judgeLarge({ ...equation1, product }, border, { ...plan, ...more });
}
