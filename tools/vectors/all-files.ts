import { createHash } from 'node:crypto';
import { faults } from '../../bank/faults/index.ts';
import { type VectorsName, vectorsNames } from '../../src/vectors/published.ts';
import type { Counts, Manifest, VectorFile } from '../../src/vectors/vector-file.ts';
import { aboutFaults } from '../lib/about-faults.ts';
import type { Counterexample, WrongDraft } from './counterexample-of.ts';
import { fileNamed } from './vector-file.ts';

/** Content by file name; the same every time. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Every file of the folder vectors/ that is generated and committed. */
export async function allFiles(): Promise<Files> {
  const drafts: WrongDraft[] = [];
  const notExpressible: { fault: string; reason: string }[] = [];
  const worker = new URL('./counterexample-worker.js', import.meta.url);
  for (const [place, found] of (await aboutFaults<Counterexample>(worker, faults)).entries()) {
    const { name = '' } = faults[place] ?? {};
    if ('draft' in found) drafts.push(found.draft);
    else notExpressible.push({ fault: name, reason: found.reason });
  }
  const vectors = new Map(vectorsNames.map((name) => [name, fileNamed(name, drafts)]));
  const files = new Map<string, Uint8Array>(
    [...vectors].map(([name, file]) => [`${name}.json`, new TextEncoder().encode(textOf(file))]),
  );
  files.set('manifest.json', encode(manifestOf(vectors, files, notExpressible)));
  return files;
}

/** One case a line, so that a change of one is a change of one line. */
export function textOf({ groups, ...head }: VectorFile): string {
  const top = JSON.stringify({ ...head, groups: [] }, undefined, 1).replace(/\[\]\n\}$/, '[\n');
  const listed = groups.map(({ name, claims, cases }) => {
    const lines = cases.map((each) => JSON.stringify(each)).join(',\n');
    const about = `"name": ${JSON.stringify(name)}, "claims": ${JSON.stringify(claims)}`;
    return `{${about}, "cases": [\n${lines}\n]}`;
  });
  return `${top}${listed.join(',\n')}\n]}\n`;
}

function manifestOf(
  vectors: ReadonlyMap<VectorsName, VectorFile>,
  files: Files,
  notExpressible: Manifest['notExpressible'],
): Manifest {
  const counts = [...vectors].map(([name, file]) => [name, countsOf(file)] as const);
  const hashed = [...files].map(([name, bytes]) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return [name, { bytes: bytes.length, sha256 }] as const;
  });
  return {
    version: 1,
    cases: counts.reduce((sum, [, { cases }]) => sum + cases, 0),
    formats: Object.fromEntries(counts),
    files: Object.fromEntries(hashed),
    notExpressible,
  };
}

function countsOf({ groups }: VectorFile): Counts {
  const cases = groups.flatMap((group) => group.cases);
  const named = cases.flatMap(({ faults: bugs = [] }) => bugs.map(({ name }) => name));
  return {
    cases: cases.length,
    faults: new Set(named).size,
    groups: Object.fromEntries(groups.map((group) => [group.name, group.cases.length])),
  };
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);
}
