import { vi } from 'vitest';
import { runCommand } from './run-command.ts';

/** What a command says on both channels, and its exit code; in this process, for tests. */
export async function saidBy(...args: string[]): Promise<{ code: number; said: string }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const code = await runCommand(args);
  const said = [...log.mock.calls, ...error.mock.calls].flat().join('\n');
  log.mockRestore();
  error.mockRestore();
  return { code, said };
}
