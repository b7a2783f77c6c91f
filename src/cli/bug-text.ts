import { messageOf } from '../errors.ts';
import { version } from './version.ts';

/** Asks for the report of a bug in gradgate: its version, the command that met it, and the stack. */
export function bugText(error: unknown, args: readonly string[]): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
  const command = ['gradgate', ...args].join(' ');
  return `This is a bug in gradgate ${version}, please report it with these lines: ${command}\n${stack}`;
}
