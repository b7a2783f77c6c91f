import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainlyVerified } from './counts.test-setup.ts';
import { exitCode } from './exit-code.ts';
import { command, folder, gradgate, run } from './gradgate.test-setup.ts';
import { missing } from './toolchains.test-setup.ts';
import { type Language, languages } from './verbs/languages.ts';

/** What stands for `npm install`: the packages that a skeleton imports, as they are here. */
function link(skeleton: string): void {
  mkdirSync(join(skeleton, 'node_modules'));
  const packages = { gradgate: '.', webgpu: 'subjects/webgpu/node_modules/webgpu' };
  for (const [name, place] of Object.entries(packages)) {
    symlinkSync(resolve(place), join(skeleton, 'node_modules', name));
  }
}

/** The commands of a skeleton's README, as they are run here: with this gradgate, and quickly. */
function commandsOf(skeleton: string): string[] {
  const readme = readFileSync(`${skeleton}/README.md`, 'utf8');
  const [, block = ''] = /```sh\n([^`]*)```/.exec(readme) ?? [];
  const lines = block.trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('npm install'))
    .map((line) => line.replace(/^npx gradgate check .*/, '$& --profile smoke'))
    .map((line) => line.replace(/^npx gradgate/, `node ${command}`));
}

/** A kernel claims more than the others, and names its driver. */
function conclusionOf(language: Language): string | RegExp {
  return language === 'wgsl'
    ? /my layer 0\.1 \(.+\): verified, /
    : `my layer 0.1: ${plainlyVerified}`;
}

describe('each skeleton is verified as it stands, by the commands of its README', () => {
  for (const language of languages) {
    const absent = missing(language);
    if (absent.length > 0) {
      test.skip(`${language}: not run, for want of ${absent.join(' and ')}`, () => {});
      continue;
    }
    test(language, { timeout: 300_000 }, async () => {
      const skeleton = join(folder, language);
      expect(await gradgate('init', language, skeleton)).toMatchObject({ code: 0 });
      const commands = commandsOf(skeleton);
      expect(commands.join()).toContain('--profile smoke');
      link(skeleton);
      for (const line of commands) {
        const { stdout } = await run('sh', ['-c', line], { cwd: skeleton });
        if (line.endsWith('smoke')) expect(stdout).toMatch(conclusionOf(language));
      }
    });
  }
});

test('each skeleton marks the place of the kernel once, in a file of at most 65 lines', () => {
  for (const language of languages) {
    const files = readdirSync(`templates/${language}`, { recursive: true, encoding: 'utf8' });
    const marked = files
      .filter((file) => /\.\w+$/.test(file))
      .map((file) => readFileSync(`templates/${language}/${file}`, 'utf8'))
      .filter((text) => text.includes('PUT YOUR OWN KERNEL HERE'));
    expect(marked, language).toHaveLength(1);
    expect(marked.join().split('\n').length, language).toBeLessThanOrEqual(65);
  }
});

test('it writes nothing over a file that is there: exit 2, one sentence', async () => {
  const taken = mkdtempSync(join(folder, 'taken-'));
  writeFileSync(join(taken, 'main.go'), 'mine');
  const { code, stderr } = await gradgate('init', 'go', taken);
  expect(code).toBe(exitCode.request);
  expect(stderr).toMatch(
    /^init: expected a folder for new files at .*, got main\.go there already\. .*\n$/,
  );
  expect(readdirSync(taken)).toEqual(['main.go']);
  expect(readFileSync(join(taken, 'main.go'), 'utf8')).toBe('mine');
});
