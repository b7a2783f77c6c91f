import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { reasonOf } from '../verdict/reason-of.ts';
import { smallestIn } from '../verdict/smallest-in.ts';
import schema from '../verdict/verdict.schema.json' with { type: 'json' };
import type { Verdict } from '../verdict/verdict.ts';
import { plainlyVerified, plainProperties } from './counts.test-setup.ts';
import { exitCode } from './exit-code.ts';
import {
  command,
  complaints,
  folder,
  gradgate,
  gradgateIn,
  type Outcome,
  run,
} from './gradgate.test-setup.ts';

/** Whether a process is there and not just waiting for a parent to take note of its end. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/stat`;
    return !(existsSync(status) && / Z /.test(readFileSync(status, 'utf8')));
  } catch {
    return false;
  }
}

function fixture(name: string): string {
  return name === 'rows-reversed' ? 'bank/faults/rows-reversed.ts' : `src/cli/fixtures/${name}.ts`;
}

function read(out: string, file = 'verdict.json'): string {
  return readFileSync(join(out, file), 'utf8');
}

function expectSchema(verdict: unknown): void {
  const validate = new Ajv().compile(schema);
  validate(verdict);
  expect(validate.errors).toBeNull();
}

async function check(name: string, ...args: string[]): Promise<Outcome & { out: string }> {
  const out = join(folder, `${name}-${args.length}`);
  return { out, ...(await gradgate('check', fixture(name), '--out', out, ...args)) };
}

/** One run of a wrong subject, which several tests look at. */
let wrong: ReturnType<typeof check> | undefined;
function checkWrong(): ReturnType<typeof check> {
  wrong ??= check('rows-reversed');
  return wrong;
}

describe('gradgate check', () => {
  test('verifies the reference: exit 0, one line per property, a verdict and a report', async () => {
    const out = join(folder, 'reference');
    const { code, stdout } = await gradgate('check', '--profile', 'smoke', '--out', out);
    expect(code).toBe(exitCode.verified);
    expect(stdout.match(/^✓ .*\d+ problems/gm)).toHaveLength(plainProperties);
    expect(stdout).toMatch(
      /^✓ canaries +before judging: two subjects known to be wrong were caught \(.*\), one known to be right passed \(.*\)$/m,
    );
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(`reference: ${plainlyVerified}`);
    expect(read(out, 'report.md')).toContain('# reference: verified');
  });

  test('fails a wrong subject: exit 1, and says where and how to see it again', async () => {
    const { code, stdout, out } = await checkWrong();
    expect(code).toBe(exitCode.violated);
    expect(stdout).toContain('equation-2 (eq. (2)): dW = Xᵀ · dY');
    expect(stdout).toMatch(/dW, entry \(0, 0\): expected exactly \S+, got \S+/);
    expect(stdout).toMatch(
      /replay: npx gradgate check bank\/faults\/rows-reversed.ts --replay equation-2/,
    );
    expect(read(out, 'report.md')).toContain('### How it shrank');
  });

  test('writes verdicts that follow the schema and are the same for the same seed', async () => {
    const asked = ['--seed', '7', '--profile', 'smoke'];
    const first = await check('rows-reversed', ...asked);
    expectSchema(JSON.parse(read(first.out)));
    const again = await check('rows-reversed', ...asked, '--quiet');
    expect(read(again.out)).toBe(read(first.out));
    expect(read(again.out, 'report.md')).toBe(read(first.out, 'report.md'));
  });

  test('a replay leaves the verdict of a whole run alone', async () => {
    const out = join(folder, 'kept');
    const asked = ['check', '--profile', 'smoke', '--property', 'one-hot', '--out', out];
    await gradgate(...asked);
    const [verdict, report] = [read(out), read(out, 'report.md')];
    const { code } = await gradgate('check', '--replay', 'one-hot/smoke/1/0', '--out', out);
    expect(code).toBe(exitCode['not reproduced']);
    expect([read(out), read(out, 'report.md')]).toEqual([verdict, report]);
    expect(read(out, 'replay.md')).toContain('one-hot');
  });

  test('asks a replayed counterexample again, and nothing else', async () => {
    const { out } = await checkWrong();
    const verdict: Verdict = JSON.parse(read(out));
    const failed = verdict.properties.flatMap((each) => (each.outcome === 'fails' ? [each] : []));
    expect(failed.length).toBeGreaterThan(0);
    for (const { id, counterexample } of failed.slice(0, 4)) {
      const replayed = await check('rows-reversed', '--replay', counterexample.replay);
      const [only, ...others]: Verdict['properties'] = JSON.parse(
        read(replayed.out, 'replay.json'),
      ).properties;
      expect([replayed.code, only?.id, others]).toEqual([exitCode.violated, id, []]);
      const { kind, X, W, dY, replay } = counterexample;
      expect(only).toMatchObject({
        outcome: 'fails',
        counterexample: { kind, X, W, dY, replay },
      });
      const before = failed.find((each) => each.id === id);
      expect(only && reasonOf(only)).toBe(before && reasonOf(before));
    }
  });

  test('reports a subject that throws with its message and the smallest such problem: exit 3', async () => {
    const { code, out, stdout } = await check('throws', '--property', 'equation-1');
    expect(code).toBe(exitCode['not run']);
    expect(stdout).toContain('backward threw: only two rows, please');
    expect(stdout).toContain('src/cli/fixtures/throws.ts:');
    const verdict: Verdict = JSON.parse(read(out));
    const counterexample = { shape: { m: 3, n: 1, k: 1 } };
    expect(verdict.properties[0]).toMatchObject({ outcome: 'crashed', counterexample });
  });

  test('keeps what was judged when the process of the subject is killed: exit 3', async () => {
    const { code, out, stdout } = await check('kills-itself');
    expect(code).toBe(exitCode['not run']);
    expect(stdout).toContain('the run ended while this property was being judged');
    const verdict: Verdict = JSON.parse(read(out));
    expect(verdict.complete).toBe(false);
    expect(verdict.properties[0]?.outcome).toBe('holds');
    const last = verdict.properties.at(-1);
    expect(last).toMatchObject({ outcome: 'not reached', ended: 'before' });
    expect(verdict.properties).toHaveLength(properties.length);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'keeps what was judged when it is interrupted by %s: exit 130',
    async (signal) => {
      const out = join(folder, `interrupted-${signal}`);
      const child = spawn('node', [command, 'check', fixture('never-answers'), '--out', out]);
      // The subject says on stderr when it stops answering, and which process it is.
      let worker = 0;
      child.stderr.on('data', (text: Buffer) => {
        const [, told] = /process (\d+)/.exec(text.toString()) ?? [];
        if (told === undefined) return; // how far the run is, on a slow machine
        worker = Number(told);
        child.kill(signal);
      });
      const code = await new Promise((resolve) => child.on('exit', resolve));
      expect(code).toBe(exitCode.interrupted);
      await expect.poll(() => isRunning(worker), { timeout: 20_000 }).toBe(false);
      const verdict: Verdict = JSON.parse(read(out));
      expect([verdict.complete, verdict.properties[0]?.outcome]).toEqual([false, 'holds']);
    },
  );

  test('ends at the first property that fails with --bail, and says what was not judged', async () => {
    const { code, out, stdout } = await check('rows-reversed', '--profile', 'smoke', '--bail');
    expect(code).toBe(exitCode.violated);
    const verdict: Verdict = JSON.parse(read(out));
    expectSchema(verdict);
    expect([verdict.complete, verdict.run.bail]).toEqual([true, true]);
    const [first, second, ...others] = verdict.properties;
    expect([first?.outcome, second?.outcome]).toEqual(['holds', 'fails']);
    expect(others).toHaveLength(properties.length - 2);
    for (const each of others)
      expect(each).toMatchObject({ outcome: 'not reached', ended: 'bail' });
    const some = others.map(({ id }) => id).join(', ');
    expect(stdout).toContain(`– not judged because of bail: ${some}\n`);
    expect(stdout).toMatch(/1 of 2 properties are violated, \d+ not judged because of bail\n$/);
    expect(read(out, 'report.md')).toContain(`| – not judged | ${others[0]?.id} |`);
  });

  test('with --bail also ends where the subject cannot be run: exit 3', async () => {
    const { code, stdout } = await check('throws', '--profile', 'smoke', '--bail');
    expect(code).toBe(exitCode['not run']);
    expect(stdout).toMatch(
      /not judged, 1 of 1 properties could not be run, \d+ not judged because/,
    );
  });

  test('with --bail judges all of a subject that is right: exit 0', async () => {
    const { code, stdout } = await gradgate('check', '--profile', 'smoke', '--bail');
    expect(code).toBe(exitCode.verified);
    expect(stdout).not.toContain('because of bail');
  });

  test('keeps the smallest failure so far when it is interrupted while it shrinks', async () => {
    const out = join(folder, 'shrinking');
    const named = [fixture('stops-while-shrinking'), '--property', 'equation-2'];
    const child = spawn('node', [command, 'check', ...named, '--out', out]);
    child.stderr.on('data', (text: Buffer) => {
      if (complaints({ stderr: text.toString() }) !== '') child.kill('SIGINT');
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(exitCode.interrupted);
    const verdict: Verdict = JSON.parse(read(out));
    expectSchema(verdict);
    expect([verdict.complete, verdict.conclusion]).toEqual([false, 'violated']);
    const [first] = verdict.properties;
    const found = first && smallestIn(first);
    expect(found?.shrinking?.ended).toBe('cut off');
    expect(found?.shrinks).toBeGreaterThan(0);
    expect(found?.steps).toHaveLength((found?.shrinks ?? 0) + 1);
    expect(read(out, 'report.md')).toContain('shrinking ended early');
    const replay = ['--replay', found?.replay ?? '', '--out', out];
    const again = await gradgate('check', 'bank/faults/misprint.ts', ...replay);
    expect(again.code).toBe(exitCode.violated);
    expect(JSON.parse(read(out)).properties[0].counterexample.X).toEqual(found?.X);
  });

  test('leaves no process behind when the command is killed while the subject hangs', async () => {
    const out = join(folder, 'killed');
    const child = spawn('node', [command, 'check', fixture('never-answers'), '--out', out]);
    const worker = await new Promise<number>((resolve) => {
      child.stderr.on('data', (text: Buffer) => {
        const [, told] = /process (\d+)/.exec(text.toString()) ?? [];
        if (told !== undefined) resolve(Number(told));
      });
    });
    child.kill('SIGKILL');
    await expect.poll(() => isRunning(worker), { timeout: 20_000 }).toBe(false);
  });

  test('leaves no process behind when the subject kills the command', async () => {
    const told = join(folder, 'worker');
    const args = [command, 'check', fixture('kills-its-parent'), '--out', join(folder, 'orphan')];
    const child = spawn('node', args, { stdio: 'ignore', env: { ...process.env, WORKER: told } });
    await new Promise((resolve) => child.on('exit', resolve));
    const worker = Number(readFileSync(told, 'utf8'));
    await expect.poll(() => isRunning(worker), { timeout: 20_000 }).toBe(false);
  });

  const troubles = {
    'rejects-late': 'the device was lost',
    'dispose-throws': 'the context is gone',
  };
  for (const [name, trouble] of Object.entries(troubles)) {
    test(`${name}: what is thrown outside of all calls is told, and nothing is verified: exit 3`, async () => {
      const { code, out, stdout } = await check(name, '--property', 'equation-1');
      expect(code).toBe(exitCode['not run']);
      expect(stdout).toContain(`not verified, outside of all calls it threw: ${trouble}`);
      const verdict: Verdict = JSON.parse(read(out));
      expect([verdict.trouble, verdict.conclusion]).toEqual([trouble, 'not run']);
      expect(verdict.properties.map(({ outcome }) => outcome)).toEqual(['holds']);
      expectSchema(verdict);
      expect(read(out, 'report.md')).toContain(trouble);
    });
  }

  test('is not blinded by a module that replaces what it judges with: that has a realm of its own', async () => {
    const { code } = await check('blinds-the-gate', '--profile', 'smoke');
    expect(code).toBe(exitCode.verified);
  });

  test('in whose own realm a built-in is another from the start, is void: exit 4', async () => {
    const out = join(folder, 'void');
    const blinded = '--import=data:text/javascript,if(process.send)Math.abs=()=>0';
    const { code, stdout } = await gradgateIn(
      { NODE_OPTIONS: blinded },
      ...['check', '--profile', 'smoke', '--property', 'equation-1', '--out', out],
    );
    expect(code).toBe(exitCode.void);
    expect(stdout).toMatch(/^✗ canaries .* known to be wrong (was|were) NOT caught \(/m);
    expect(stdout).toMatch(/^reference: void: .* did not catch .*, which is wrong/m);
    const verdict = JSON.parse(read(out));
    expectSchema(verdict);
    expect(verdict.conclusion).toBe('void');
  });

  test('takes the URL of an adapter', async () => {
    const { href } = pathToFileURL(resolve(fixture('rows-reversed')));
    const out = join(folder, 'url');
    const { code } = await gradgate('check', href, '--property', 'equation-2', '--out', out);
    expect(code).toBe(exitCode.violated);
  });

  test('a token that names no problem of its property asks nothing: exit 3', async () => {
    const out = join(folder, 'nowhere');
    const token = 'equation-1/smoke/1/0:999999';
    const { code, stdout } = await gradgate('check', '--replay', token, '--out', out);
    expect(code).toBe(exitCode['not run']);
    expect(stdout).toContain('not judged, 1 of 1 properties could not be run');
    const verdict: Verdict = JSON.parse(read(out, 'replay.json'));
    expect(verdict.properties.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['equation-1', 'no such problem'],
    ]);
  });

  test('hands the run to a reporter of vitest', async () => {
    const asked = ['--property', 'equation-2', '--reporter', 'junit'];
    const { code, stdout } = await check('rows-reversed', ...asked);
    expect(code).toBe(exitCode.violated);
    expect(stdout).toMatch(/^<\?xml/);
    expect(stdout).toMatch(
      /replay: npx gradgate check \S*rows-reversed\.ts --replay \S+\/ci\/1\/\S+/,
    );
  });

  test('or to several, into files, and speaks itself', async () => {
    const [junit, json] = [join(folder, 'several', 'j.xml'), join(folder, 'several.json')];
    const args = ['--property', 'purity', '--runs', '5'];
    const files = ['--reporter', `junit=${junit}`, '--reporter', `json=${json}`];
    const { code, stdout } = await check('rows-reversed', ...args, ...files);
    expect([code, stdout]).toEqual([exitCode.verified, expect.stringContaining('verified')]);
    expect(readFileSync(junit, 'utf8')).toMatch(/^<\?xml/);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ success: true });
  });

  test('what was not judged is an error in every report', async () => {
    const json = await check('kills-itself', '--reporter', 'json');
    const { success, numFailedTests, testResults } = JSON.parse(json.stdout);
    expect([json.code, success]).toEqual([exitCode['not run'], false]);
    const verdict: Verdict = JSON.parse(read(json.out));
    const cut = verdict.properties.filter(({ outcome }) => outcome === 'not reached');
    expect(numFailedTests).toBe(cut.length);
    const told = testResults[0].assertionResults.flatMap((test: { failureMessages: string[] }) =>
      test.failureMessages.slice(0, 1),
    );
    expect(told).toContain('the run ended while this property was being judged');
    expect(told).toContain('not judged: the run ended before this property was done');
    const junit = await check('kills-itself', '--reporter', 'junit');
    expect(junit.code).toBe(exitCode['not run']);
    expect(junit.stdout).toContain(`failures="${cut.length}"`);
    const early = await check('dies-at-once', '--reporter', 'json');
    expect(JSON.parse(early.stdout)).toMatchObject({ success: false, numFailedTestSuites: 1 });
    const none = await check('dies-at-once', '--reporter', 'junit');
    expect(none.stdout).toMatch(/failures="1".*before any property was judged/s);
  });

  test('of a subject that prints without end, the beginning is shown', async () => {
    const { code, stdout, stderr } = await check(
      'talks',
      '--property',
      'equation-1',
      '--runs',
      '3000',
    );
    expect(code).toBe(exitCode.verified);
    expect(stdout).not.toContain('xxx');
    const said = complaints({ stderr });
    expect(said).toMatch(/^\[subject\] call 1 x+\n/);
    expect(said.length).toBeLessThan(2 ** 16 + 400);
    expect(stderr).toContain('[gradgate: the subject prints more, which is not shown]');
  });

  test('what a subject says is no command to a terminal, a log or a browser', async () => {
    for (const args of [[], ['--reporter', 'default'], ['--reporter', 'github-actions']]) {
      const { code, stdout, stderr, out } = await check(
        'injects',
        '--property',
        'equation-1',
        ...args,
      );
      expect(code).toBe(exitCode['not run']);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
      expect(stdout + stderr).not.toMatch(/\u001b\[2J|\r|^\s*::error::(a name|second)/m);
      const report = read(out, 'report.md');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
      expect(report).not.toMatch(/[\u001b\r]|<img/);
      expect(report.match(/^# /gm)).toHaveLength(1);
    }
  });

  test('prints its help', async () => {
    expect((await gradgate('--help')).stdout).toContain('gradgate check ');
    expect((await gradgate('check', '--help')).stdout).toContain('--replay TOKEN');
    expect((await gradgate('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a wrong request gets one sentence and exit 2', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const requests: [args: string[], sentence: RegExp][] = [
    [
      ['check', '--bogus'],
      /^option: expected one of --command, .*, got --bogus\. See gradgate check --help\./,
    ],
    [['check', '--property', 'nope'], /^property: expected one of equation-1, .*, got nope\./],
    [['check', '--out', file], /^--out: expected a folder that can be written to, got .*a-file/],
    [['check', '--out', join(file, 'below')], /^--out: expected a folder that can be written to/],
    [['check', '--reporter', 'nope'], /^--reporter: expected the name of a reporter .*, got nope/],
    [
      ['check', '--replay', 'equation-1/ci/1/0', '--property', 'purity'],
      /^--property: expected none together with replay, which names one, got purity\./,
    ],
    [['check', 'src/cli'], /^adapter: expected a file, got src\/cli, which is a folder\./],
    [['check', fixture('no-subject')], /^subject.numberFormat: expected one of .*, got "float65"/],
  ];
  for (const [args, sentence] of requests) {
    test(args.join(' ').replaceAll(folder, ''), async () => {
      const { code, stderr } = await gradgate(...args);
      expect(stderr).toMatch(sentence);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(code).toBe(exitCode.request);
    });
  }

  test('a package that is not installed is named: exit 6', async () => {
    const bare = join(folder, 'bare');
    mkdirSync(bare);
    for (const name of ['dist', 'package.json']) symlinkSync(resolve(name), join(bare, name));
    const flags = ['--preserve-symlinks', '--preserve-symlinks-main'];
    const args = [...flags, join(bare, 'dist/src/cli/main.js'), 'check'];
    // SAFETY: execFile rejects with the output and the exit code of the child.
    const failed = (await run('node', args).catch((error: unknown) => error)) as Outcome;
    expect(failed.stderr).toMatch(
      /^gradgate needs \S+, which is not installed\. Try: npm install .*\n$/,
    );
    expect(failed.code).toBe(exitCode.surroundings);
  });

  test('an adapter that does not load is not a wrong request: exit 3', async () => {
    const { code, stderr } = await check('does-not-load');
    expect([code, stderr.trim()]).toEqual([exitCode['not run'], 'cannot find libkernel.so']);
  });
});
