/** The package as npm packs it, in an empty project beside its dependencies. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exitCode } from './cli/exit-code.ts';
import './cli/uncounted.test-setup.ts';

const project = mkdtempSync(join(tmpdir(), 'gradgate-packed-'));
const packed = join(project, 'node_modules', 'gradgate');
afterAll(() => rmSync(project, { recursive: true }));

const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/** As `npm install` leaves it, but that packages are links to those that are here. */
beforeAll(() => {
  const npm = ['pack', '--ignore-scripts', '--json', '--pack-destination', project];
  const [{ filename }] = JSON.parse(execFileSync('npm', npm, { encoding: 'utf8' }));
  mkdirSync(packed, { recursive: true });
  execFileSync('tar', ['-xzf', join(project, filename), '-C', packed, '--strip-components=1']);
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) link(name);
  const bin = join(project, 'node_modules', '.bin');
  mkdirSync(bin);
  const main = join(packed, 'dist', 'src', 'cli', 'main.js');
  chmodSync(main, 0o755); // as npm does
  symlinkSync(main, join(bin, 'gradgate'));
  symlinkSync(resolve('node_modules', '.bin', 'vitest'), join(bin, 'vitest'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
});

function link(name: string): void {
  symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name));
}

function inProject(file: string, args: readonly string[]) {
  return spawnSync(file, args, { cwd: project, encoding: 'utf8' });
}

/** Every file below a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
}

/** A layer that is right, with the README's example around it. */
function writeLayer(): void {
  writeFileSync(
    join(project, 'my-layer.js'),
    `export function linearBackward(X, W, dY, [m, n, k]) {
  const [dX, dW] = [new Float32Array(m * n), new Float32Array(n * k)];
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) for (let l = 0; l < k; l++) {
    dX[i * n + j] += dY[i * k + l] * W[j * k + l];
    dW[j * k + l] += X[i * n + j] * dY[i * k + l];
  }
  return { dX, dW };
}
`,
  );
  const [, example = ''] =
    /^```ts\n(import type \{ Subject \}.*?)^```/ms.exec(readFileSync('README.md', 'utf8')) ?? [];
  writeFileSync(join(project, 'my-layer.subject.ts'), example);
}

test('has what it needs and no more: no tests, no path of this machine, below 30 MB', () => {
  const files = filesIn(packed);
  expect(files.filter((path) => /\.test\.|test-setup|fixtures/.test(path))).toEqual([]);
  const size = files.reduce((sum, path) => sum + statSync(path).size, 0);
  expect(size).toBeLessThan(30e6);
  const here = resolve('.');
  const texts = files.filter((path) => /\.(js|ts|json|md|html|py|toml)$/.test(path));
  expect(texts.filter((path) => readFileSync(path, 'utf8').includes(here))).toEqual([]);
  expect(Object.keys(dependencies)).toEqual([
    'd3-scale',
    'd3-shape',
    'jiti',
    'preact',
    'preact-render-to-string',
    'pure-rand',
    'semver',
  ]);
});

test('judges the example of the README as a command', () => {
  writeLayer();
  const args = ['check', 'my-layer.subject.ts', '--profile', 'smoke'];
  const { status, stdout, stderr } = inProject('node_modules/.bin/gradgate', args);
  const complaints = stderr.replaceAll(/^\[[█·]+\].*\n/gm, ''); // a slow machine is told how far it is
  expect([status, complaints]).toEqual([exitCode.verified, '']);
  expect(stdout).toContain('my-layer 2.1: verified');
  const folder = join(project, 'reports', 'runs', 'my-layer-2.1', 'smoke');
  expect(readdirSync(folder)).toContain('report.html');
});

test('and in tests of vitest', () => {
  writeLayer();
  writeFileSync(
    join(project, 'layer.test.ts'),
    `import { describeMatmulBackprop } from 'gradgate/vitest';
import subject from './my-layer.subject.js';
describeMatmulBackprop(subject, { profile: 'smoke', seed: 1, properties: ['equation-1'] });
`,
  );
  const { status, stdout } = inProject('node_modules/.bin/vitest', ['run', 'layer.test.ts']);
  expect(stdout).toMatch(/equation-1|passed/);
  expect(status, stdout).toBe(0);
});

test('fast-check alone is enough for the properties', () => {
  rmSync(join(project, 'node_modules', 'vitest'));
  const script = `
    import fc from 'fast-check';
    import { assertHolds, problemsFor, properties } from 'gradgate/properties';
    import { reference } from 'gradgate';
    const [property] = properties;
    await fc.assert(fc.asyncProperty(problemsFor(property, reference), (problem) =>
      assertHolds(property, reference, problem)), { numRuns: 20 });
    console.log(property.id);`;
  const { stdout, stderr } = inProject('node', ['--input-type=module', '-e', script]);
  expect([stdout, stderr]).toEqual(['equation-1\n', '']);
  link('vitest');
});
