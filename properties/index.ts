/**
 * The catalogue: the two equations first, as hardly a fault escapes them, and in milliseconds; then in
 * the order of the paper.
 */
import type { Property } from '../src/property/property.ts';
import { adjointIdentity } from './adjoint-identity.ts';
import { aliasedDestinations } from './aliased-destinations.ts';
import { batchDecomposition } from './batch-decomposition.ts';
import { batchInvariance } from './batch-invariance.ts';
import { biasReduction } from './bias-reduction.ts';
import { blockDecomposition } from './block-decomposition.ts';
import { broadcastReduction } from './broadcast-reduction.ts';
import { columnIndependence } from './column-independence.ts';
import { destinations } from './destinations.ts';
import { emptyExtents } from './empty-extents.ts';
import { epilogue } from './epilogue.ts';
import { equation1 } from './equation-1.ts';
import { equation2 } from './equation-2.ts';
import { finiteDifference } from './finite-difference.ts';
import { fixedOrder } from './fixed-order.ts';
import { forwardProduct } from './forward-product.ts';
import { gradientShape } from './gradient-shape.ts';
import { groupDecomposition } from './group-decomposition.ts';
import { historyIndependence } from './history-independence.ts';
import { innerProductReduction } from './inner-product-reduction.ts';
import { jointOptions } from './joint-options.ts';
import { layoutIndependence } from './layout-independence.ts';
import { linearity } from './linearity.ts';
import { nanDye } from './nan-dye.ts';
import { oneHot } from './one-hot.ts';
import { overflow } from './overflow.ts';
import { permutationEquivariance } from './permutation-equivariance.ts';
import { powerOfTwoScaling } from './power-of-two-scaling.ts';
import { productTerms } from './product-terms.ts';
import { purity } from './purity.ts';
import { requestedGradients } from './requested-gradients.ts';
import { rowIndependence } from './row-independence.ts';
import { rowVectorReduction } from './row-vector-reduction.ts';
import { scaling } from './scaling.ts';
import { sharedOperand } from './shared-operand.ts';
import { transposeFlags } from './transpose-flags.ts';
import { transposeSymmetry } from './transpose-symmetry.ts';
import { vectorPromotion } from './vector-promotion.ts';

export const properties: readonly Property[] = [
  equation1,
  equation2,
  gradientShape,
  forwardProduct,
  finiteDifference,
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
  fixedOrder,
  blockDecomposition,
  permutationEquivariance,
  purity,
  layoutIndependence,
  batchInvariance,
  emptyExtents,
  batchDecomposition,
  broadcastReduction,
  groupDecomposition,
  vectorPromotion,
  transposeFlags,
  scaling,
  biasReduction,
  epilogue,
  requestedGradients,
  destinations,
  aliasedDestinations,
  sharedOperand,
  jointOptions,
  nanDye,
  overflow,
  historyIndependence,
];

/** The property with this id. @throws RangeError, when there is none */
export function propertyNamed(id: string): Property {
  const property = properties.find((each) => each.id === id);
  if (property === undefined) throw new RangeError(`there is no property ${id}`);
  return property;
}
