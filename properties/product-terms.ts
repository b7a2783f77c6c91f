import { certifiedProduct } from '../src/certified/certified-product.ts';
import {
  type CodedProblem,
  codedProblems,
  shapesUpTo,
  spell,
} from '../src/problem/derive/coded-problems.ts';
import { shapeOf } from '../src/problem/problem.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Every entry spells out which products it sums: a complete check of a bilinear map at its shape. */
export const productTerms: Property = {
  id: 'product-terms',
  cites: 'eq. (1), (2)',
  equation: String.raw`\dX_{ij} = \sum_l \dY_{il}\,W_{jl},\quad \dW_{jl} = \sum_i X_{ij}\,\dY_{il}`,
  statement: 'every entry of dX and dW sums exactly the products that (1) and (2) name, once each',
  makesWeights: true,
  wants: { shapes: shapesUpTo(3) },

  async *check({ problem, backward, format, claims }) {
    for (const coded of codedProblems(shapeOf(problem), format, claims.loss !== undefined)) {
      const { X, W, dY } = coded.problem;
      const { dX, dW } = await backward(coded.problem);
      const rightX = certifiedProduct(dY, W.T);
      const rightW = certifiedProduct(X.T, dY);
      yield {
        ...agree('dX', dX, rightX),
        asked: coded.problem,
        explain: (actual, i, j) =>
          sentence(`dX[${i},${j}]`, [actual, rightX.mid.at(i, j)], coded.productsX),
      };
      yield {
        ...agree('dW', dW, rightW),
        asked: coded.problem,
        explain: (actual, i, j) =>
          sentence(`dW[${i},${j}]`, [actual, rightW.mid.at(i, j)], coded.productsW),
      };
    }
  },
};

function sentence(
  name: string,
  [actual, right]: [number, number],
  products: CodedProblem['productsX'],
): string {
  return `${name} sums ${spell(actual, products)}; it should sum ${spell(right, products)}`;
}
