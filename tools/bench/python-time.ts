import { execFileSync } from 'node:child_process';

/**
 * What a script of Python says it took, on one thread, in milliseconds: `$PYTHON`, or python3. Nothing, where it fails,
 * as without a package that it imports.
 */
export function pythonTime(script: string, args: readonly (string | number)[]): number | undefined {
  const environment = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
  try {
    const said = execFileSync(
      process.env['PYTHON'] ?? 'python3',
      [`tools/bench/${script}`, ...args.map(String)],
      { env: environment, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    return Number(said.toString());
  } catch {
    return undefined;
  }
}
