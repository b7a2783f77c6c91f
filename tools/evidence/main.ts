/**
 * `npm run evidence` writes every report, vector, schema and table that follows from the code;
 * `npm run evidence -- --check` writes nothing, and says which command to run for what is stale.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { commandOf, leftOut, type Step, steps } from './steps.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const failed = steps.filter((step) => !succeeds(step));
if (failed.length > 0) {
  for (const { script, options, writes } of failed) {
    const what = values.check ? `stale: ${writes}; run` : 'failed:';
    console.error(`${what} ${commandOf(script, options)}`);
  }
  process.exitCode = 1;
} else {
  console.log(values.check ? 'everything that was checked is up to date' : 'everything is written');
  for (const line of leftOut) console.log(`not part of it: ${line}`);
}

function succeeds({ script, options, check }: Step): boolean {
  const passed = values.check ? check : (options ?? []);
  if (passed === undefined) return true;
  console.log(`> ${commandOf(script, passed)}`);
  const command = ['run', '--silent', script, '--', ...passed];
  return spawnSync('npm', command, { stdio: 'inherit' }).status === 0;
}
