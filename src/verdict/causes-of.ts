import { defined } from '../defined.ts';
import { type ShapeClass, shapeClass } from '../problem/shape-class.ts';
import type { NamedVerdict } from './merge-verdicts.ts';
import { smallestIn } from './smallest-in.ts';

/** What fails for one reason, in all shards: a property, what the wrong answers look like, a class of shapes. */
export interface Cause {
  readonly property: string;
  /** The diagnosis; nothing, where none was made. */
  readonly diagnosis?: string;
  readonly shapes: ShapeClass | 'an extent of 0';
  /** Where it was found, in the order of what was named, with the token of the first. */
  readonly paths: readonly string[];
  readonly replay: string;
}

/** What fails in several verdicts, once for each cause, in the order in which the causes are met. */
export function causesOf(named: readonly NamedVerdict[]): readonly Cause[] {
  const causes = new Map<string, Cause>();
  for (const { path, verdict } of named) {
    for (const property of verdict.properties) {
      const smallest = smallestIn(property);
      if (smallest === undefined) continue;
      const { diagnosis, shape, replay } = smallest;
      const isEmpty = Object.values(shape).includes(0);
      const shapes = isEmpty ? 'an extent of 0' : shapeClass(shape);
      const key = JSON.stringify([property.id, diagnosis, shapes]);
      const fresh: Cause = {
        ...{ property: property.id, shapes, replay, paths: [] },
        ...defined({ diagnosis }),
      };
      const { paths, ...first } = causes.get(key) ?? fresh;
      causes.set(key, { ...first, paths: [...paths, path] });
    }
  }
  return [...causes.values()];
}

/** The causes, a line each; nothing, where a single verdict has all there is to tell. */
export function causeLines(causes: readonly Cause[], verdicts: number): readonly string[] {
  if (causes.length === 0 || verdicts < 2) return [];
  const lines = causes.map(({ property, diagnosis = 'no diagnosis', shapes, paths, replay }) => {
    const where = paths.length === verdicts ? 'all' : `${paths.length} of ${verdicts}`;
    return `  ${property}, ${shapes}: ${diagnosis}; in ${where}, first ${replay}`;
  });
  return ['What fails, once for each cause (property, diagnosis, class of shapes):', ...lines];
}
