import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCode } from './exit-code.ts';
import { command, folder, gradgate, gradgateIn } from './gradgate.test-setup.ts';

const of = 8;
const asked = ['check', 'src/cli/fixtures/stalls-once.ts', '--rounds', '16', '--runs', '12'];
const two = ['--property', 'equation-1', '--property', 'inner-product-reduction'];
const campaign = [...asked, ...two, '--timeout', '5m'];

const verdictIn = (out: string): string => readFileSync(join(out, 'verdict.json'), 'utf8');
const shardOf = (index: number) => ({ GRADGATE_SHARD: `${index}`, GRADGATE_SHARDS: `${of}` });
const outOf = (index: number): string => join(folder, `shard-${index}`);

/** One shard, in a process that is killed while its subject does not answer, after a round was kept. */
async function killedInMidRun(index: number): Promise<void> {
  const told = join(folder, 'stalled');
  const env = { ...process.env, ...shardOf(index), STALLS_IN: told };
  const args = [command, ...campaign, '--out', outOf(index)];
  const child = spawn('node', args, { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  const kept = join(outOf(index), 'progress.json');
  await expect.poll(() => existsSync(told) && existsSync(kept), { timeout: 60_000 }).toBe(true);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  expect(existsSync(join(outOf(index), 'verdict.json'))).toBe(false);
}

test('eight processes, one of them killed and run again, make the bytes of a single run', async () => {
  const single = join(folder, 'single');
  expect((await gradgate(...campaign, '--out', single)).code).toBe(exitCode.verified);

  const indices = Array.from({ length: of }, (_, at) => at + 1);
  const run = (index: number, ...more: string[]) =>
    gradgateIn(shardOf(index), ...campaign, '--out', outOf(index), ...more);
  const others = indices.filter((index) => index !== 5).map((index) => run(index));
  await killedInMidRun(5);
  const ended = await Promise.all(others);
  expect(ended.map(({ code }) => code)).toEqual(ended.map(() => exitCode.verified));
  const merge = ['merge', ...indices.map(outOf), '--out', join(folder, 'merged')];
  expect((await gradgate(...merge)).code).toBe(exitCode.request); // one has no verdict
  const again = await run(5, '--resume');
  expect(again.code).toBe(exitCode.verified);

  expect((await gradgate(...merge)).code).toBe(exitCode.verified);
  expect(verdictIn(join(folder, 'merged'))).toBe(verdictIn(single));
});
