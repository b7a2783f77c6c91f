/** No block of code in a document is without a test, or a reason; and every command in one is a command. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blocksIn, documents, literate } from './blocks-in.test-setup.ts';
import { parse } from './cli/parse.ts';

/** By document and language, the test that runs such blocks. TypeScript is compiled wherever it stands. */
const runBy: Readonly<Record<string, string>> = {
  'README.md sh': 'src/package.e2e.test.ts',
  'README.md text': 'src/readme.e2e.test.ts',
  'docs/ci.md sh': 'src/ci-docs.e2e.test.ts',
  'docs/ci.md json': 'src/ci-docs.e2e.test.ts',
  'docs/ci.md yaml': 'src/ci-docs.e2e.test.ts',
  'docs/protocol.md text': 'src/process/protocol.e2e.test.ts',
  'docs/recipes.md js': 'src/recipes.test.ts',
};

/** Runs blocks of TypeScript, and of documents that are run as they are read. */
const [compiled, read] = ['src/readme.e2e.test.ts', 'src/docs.e2e.test.ts'] as const;

function testOf(path: string, language: string): string | undefined {
  if (language === 'ts') return compiled;
  return literate.includes(path) ? read : runBy[`${path} ${language}`];
}

test('every block is run by a test, or says why it is not', () => {
  const without = documents.flatMap((path) =>
    blocksIn(path)
      .filter(({ language, notRun }) => !notRun && testOf(path, language) === undefined)
      .map(({ language, code }) => `${path} (${language}): ${code.slice(0, 40)}`),
  );
  expect(without).toEqual([]);
});

test('a reason is one, and stands where it is needed alone', () => {
  const reasons = documents.flatMap((path) => blocksIn(path).flatMap(({ notRun }) => notRun ?? []));
  for (const reason of reasons) expect(reason.split(' ').length, reason).toBeGreaterThan(2);
  const marks = documents.flatMap(
    (path) => readFileSync(path, 'utf8').match(/<!-- not run/g) ?? [],
  );
  expect(marks, 'a mark stands before a block, with an empty line between').toHaveLength(
    reasons.length,
  );
});

test.each(Object.entries(runBy))('%s is what %s reads', (what, file) => {
  const [path = ''] = what.split(' ');
  expect(readFileSync(file, 'utf8')).toContain(path);
});

describe('every command of a block is one that gradgate understands', () => {
  const commands = documents.flatMap((path) =>
    blocksIn(path).flatMap(({ code }) => commandsIn(code).map((line) => [path, line] as const)),
  );
  test.each(commands)('%s: %s', (_, line) => {
    expect(parse(wordsOf(line))).toHaveProperty('verb');
  });
});

/** What stands behind `gradgate` on a line, up to what the shell does with it. */
function commandsIn(code: string): string[] {
  return [...code.matchAll(/^(?:[$\s-]*run:)?\s*(?:npx )?gradgate ([a-z][^\n#|<;]*)/gm)]
    .map(([, line = '']) => line.trim())
    .filter((line) => !/"\$@"|^bisect/.test(line));
}

/** The words of a command line; an adapter must be there, so one that is stands for it. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, twice, once, bare]) =>
    (twice ?? once ?? bare ?? '').replace(/^\S+\.subject\.ts$/, 'bank/faults/misprint.ts'),
  );
}
