import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, gradgate } from './gradgate.test-setup.ts';
import { missing } from './toolchains.test-setup.ts';

/** The skeleton's file that a layer of `fixtures/by-rows` replaces, and what builds and starts it. */
const adapters = [
  { language: 'rust', file: 'src/main.rs', build: 'cargo build', start: 'target/debug/adapter' },
  { language: 'go', file: 'main.go', build: 'go build -o adapter .', start: 'adapter' },
  { language: 'java', file: 'Adapter.java', build: 'javac Adapter.java', start: '' },
  { language: 'cpp', file: 'adapter.cpp', build: 'make', start: 'adapter' },
] as const;

/** What a layer claims in each mode, besides a weight of out×in, batches of X alone, and a bias. */
const modes = {
  layer: ['forward-product', 'equation-1', 'group-decomposition', 'epilogue', 'joint-options'],
  held: ['forward-product', 'equation-1', 'equation-2'],
  scaled: ['forward-product', 'equation-1', 'equation-2', 'broadcast-reduction'],
};

function built({ language, file, build, start }: (typeof adapters)[number]): string {
  const skeleton = join(folder, `by-rows-${language}`);
  copyFileSync(join('src/cli/fixtures/by-rows', basename(file)), join(skeleton, file));
  execFileSync('sh', ['-c', build], { cwd: skeleton, stdio: 'pipe' });
  return language === 'java' ? `java -cp ${skeleton} Adapter` : join(skeleton, start);
}

describe('the library of each language carries groups, held weights, targets, codes and scales', () => {
  for (const adapter of adapters) {
    const absent = missing(adapter.language);
    if (absent.length > 0) {
      test.skip(`${adapter.language}: not run, for want of ${absent.join(' and ')}`, () => {});
      continue;
    }
    test(adapter.language, { timeout: 300_000 }, async () => {
      const skeleton = join(folder, `by-rows-${adapter.language}`);
      expect(await gradgate('init', adapter.language, skeleton)).toMatchObject({ code: 0 });
      const start = built(adapter);
      const runs = Object.entries(modes).map(async ([mode, asked]) => {
        const some = asked.flatMap((property) => ['--property', property]);
        const out = ['--profile', 'smoke', '--out', `${skeleton}-${mode}`];
        const { code, stdout } = await gradgate(
          'check',
          '--command',
          `${start} ${mode}`,
          ...some,
          ...out,
        );
        expect(stdout).toContain(
          `by rows, ${mode}: verified, ${asked.length} of ${asked.length} properties hold`,
        );
        expect(code).toBe(0);
      });
      await Promise.all(runs);
    });
  }
});
