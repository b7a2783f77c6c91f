import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJiti } from 'jiti';
import { afterAll, describe, expect, test } from 'vitest';
import { exitCode } from './exit-code.ts';
import { readKnown } from './known/known-file.ts';
import { saidBy } from './said-by.test-setup.ts';
import { languages } from './verbs/languages.ts';

const repository = mkdtempSync(join(tmpdir(), 'gradgate-init-'));
mkdirSync(join(repository, '.git'));
afterAll(() => rmSync(repository, { recursive: true }));

const asked: Record<(typeof languages)[number], object> = {
  python: { command: 'python3 adapter.py' },
  rust: { command: 'target/release/adapter' },
  go: { command: './adapter' },
  java: { command: 'java Adapter' },
  cpp: { command: './adapter' },
  ts: { adapter: 'my-layer.subject.ts' },
  wgsl: { command: 'node adapter.mjs', runs: 20 },
};

const builds: Partial<typeof asked> = {
  python: ['python3 -m py_compile adapter.py'],
  rust: ['cargo build --release'],
  go: ['go build -o adapter .'],
  java: ['javac Adapter.java'],
  cpp: ['make'],
};

describe.each(languages)('%s', (language) => {
  const folder = join(repository, 'layers', language);

  test('has a configuration, a list of known failures and a workflow', async () => {
    const { code, said } = await saidBy('init', language, folder);
    expect(code).toBe(exitCode.verified);
    const config = join(folder, 'gradgate.config.ts');
    const known = join(folder, 'gradgate.known.json');
    const workflow = join(repository, '.github/workflows', `gradgate-layers-${language}.yml`);
    for (const path of [config, known, workflow]) expect(said).toContain(path);
    expect(await createJiti(config).import(config, { default: true })).toEqual(asked[language]);
    expect(readKnown(known)).toEqual([]);
    const text = readFileSync(workflow, 'utf8');
    const lines = [...text.matchAll(/- run: (.*)/g)].map(([, line = '']) => line);
    expect(lines).toEqual([
      expect.stringMatching(/^npm ci /),
      ...Object.values(builds[language] ?? {}),
      'npx gradgate check --strict --out report',
    ]);
    expect(text).toContain(`working-directory: 'layers/${language}'`);
  });

  test('and is asked for what they say', async () => {
    const { said } = await saidBy(
      'check',
      '--config',
      join(folder, 'gradgate.config.ts'),
      '--print-config',
    );
    const [request] = JSON.parse(said);
    const { adapter, command, runs } = {
      adapter: undefined,
      command: undefined,
      ...asked[language],
    } as {
      [name in 'adapter' | 'command' | 'runs']?: unknown;
    };
    const from = adapter === undefined ? { from: 'command', command } : { from: 'module' };
    expect(request).toMatchObject({ subject: from, known: join(folder, 'gradgate.known.json') });
    expect(request.options.runs).toBe(runs);
  });
});

test('at the top of a repository, or outside of any, the workflow has no other folder', async () => {
  const top = mkdtempSync(join(tmpdir(), 'gradgate-top-'));
  await saidBy('init', 'ts', top);
  const workflow = readFileSync(join(top, '.github/workflows/gradgate.yml'), 'utf8');
  expect(workflow).not.toContain('working-directory');
  const { code, said } = await saidBy('init', 'python', top);
  expect(code).toBe(exitCode.request);
  expect(said).toMatch(/got README\.md, gradgate\.config\.ts, gradgate\.known\.json, \.github/);
  rmSync(top, { recursive: true });
});
