/** Loaded into every process of a coverage run: vitest ends its workers before they have written. */
import { takeCoverage } from 'node:v8';

if (process.channel !== undefined) {
  process.once('SIGTERM', () => {
    takeCoverage();
    process.exit(143);
  });
}
