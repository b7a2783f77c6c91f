/** Documents that are run as they are read: files are written, commands run, and their output compared. */
import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Block, blocksIn, literate } from './blocks-in.test-setup.ts';
import './cli/uncounted.test-setup.ts';

const home = mkdtempSync(join(tmpdir(), 'gradgate-docs-'));
afterAll(() => rmSync(home, { recursive: true }));

/** One law is enough for what the pages show, and takes a tenth of the time. */
const quick =
  '[ "$1" = check ] && case "$*" in *--property*) ;; *) set -- "$@" --property equation-2 ;; esac';

beforeAll(() => {
  mkdirSync(join(home, 'bin'));
  mkdirSync(join(home, 'node_modules'));
  symlinkSync(resolve('.'), join(home, 'node_modules', 'gradgate'));
  const command = `node ${resolve('dist/src/cli/main.js')} "$@"`;
  const programs = { gradgate: `${quick}\nexec ${command}`, npx: 'exec "$@"' };
  for (const [name, lines] of Object.entries(programs)) {
    writeFileSync(join(home, 'bin', name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  }
});

/** What the shell says to a block, and its exit code. */
async function shell(code: string, cwd: string): Promise<{ code: number; said: string }> {
  const path = `${join(home, 'bin')}${delimiter}${process.env['PATH']}`;
  const env = {
    ...process.env,
    PATH: path,
    GITHUB_ACTIONS: undefined,
  };
  try {
    const { stdout } = await promisify(execFile)('sh', ['-ec', code], { cwd, env });
    return { code: 0, said: stdout };
  } catch (error) {
    // SAFETY: execFile rejects with the output and the exit code of the child.
    const { code: status, stdout } = error as { code: number; stdout: string };
    return { code: status, said: stdout };
  }
}

/** What a reader would do with a block; resolves to what was said last. */
async function follow({ language, code }: Block, folder: string, said: string): Promise<string> {
  const [, file] = /^(?:\/\/|#) (\S+\.\w+)\n/.exec(code) ?? [];
  if (file !== undefined) writeFileSync(join(folder, file), code);
  else if (language === 'diff') mend(folder, code);
  else if (language === 'text') expectSaid(said, code);
  else if (language === 'sh') {
    const [, exit = '0'] = /# exit (\d+)/.exec(code) ?? [];
    const answer = await shell(code, folder);
    expect(answer, code).toMatchObject({ code: Number(exit) });
    return answer.said;
  }
  return said;
}

/** Every line was said, in whole; `…` stands for anything. */
function expectSaid(said: string, code: string): void {
  const lines = said.split('\n');
  for (const line of code.split('\n').filter(Boolean)) {
    const parts = line.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(`^${parts.join('.*')}`);
    expect(lines, said).toContainEqual(expect.stringMatching(pattern));
  }
}

/** Takes the lines with − out of the file that has them, and puts those with + there. */
function mend(folder: string, code: string): void {
  const side = (mark: string) =>
    code
      .split('\n')
      .filter((line) => line.startsWith(mark))
      .map((line) => line.slice(1))
      .join('\n');
  const path = readdirSync(folder)
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => join(folder, name))
    .find((each) => readFileSync(each, 'utf8').includes(side('-')));
  if (path === undefined) throw new Error(`no file has ${side('-')}`);
  writeFileSync(path, readFileSync(path, 'utf8').replace(side('-'), side('+')));
}

describe.concurrent('what a page tells to do does what it says', () => {
  test.each(literate)('%s', async (path) => {
    const folder = mkdtempSync(join(home, 'page-'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    symlinkSync(join(home, 'node_modules'), join(folder, 'node_modules'));
    let said = '';
    for (const block of blocksIn(path)) {
      if (block.notRun === undefined) said = await follow(block, folder, said);
    }
  });
});

test('a page that says what does not happen is found', () => {
  expect(() => expectSaid('dW is right', 'dW is wrong\n')).toThrow();
  expect(() => expectSaid('a: 3 of 4', 'a: … of 4\n')).not.toThrow();
});
