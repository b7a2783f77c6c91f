import { Matrix as MlMatrix } from 'ml-matrix';
import { equation1 } from '../properties/equation-1.ts';
import { equation2 } from '../properties/equation-2.ts';
import { certifiedProduct } from '../src/certified/product.ts';
import { formats } from '../src/format/format.ts';
import { ask } from '../src/gate/ask.ts';
import { profiles } from '../src/gate/profiles.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import { multiply } from '../src/matrix/multiply.ts';
import { problems } from '../src/problem/arbitrary.ts';
import { drawFrom } from '../src/problem/draw.ts';
import { exactKinds, roundedKinds } from '../src/problem/entries.ts';
import { generateProblem } from '../src/problem/generate.ts';
import { Border } from '../src/subject/border.ts';
import { reference } from '../src/subject/reference-subject.ts';
import { chainedProblems } from './chained.ts';
import type { Contest } from './contest.ts';
import { naiveProduct } from './naive.ts';
import { sampler } from './sampler.ts';

/** Everything that is timed, in the order of the report. */
export function contests(): Contest[] {
  return [
    ...[64, 128, 256].flatMap(plainProducts),
    ...[16, 64].flatMap(certifiedProducts),
    generation(),
    ...[8, 17, 64].map(checking),
  ];
}

function plainProducts(size: number): Contest[] {
  const { left, right, a, b } = squares(size, fraction);
  const [mlLeft, mlRight] = [a, b].map((data) => MlMatrix.from1DArray(size, size, data));
  const ours = { what: `product, ${size}×${size}`, a: 'reference', runA: () => multiply(a2, b2) };
  const [a2, b2] = [left, right];
  return [
    { ...ours, b: 'ml-matrix', runB: () => mlLeft?.mmul(mlRight ?? 1) },
    { ...ours, b: 'naive loop', runB: () => naiveProduct(a, b, [size, size, size]) },
  ];
}
