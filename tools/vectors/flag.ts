/** What the flags of cases say; they stand in every file, so that it explains itself. */
export const notes = {
  exact: 'No rounding can happen in any order of summation: every radius is 0.',
  rounded:
    'Sums are rounded: radii are what any order of summation, with or without FMA, may be off by.',
  plumbing:
    'Each gradient has only to copy numbers: where it is wrong, they are read or written wrongly.',
  'extent of 1': 'At least one of m, n and k is 1.',
  'equal extents':
    'Which of m, n and k are equal is varied: a wrong transpose hides where they are.',
  'tile edge': 'An extent is a power of two, or one more or less.',
  'one-hot': 'dY has a single entry that is not 0, so dX is a row of Wᵀ and dW a column of Xᵀ.',
  'product terms':
    'Every product owns an octal digit of the answer, which so spells out what was summed.',
  structured: 'An operand is an identity, a permutation, constant or zero.',
  precision: 'One term is so large that a narrower accumulator loses the other.',
  range: 'Entries near the ends of the exponent range; the answers are in its middle.',
  'signed zero': 'Operands have −0 entries. The sign of a zero in an answer is not judged.',
  drawn: 'Drawn at random, with a fixed seed; the flag beside it says how entries were made.',
  tiny: 'Whole numbers up to 3.',
  middle: 'Whole numbers of moderate size.',
  saturating: 'Whole numbers up to what the significand holds exactly.',
  absorbing: 'dY has a large term, 1 and minus the large term in any order: the sum is that 1.',
  subnormal: 'An operand is made of small multiples of a subnormal number, which is not 0.',
  wide: 'Full significands of very different magnitudes.',
  lopsided: 'One operand is huge and the others are tiny, or the other way round.',
  cancelling: 'Sums of terms near 1 and −1 that nearly cancel.',
  moderate: 'Full significands of moderate magnitudes.',
  'empty extent': 'm, n or k is 0: a sum over nothing is 0.',
  'not finite':
    'One entry is NaN or infinite. It reaches every entry whose sum it is in, and no other.',
  groups:
    'Rows are of groups, each with a matrix of its own; `groups` says how many rows each has.',
  'known bug': 'The smallest problem on which a known bug shows; `faults` names it.',
} as const;

/** The same where an accumulator is wider than what is stored. */
export const mixtureNotes = {
  ...notes,
  exact: 'No sum can be rounded in any order, and the nearest number is stored: every radius is 0.',
  rounded:
    'Sums may be rounded, or have two nearest numbers. Radii have both, and how sums are stored.',
  filling: 'Whole numbers of mixed signs, up to what the accumulator holds exactly in any order.',
  'one-sided': 'The same, nine of ten products of one sign: partial sums are large.',
  paired: 'The same, and halves of a sum cancel: partial sums are large, and the answer is small.',
} as const;

export type Flag = keyof typeof mixtureNotes;
