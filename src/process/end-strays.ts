import { readdirSync, readFileSync } from 'node:fs';

/** The variable by which all descendants of a process are known, wherever they have gone. */
export const markVariable = 'GRADGATE_PROCESS';

/**
 * Ends whoever left the process group of an adapter, found by the mark in its environment. Where
 * there is no /proc, nobody is found.
 */
export function endStrays(mark: string): void {
  for (const pid of processes()) {
    if (environmentOf(pid).includes(`${markVariable}=${mark}\0`)) end(Number(pid));
  }
}

function processes(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return ''; // somebody else's, or it has just ended
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
