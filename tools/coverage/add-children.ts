import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mergeProcessCovs } from '@bcoe/v8-coverage';
import convert from 'ast-v8-to-istanbul';
import type { CoverageMap, FileCoverageData, Range } from 'istanbul-lib-coverage';
import { parseAstAsync } from 'vitest/node';

/** Files of processes that are merged at once: each has some 250 scripts, and all of them do not fit in memory. */
const batch = 50;

/**
 * Adds to `coverage` what the processes ran that wrote into `folder`: of compiled files of ours, found
 * again in their sources by their source maps. Statements and branches are the same where they begin at
 * the same place; what vitest does not know is left out, so that nothing is counted twice.
 */
export async function addChildren(coverage: CoverageMap, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const files = readdirSync(folder).map((file) => join(folder, file));
  // A script is found again in its source once, not once a process: that takes a hundred times as long.
  let all: { result: Profiler.ScriptCoverage[] } = { result: [] };
  for (let first = 0; first < files.length; first += batch) {
    const some = files.slice(first, first + batch).map((file) => ({ result: scriptsIn(file) }));
    all = mergeProcessCovs([all, ...some]);
  }
  for (const script of all.result) {
    for (const [path, data] of Object.entries(await inSources(script))) {
      if (coverage.files().includes(path)) add(coverage.fileCoverageFor(path).data, data);
    }
  }
}

/** What a process ran of ours; nothing, where it was killed while it wrote that down. */
function scriptsIn(path: string): Profiler.ScriptCoverage[] {
  try {
    const { result }: Profiler.TakePreciseCoverageReturnType = JSON.parse(
      readFileSync(path, 'utf8'),
    );
    return result.filter(({ url }) => /\/dist\/(src|properties|claims|bank)\//.test(url));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

async function inSources(
  script: Profiler.ScriptCoverage,
): Promise<Record<string, FileCoverageData>> {
  const path = fileURLToPath(script.url);
  if (!existsSync(`${path}.map`)) return {};
  const code = readFileSync(path, 'utf8');
  const sourceMap = JSON.parse(readFileSync(`${path}.map`, 'utf8'));
  return convert({ code, sourceMap, ast: parseAstAsync(code), coverage: script });
}

function add(ours: FileCoverageData, theirs: FileCoverageData): void {
  addStatements(ours, theirs);
  const branches = index(theirs.branchMap, ({ loc, type }) => `${type} ${placeOf(loc)}`);
  for (const [key, { loc, type }] of Object.entries(ours.branchMap)) {
    const more = theirs.b[branches.get(`${type} ${placeOf(loc)}`) ?? ''] ?? [];
    ours.b[key] = (ours.b[key] ?? []).map((hits, arm) => hits + (more[arm] ?? 0));
  }
  // Compilers disagree about where a function begins, not about the order.
  const functions = Object.keys(theirs.fnMap);
  if (functions.length !== Object.keys(ours.fnMap).length) return;
  for (const [order, key] of Object.keys(ours.fnMap).entries()) {
    ours.f[key] = (ours.f[key] ?? 0) + (theirs.f[functions[order] ?? ''] ?? 0);
  }
}

function addStatements(ours: FileCoverageData, theirs: FileCoverageData): void {
  const statements = index(theirs.statementMap, placeOf);
  for (const [key, range] of Object.entries(ours.statementMap)) {
    const other = statements.get(placeOf(range));
    // What vitest makes of an import is no statement elsewhere; the file was loaded, so it ran.
    const isImport = other === undefined && range.start.column === 0;
    const more = isImport ? 1 : (theirs.s[other ?? ''] ?? 0);
    ours.s[key] = (ours.s[key] ?? 0) + more;
  }
}

function placeOf({ start }: Range): string {
  return `${start.line}:${start.column}`;
}

function index<T>(map: Readonly<Record<string, T>>, by: (entry: T) => string): Map<string, string> {
  return new Map(Object.entries(map).map(([key, entry]) => [by(entry), key]));
}
