import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCode } from './exit-code.ts';
import { command, folder, type Outcome, run } from './gradgate.test-setup.ts';

/** A library whose commits have these texts in one file; each is a tag, from c0. */
function repository(texts: readonly string[], file = 'lib.mjs'): string {
  const place = mkdtempSync(join(folder, 'git-'));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: place, encoding: 'utf8' });
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'a');
  git('config', 'user.email', 'a@example.com');
  for (const [at, text] of texts.entries()) {
    writeFileSync(join(place, file), text);
    git('add', file);
    git('commit', '--quiet', '--allow-empty', '-m', `change no. ${at}`);
    git('tag', `c${at}`);
  }
  return place;
}

async function bisect(place: string, ...args: string[]): Promise<Outcome> {
  try {
    return { code: 0, ...(await run('node', [command, 'bisect', ...args], { cwd: place })) };
  } catch (error) {
    // SAFETY: execFile rejects with the output and the exit code of the child.
    return error as Outcome;
  }
}

function headOf(place: string): string {
  return execFileSync('git', ['status', '--short', '--branch'], { cwd: place, encoding: 'utf8' });
}

/** Commits of which each says by which code it ends. */
const coded = (codes: readonly number[]): string => repository(codes.map(String), 'code');
const judge = ['--', 'sh', '-c', 'exit $(cat code)'];

test('the commit with which the gate turns is found; one that does not load is passed over', async () => {
  const right = (comment: string) => `// ${comment}
    const at = ({ shape: [, n], data }, i, j) => data[i * n + j];
    const product = (rows, cols, inner, term) => ({
      shape: [rows, cols],
      data: Array.from({ length: rows * cols }, (_, p) => {
        let sum = 0;
        for (let q = 0; q < inner; q += 1) sum += term(Math.floor(p / cols), p % cols, q);
        return sum;
      }),
    });
    export function backward({ X, W, dY }) {
      const [[m, n], [, k]] = [X.shape, W.shape];
      return {
        dX: product(m, n, k, (i, j, q) => at(dY, i, q) * at(W, j, q)),
        dW: product(n, k, m, (i, j, q) => at(X, q, i) * at(dY, q, j)),
      };
    }`;
  const wrong = right('faster').replace('at(X, q, i)', 'at(X, q, 0)');
  const place = repository([
    right('1'),
    right('2'),
    'export {',
    right('4'),
    wrong,
    `${wrong} // 6`,
  ]);
  const adapter =
    "import { backward } from './lib.mjs';\nexport default { name: 's', numberFormat: 'float64', backward };\n";
  writeFileSync(join(place, 's.mjs'), adapter);
  writeFileSync(join(place, '.git/info/exclude'), 's.mjs\nout\n');
  const check = ['node', command, 'check', 's.mjs', '--property', 'equation-2', '--runs', '20'];
  const found = await bisect(place, 'c0..main', '--', ...check, '--out', 'out');
  expect(found.stdout).toMatch(/^first bad commit: \w+ change no\. 4\n/);
  expect(found.code).toBe(exitCode.verified);
  expect(headOf(place)).toBe('## main\n');

  const token = ['--replay', /--replay (\S+)/.exec(found.stderr)?.[1] ?? '', '--runs', '20'];
  const again = await bisect(
    place,
    'c3..c4',
    '--',
    'node',
    command,
    'check',
    's.mjs',
    ...token,
    '--out',
    'out',
  );
  expect(again.stdout).toMatch(/^first bad commit: \w+ change no\. 4\n/);
});

describe('a search', () => {
  test('takes 6 for good, and says how many could not be judged', async () => {
    const place = coded([0, 3, 3, 0, 6, 1, 4, 1]);
    const { code, stdout } = await bisect(place, 'c0..c7', ...judge);
    expect(stdout).toMatch(/^first bad commit: \w+ change no\. 5\n/);
    expect(code).toBe(exitCode.verified);
  });

  test('of two neighbours is over at once, and may begin below the top', async () => {
    const place = coded([0, 1]);
    const { stdout } = await bisect(place, 'c0..c1', '--', 'sh', '-c', 'exit $(cat code)');
    expect(stdout).toMatch(/^first bad commit: \w+ change no\. 1\n$/);
  });

  test('that cannot be brought to an end says between which commits', async () => {
    const place = coded([0, 3, 3, 1]);
    const { code, stdout } = await bisect(place, 'c0..c3', ...judge);
    expect(stdout).toMatch(
      /^no first bad commit: it is one of \w{10}, \w{10}, \w{10}, which cannot/,
    );
    expect(code).toBe(exitCode['not run']);
    expect(headOf(place)).toBe('## main\n');
  });

  test('ends when the command is interrupted, and nothing is left behind', async () => {
    const place = coded([0, 0, 130, 1, 1]);
    const { code, stdout } = await bisect(place, 'c0..c4', ...judge);
    expect([code, stdout]).toEqual([exitCode.interrupted, '']);
    expect(headOf(place)).toBe('## main\n');
  });

  test.each<[codes: number[], args: string[], sentence: RegExp]>([
    [[1, 1], ['c0..c1', ...judge], /^bisect: expected \w+ to be good, got bad, by its verdict\./],
    [[0, 0], ['c0..c1', ...judge], /^bisect: expected \w+ to be bad, got good, by its verdict\./],
    [[0, 1], ['c1..c0', ...judge], /^bisect: expected a good commit before the bad one, got/],
    [[0, 1], ['c0..nowhere', ...judge], /^bisect: expected names of commits, got "nowhere", which/],
    [[0, 1], ['c0...c1', ...judge], /^bisect: expected two commits, like v1\.0\.\.main, got/],
    [[0, 1], ['c0..c1'], /^bisect: expected a command that judges, behind --, got none\./],
  ])('of %j by %j is refused in one sentence', async (codes, args, sentence) => {
    const place = coded(codes);
    const { code, stderr } = await bisect(place, ...args);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(exitCode.request);
    expect(headOf(place)).toBe('## main\n');
  });

  test('an end that cannot be judged is named', async () => {
    const { code, stdout } = await bisect(coded([0, 3]), 'c0..c1', ...judge);
    expect(stdout).toMatch(
      /^no first bad commit: \w+, which is said to be bad, cannot be judged\n/,
    );
    expect(code).toBe(exitCode['not run']);
  });

  test('touches no working tree that has changes, or another search', async () => {
    const place = coded([0, 1]);
    writeFileSync(join(place, 'code'), 'mine');
    const changed = await bisect(place, 'c0..c1', ...judge);
    expect(changed.stderr).toMatch(/^bisect: expected a working tree without changes/);
    execFileSync('git', ['checkout', '--quiet', 'code'], { cwd: place });
    execFileSync('git', ['bisect', 'start'], { cwd: place, stdio: 'ignore' });
    const second = await bisect(place, 'c0..c1', ...judge);
    expect(second.stderr).toMatch(/^bisect: expected no other search, got one that goes on/);
  });

  test('where there is no repository says what git says', async () => {
    const { code, stderr } = await bisect(resolve('/'), 'a..b', ...judge);
    expect(stderr).toMatch(/^git rev-parse failed: fatal: not a git repository/);
    expect(code).toBe(exitCode.surroundings);
  });
});
