import { demandList } from '../../claims/index.ts';
import { entryKinds, exactKinds, roundedKinds } from '../problem/draw/draw-entries.ts';
import type { Property } from '../property/property.ts';
import type { Evidence, Feature } from './evidence.ts';

/**
 * Why a property that held is weak evidence: the kinds of problems that it wants, of a subject with
 * these claims, and never got. Empty: it was tried as it should be.
 */
export function weaknessOf(
  { wants = {} }: Property,
  claims: Readonly<Record<string, unknown>>,
  evidence: Evidence,
): string[] {
  const { features, problems, mostlyZero, unasked } = evidence;
  const leftOut = unasked === undefined ? [] : [`problems were left out (${unasked})`];
  if (wants.shapes !== undefined) return leftOut; // else it asks all there is to ask
  const kinds: readonly string[] = wants.kinds ?? entryKinds;
  const rows: [Feature, string, boolean][] = [
    ['exact', 'no problem was exact', exactKinds.some((kind) => kinds.includes(kind))],
    ['rounded', 'none was rounded', roundedKinds.some((kind) => kinds.includes(kind))],
    ['saturating', 'none filled the significand', kinds.includes('saturating')],
    ['extent 0', 'none was empty', wants.empty === true],
    ['extent 1', 'no extent was 1', wants.empty !== true],
    ['extent above 8', 'no extent was above 8', (wants.extent ?? 9) > 8],
    ...demandList.map(({ claim, feature, lack, wanted }): [Feature, string, boolean] => {
      const due = wanted === undefined || wants[wanted] !== undefined;
      return [feature, lack, due && claims[claim] !== undefined];
    }),
  ];
  return [
    ...leftOut,
    ...rows.flatMap(([feature, lack, due]) => (due && !features[feature] ? lack : [])),
    ...(2 * mostlyZero > problems ? ['in more than half of them most entries were 0'] : []),
    ...(isVacuous(evidence) ? ['of more than half of the entries the bound allowed 0, too'] : []),
  ];
}

/** Whether most entries might as well have been 0: then bounds say next to nothing of a subject. */
export function isVacuous({ bounds }: Evidence): boolean {
  return 2 * bounds.vacuous > bounds.entries;
}
