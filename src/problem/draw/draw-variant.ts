import type { DrawnVariant, VariantPart } from '../drawn-variant.ts';
import { chance, type Draw, pick } from './draw.ts';

/** Powers of two and 0, by which nothing is rounded. */
const factors = [0, 1, -1, 2, 0.5];

/** Any set of these parts that one call may have, now few and now many; `always` among them. */
export function drawVariant(
  draw: Draw,
  parts: readonly VariantPart[],
  always?: VariantPart,
): DrawnVariant {
  if (parts.length === 0) return {};
  const percent = pick(draw, [25, 50, 75]);
  const has = (part: VariantPart, chances = percent): boolean =>
    parts.includes(part) && (chance(draw, chances) || part === always);
  const shared = has('shared', 12) ? pick(draw, ['X·X', 'X·Xᵀ'] as const) : undefined;
  const isOne = shared !== undefined;
  const vectorX = !isOne && has('vectorX', percent / 4);
  const vectorW = !isOne && has('vectorW', percent / 4);
  // Whoever is asked for one gradient may leave out all others.
  const wants = has('wants') && [isOne ? ('dX' as const) : pick(draw, ['dX', 'dW'] as const)];
  // What is above 0 is asked of X·W alone, as it is.
  const isScaled = isOne || always === 'alpha' || always === 'beta';
  const epilogue = !isScaled && has('epilogue') && ('relu' as const);
  const destinations = (['overwrite', 'accumulate', 'operands'] as const).filter(
    (into) => parts.includes(into) && !(isOne && into === 'operands'),
  );
  const into = destinations.find((each) => each === always) ?? pickOf(draw, destinations, percent);
  return {
    ...(isOne && { shared }),
    ...(vectorX && { vectorX }),
    ...(vectorW && { vectorW }),
    // A vector has no transpose, and one variable is stored in one way.
    ...(!isOne && !vectorX && has('transX') && { transX: true }),
    ...(!isOne && !vectorW && has('transW') && { transW: true }),
    ...(epilogue && { epilogue }),
    ...(!epilogue && has('alpha') && { alpha: pick(draw, factors) }),
    ...(!epilogue && !wants && has('beta') && { beta: pick(draw, factors) }),
    // Where Y has no columns, it is not settled what a bias is added to.
    ...(!wants && !vectorW && has('bias') && { bias: true }),
    ...(wants && { wants }),
    ...(into && { into }),
  };
}

function pickOf<T>(draw: Draw, list: readonly T[], percent: number): T | undefined {
  return list.length > 0 && chance(draw, percent) ? pick(draw, list) : undefined;
}
