import { relative } from 'node:path';

/** Where the page of a run is, and what git does with it. */
export function reportLine(page: string, out: string | undefined): string {
  const path = relative(process.cwd(), page);
  return out === undefined
    ? `report: ${path} (git ignores reports/runs; --out DIR writes elsewhere)`
    : `report: ${path}`;
}
