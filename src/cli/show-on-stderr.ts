import { writeSync } from 'node:fs';

/** Synchronously: whoever is heard may end the process next. Where nobody reads it, it is lost. */
export function showOnStderr(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // Nobody reads it.
  }
}
