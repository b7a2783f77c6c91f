/** Hypothesis on the same faults, through the protocol. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Fault } from '../../bank/faults/index.ts';

/** Where Hypothesis ends on one fault. */
export interface HypothesisFind {
  readonly hypothesis: string;
  readonly found: boolean;
  /** Problems until found, or all. */
  readonly runs: number;
  /** Problems asked while shrinking. */
  readonly trials?: number;
  readonly m?: number;
  readonly n?: number;
  readonly k?: number;
  readonly entries?: number;
  readonly nonZero?: number;
  readonly largest?: number;
}

const missing =
  'Hypothesis was not run: it needs the Debian package python3-hypothesis, for /usr/bin/python3.';

/** Larger problems than these are beyond what Hypothesis generates. */
export const limits = { extent: 9, volume: 200 };

const script = 'tools/detection/hunt_with_hypothesis.py';
const run = promisify(execFile);

/** Lets Hypothesis hunt faults, one after another; or says what is missing. */
export async function hypothesisOn(
  faults: readonly Fault[],
): Promise<ReadonlyMap<string, HypothesisFind> | { readonly missing: string }> {
  const python = '/usr/bin/python3';
  try {
    await run(python, ['-c', 'import hypothesis']);
  } catch {
    return { missing };
  }
  const server = fileURLToPath(new URL('./serve-fault.js', import.meta.url));
  const finds = new Map<string, HypothesisFind>();
  for (const { name } of faults) {
    // 2^405: the magnitudes of the chained arbitrary.
    const numbers = [limits.extent, limits.volume, 405].map(String);
    const command = [script, ...numbers, process.execPath, server, name];
    finds.set(name, JSON.parse((await run(python, command)).stdout));
  }
  return finds;
}
