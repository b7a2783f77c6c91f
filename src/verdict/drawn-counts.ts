/** What problems were, in counts: plain JSON that adds up over rounds and shards. */

/** How often each of some things was the case. */
export type Counts = Readonly<Record<string, number>>;

/** What problems were like as they were drawn. */
export interface DrawnCounts {
  /** Problems by the classes of m, n and k: a digit each, which is a place in `extentClasses`. */
  readonly extents: Counts;
  /** By how their entries were made. */
  readonly entries: Counts;
  /** Problems with an operand or a result that lies so. */
  readonly layouts: Counts;
  /** Problems with batch axes, or groups, by how many. */
  readonly batches: Counts;
}

/** Extents in classes, the smallest first. */
export const extentClasses = ['0', '1', '2–8', '9–32', '33 and more'] as const;

/** The class of an extent, or of the length of a sum: a place in `extentClasses`. */
export function extentClass(extent: number): number {
  return [0, 1, 8, 32].filter((most) => extent > most).length;
}

/** Two sets of problems together. */
export function addDrawn(a: DrawnCounts, b: DrawnCounts): DrawnCounts {
  return {
    extents: addCounts(a.extents, b.extents),
    entries: addCounts(a.entries, b.entries),
    layouts: addCounts(a.layouts, b.layouts),
    batches: addCounts(a.batches, b.batches),
  };
}

function addCounts(a: Counts, b: Counts): Counts {
  const sum: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/**
 * How far answers that may be off are off, as fractions of what is allowed: by the class of the length
 * that is summed, or `other`, how many entries are in each tenth of (0, 1], those that are not off at all
 * in the first.
 */
export type Distances = Readonly<Record<string, readonly number[]>>;

/** Two tallies together. */
export function addDistances(a: Distances, b: Distances): Distances {
  const sum: Record<string, readonly number[]> = { ...a };
  for (const [length, tenths] of Object.entries(b)) {
    const before = sum[length];
    sum[length] = tenths.map((count, place) => count + (before?.[place] ?? 0));
  }
  return sum;
}
