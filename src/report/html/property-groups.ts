/** Properties by what they are about, for tables that have no room for all of them. */

/** A group, and the ids of what is in it. */
export interface PropertyGroup {
  readonly title: string;
  readonly ids: readonly string[];
}

/** Every group, in the order of the paper; the last takes what no other has. */
export const propertyGroups: readonly PropertyGroup[] = [
  {
    title: 'Equations',
    ids: ['equation-1', 'equation-2', 'gradient-shape', 'product-terms'],
  },
  { title: 'Definition', ids: ['forward-product', 'finite-difference'] },
  {
    title: 'Steps of the proof',
    ids: [
      ...['inner-product-reduction', 'row-vector-reduction', 'one-hot', 'row-independence'],
      ...['column-independence', 'block-decomposition'],
    ],
  },
  {
    title: 'Algebra',
    ids: [
      ...['transpose-symmetry', 'adjoint-identity', 'linearity', 'power-of-two-scaling'],
      'permutation-equivariance',
    ],
  },
  {
    title: 'The call',
    ids: [
      ...['purity', 'history-independence', 'batch-invariance', 'fixed-order'],
      ...['requested-gradients', 'destinations', 'aliased-destinations'],
    ],
  },
  { title: 'Layouts', ids: ['layout-independence', 'transpose-flags', 'vector-promotion'] },
  {
    title: 'Batches',
    ids: ['batch-decomposition', 'broadcast-reduction', 'group-decomposition'],
  },
  {
    title: 'Options',
    ids: ['scaling', 'bias-reduction', 'epilogue', 'shared-operand', 'joint-options'],
  },
  { title: 'Special numbers', ids: ['empty-extents', 'nan-dye', 'overflow'] },
  { title: 'Others', ids: [] },
];

/** The group of a property: the last, for one that is new. */
export function groupOf(id: string): string {
  return propertyGroups.find(({ ids }) => ids.includes(id))?.title ?? 'Others';
}
