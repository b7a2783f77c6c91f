/** The catalogue, in the order of the paper. */
import type { Property } from '../src/property/property.ts';
import { adjointIdentity } from './adjoint-identity.ts';
import { blockDecomposition } from './block-decomposition.ts';
import { columnIndependence } from './column-independence.ts';
import { equation1 } from './equation-1.ts';
import { equation2 } from './equation-2.ts';
import { finiteDifference } from './finite-difference.ts';
import { gradientShape } from './gradient-shape.ts';
import { innerProductReduction } from './inner-product-reduction.ts';
import { linearity } from './linearity.ts';
import { oneHot } from './one-hot.ts';
import { permutationEquivariance } from './permutation-equivariance.ts';
import { powerOfTwoScaling } from './power-of-two-scaling.ts';
import { productTerms } from './product-terms.ts';
import { purity } from './purity.ts';
import { rowIndependence } from './row-independence.ts';
import { rowVectorReduction } from './row-vector-reduction.ts';
import { transposeSymmetry } from './transpose-symmetry.ts';

export const properties: readonly Property[] = [
  gradientShape,
  finiteDifference,
  equation1,
  equation2,
  innerProductReduction,
  rowVectorReduction,
  rowIndependence,
  transposeSymmetry,
  columnIndependence,
  oneHot,
  productTerms,
  adjointIdentity,
  linearity,
  powerOfTwoScaling,
  blockDecomposition,
  permutationEquivariance,
  purity,
];
