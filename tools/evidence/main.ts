/**
 * `npm run evidence` writes every report, vector, schema and table that follows from the code;
 * `npm run evidence -- --check` writes nothing, and says which command to run for what is stale;
 * `--quick` leaves out what takes minutes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { commandOf, leftOut, type Step, steps } from './steps.ts';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const isLeftOut = ({ slow }: Step): boolean => values.quick && slow === true;
const failed: Step[] = [];
const left = steps.filter((step) => !isLeftOut(step));
// What writes is run in order; what only looks may look while others do.
const lanes = values.check ? Math.min(steps.length, availableParallelism()) : 1;
await Promise.all(Array.from({ length: lanes }, takeSteps));
if (failed.length > 0) {
  for (const { script, options, writes } of failed) {
    const what = values.check ? `stale: ${writes}; run` : 'failed:';
    console.error(`${what} ${commandOf(script, options)}`);
  }
  process.exitCode = 1;
} else {
  console.log(values.check ? 'everything that was checked is up to date' : 'everything is written');
  for (const { script, writes, check } of steps.filter(isLeftOut)) {
    const command = commandOf(script, values.check ? check : []);
    console.log(`left out: ${writes}, which take minutes (${command})`);
  }
  for (const line of leftOut) console.log(`not part of it: ${line}`);
}

async function takeSteps(): Promise<void> {
  for (let step = left.shift(); step !== undefined; step = left.shift()) {
    if (!(await succeeds(step))) failed.push(step);
  }
}

/** Tells what the step said when it is over, so that steps are not told mixed up. */
async function succeeds({ script, options, check }: Step): Promise<boolean> {
  const passed = values.check ? check : (options ?? []);
  if (passed === undefined) return true;
  const main = join(import.meta.dirname, '..', script, 'main.js'); // its script would compile it again
  const child = spawn(process.execPath, [main, ...passed], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const said = await Promise.all([text(child.stdout), text(child.stderr)]);
  console.log(`> ${commandOf(script, passed)}\n${said.join('')}`.trimEnd());
  const [code] = await ended;
  return code === 0;
}
