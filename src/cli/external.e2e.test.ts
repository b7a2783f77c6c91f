import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { properties } from '../../properties/index.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { plainlyVerified } from './counts.test-setup.ts';
import { exitCode } from './exit-code.ts';
import { command, complaints, folder, gradgate } from './gradgate.test-setup.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** A command of its own for each test, so that its processes can be told from others. */
function hostile(deed: string, mark: string): string {
  return `exec node src/process/fixtures/hostile.mjs '${deed}' ${mark}`;
}

/** How many processes have this in their command line. */
function processesWith(mark: string): number {
  const running = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid));
  return running.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(mark);
    } catch {
      return false; // it has just ended
    }
  }).length;
}

async function goneWith(mark: string): Promise<void> {
  await vi.waitFor(() => expect(processesWith(mark)).toBe(0), { timeout: 5000 });
}

async function check(deed: string, ...args: string[]) {
  const out = join(folder, deed.replaceAll(' ', '-'));
  const mark = `${out}-mark`;
  const outcome = await gradgate('check', '--command', hostile(deed, mark), '--out', out, ...args);
  await goneWith(mark);
  return { out, ...outcome };
}

function verdictIn(out: string): Verdict {
  return JSON.parse(readFileSync(join(out, 'verdict.json'), 'utf8'));
}

describe('gradgate check --command', () => {
  test.skipIf(!hasPython)('verifies an adapter in Python: exit 0', async () => {
    const adapter = 'python3 subjects/python-by-hand/adapter.py';
    const args = ['--profile', 'smoke', '--out', join(folder, 'python')];
    const { code, stdout } = await gradgate('check', '--command', adapter, ...args);
    expect(stdout).toContain(`Python by hand: ${plainlyVerified}\n`);
    expect(code).toBe(exitCode.verified);
  });

  test('finds the smallest problem that hangs, and goes on to the next property: exit 3', async () => {
    const some = ['--property', 'equation-1', '--property', 'inner-product-reduction'];
    const { code, out, stdout } = await check('hangs', '--timeout', '500ms', ...some);
    expect(code).toBe(exitCode['not run']);
    expect(stdout).toContain('backward: expected an answer within 0.5 s, got none.');
    expect(stdout).toMatch(
      /replay: npx gradgate check --command 'exec node .*' --replay equation-1/,
    );
    const [hung, passed] = verdictIn(out).properties;
    const counterexample = { shape: { m: 3, n: 1, k: 1 } };
    expect(hung).toMatchObject({ outcome: 'crashed', counterexample });
    expect(passed?.outcome).toBe('holds');
  });

  test('calls a malformed answer a violation: exit 1', async () => {
    const { code, stdout } = await check('answers a wrong shape', '--property', 'equation-1');
    expect(code).toBe(exitCode.violated);
    expect(stdout).toContain("the subject's dX: expected 3×1, got 1×3");
  });

  const atStart: [deed: string, code: keyof typeof exitCode, sentence: RegExp][] = [
    ['speaks another version', 'request', /^initialize, protocolVersion: expected 1, got 7\./],
    ['claims what there is not', 'request', /^subject.claims: expected only .*, got fast\./],
    ['exits at once', 'not run', /^initialize: .* exit code 1\. .*ModuleNotFoundError/],
    ['prints a banner', 'not run', /^expected JSON-RPC messages on stdout, .* got "Welcome!"/],
  ];
  for (const [deed, code, sentence] of atStart) {
    test(`${deed}: one sentence, exit ${exitCode[code]}`, async () => {
      const outcome = await check(deed);
      expect(complaints(outcome)).toMatch(sentence);
      expect(complaints(outcome).trim().split('\n')).toHaveLength(1);
      expect(outcome.code).toBe(exitCode[code]);
    });
  }

  test('a command that is not there is a wrong request: exit 2', async () => {
    const { code, stderr } = await gradgate('check', '--command', 'nowhere-to-be-found');
    expect(stderr).toMatch(/^--command: expected a command that can be run, got nowhere-to-be/);
    expect(code).toBe(exitCode.request);
  });

  /** Ends a run by a signal while its adapter hangs: its exit code, and the verdict's folder. */
  async function ended(signal: NodeJS.Signals) {
    const [out, mark] = [join(folder, signal), join(folder, `hanging-at-${signal}`)];
    const args = ['--command', hostile('hangs', mark), '--out', out, '--timeout', '1m'];
    const some = ['--property', 'inner-product-reduction', '--property', 'row-independence'];
    const child = spawn('node', [command, 'check', ...args, ...some]);
    const code = new Promise((resolve) => child.on('exit', resolve));
    await vi.waitFor(() => expect(existsSync(mark)).toBe(true), { timeout: 20_000 });
    expect(processesWith(mark)).toBe(1);
    child.kill(signal);
    await code;
    await goneWith(mark);
    return { code: await code, out };
  }

  test('leaves no process behind when it is killed', async () => {
    expect((await ended('SIGKILL')).code).toBeNull();
  });

  test('leaves no process behind when it is interrupted: exit 130', async () => {
    const { code, out } = await ended('SIGINT');
    expect(code).toBe(exitCode.interrupted);
    const [passed, hung] = verdictIn(out).properties;
    expect([passed?.outcome, hung?.outcome]).toEqual(['holds', 'not reached']);
  });

  test('leaves no process behind when its worker is killed: exit 3', async () => {
    const { code, stdout } = await check('kills who asks', '--property', 'equation-1');
    expect(code).toBe(exitCode['not run']);
    expect(stdout).toContain('the run ended while this property was being judged');
  });
});

describe('gradgate check-adapter', () => {
  const deeds: [deed: string, code: keyof typeof exitCode, said: RegExp][] = [
    ['nothing', 'verified', /^The plumbing holds/m],
    ['answers a wrong shape', 'violated', /^✗ numbers arrive .*\n {4}dX: expected 9×1, got 1×9/m],
    [
      'speaks another version',
      'request',
      /^✗ starts.*\n {4}initialize, protocolVersion: expected 1/m,
    ],
    ['prints beside the answer', 'not run', /^ {4}expected JSON-RPC .* got "Using device cpu"/m],
    ['answers twice', 'not run', /^ {4}expected one answer to a request, got a second one/m],
    ['does not end', 'not run', /^✗ answers shutdown.*\n {4}it .* 3000 ms|^✗ .*\n.*kept silent/m],
    ['ends late', 'verified', /^✓ answers shutdown.*\n {4}slowly: a run does not wait/m],
    ['knows every method', 'violated', /^ {4}transmogrify: expected error -32601, got a result/m],
  ];
  for (const [deed, code, said] of deeds) {
    test(`an adapter that ${deed}: exit ${exitCode[code]}`, async () => {
      const mark = join(folder, `adapter-${deed.replaceAll(' ', '-')}`);
      const { stdout, ...outcome } = await gradgate(
        'check-adapter',
        '--command',
        hostile(deed, mark),
        ...['--timeout', '3s'],
      );
      expect(stdout).toMatch(said);
      expect(outcome.code).toBe(exitCode[code]);
      await goneWith(mark);
    });
  }
});

test('an adapter has the environment of the command, without what vitest adds', async () => {
  const { VITEST: _, ...environment } = process.env;
  const adapter = `test -z "$VITEST" && exec node ${command} oracle --serve`;
  const args = ['check', '--command', adapter, '--profile', 'smoke', '--property', 'one-hot'];
  const options = { env: environment, encoding: 'utf8' } as const;
  const { status } = spawnSync('node', [command, ...args, '--out', join(folder, 'env')], options);
  expect(status).toBe(exitCode.verified);
});

describe('gradgate oracle --serve', () => {
  test('is verified by gradgate check', async () => {
    const oracle = `node ${command} oracle --serve`;
    const args = ['--profile', 'smoke', '--out', join(folder, 'oracle')];
    const { code, stdout } = await gradgate('check', '--command', oracle, ...args);
    const unclaimed = properties.filter(({ needs = '' }) =>
      /destinations$|^overflow$|^epilogue$|^reproducible$/i.test(needs),
    );
    const held = properties.length - unclaimed.length;
    expect(stdout).toContain(`: verified, ${held} of ${held} properties hold`);
    expect(code).toBe(exitCode.verified);
  });

  test('says how far an answer in a format may be off', async () => {
    const child = spawn('node', [command, 'oracle', '--serve']);
    const ask = (id: number, numberFormat?: string): string => {
      const tensor = (rows: number, columns: number, data: number[]) => ({
        shape: [rows, columns],
        data,
      });
      const [X, W, dY] = [tensor(1, 2, [0.1, 2]), tensor(2, 1, [3, 1]), tensor(1, 1, [0.3])];
      const params = { X, W, dY, ...(numberFormat && { numberFormat }) };
      return `${JSON.stringify({ jsonrpc: '2.0', id, method: 'backward', params })}\n`;
    };
    child.stdin.end(ask(1) + ask(2, 'float32') + ask(3, 'float128'));
    let said = '';
    for await (const piece of child.stdout) said += piece;
    const [exact, single, unknown] = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(exact.result.dX.radii[0]).toBeLessThan(1e-15);
    const [largest] = single.result.dX.radii; // of 0.3·3
    expect(largest).toBeGreaterThan(0.99 * 2 ** -24 * 0.9);
    expect(largest).toBeLessThan(2 ** -23 * 0.9);
    expect(unknown.error.message).toMatch(
      /^numberFormat: expected one of float64, .* got float128/,
    );
  });
});
