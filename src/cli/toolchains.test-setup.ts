import { spawnSync } from 'node:child_process';
import type { Language } from './verbs/languages.ts';

/** What an adapter needs to be built and run, and how to ask whether it is there. */
const toolchains: Readonly<Record<Language, readonly string[]>> = {
  python: ['python3 --version'],
  rust: ['cargo --version', 'rustc --version'],
  go: ['go version'],
  java: ['java --version', 'javac --version'],
  cpp: ['g++ --version', 'make --version'],
  ts: [],
  wgsl: ['node --import jiti/register subjects/webgpu/adapter.ts wgsl </dev/null'],
};

/** What of it is not there. */
export function missing(language: Language): string[] {
  return toolchains[language].filter((asked) => spawnSync(asked, { shell: true }).status !== 0);
}
