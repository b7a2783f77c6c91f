import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { flushingSubject } from '../../bank/unusual/flushing.ts';
import type { Answer } from '../contract/subject.ts';
import { readVectors } from '../vectors/read-vectors.ts';
import type { Result } from '../vectors/vector-file.ts';
import { decodeGiven } from '../wire/json-given.ts';
import { exitCode } from './exit-code.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function gradgate(args: readonly string[], input = '') {
  const command = ['dist/src/cli/main.js', ...args];
  return spawnSync('node', command, { input, encoding: 'utf8' });
}

function written(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const { groups } = readVectors('float32');
const plain = groups[0]?.cases ?? [];
const right = plain.map(({ id, expected }): Result => ({ id, ...expected }));

function resultsOf(results: readonly Result[]) {
  return { subject: 'my port 1.0', numberFormat: 'float32', results };
}

const asJson = ({ shape, data }: Answer) => ({ shape, data: Array.from(data) });

describe('gradgate check-vectors', () => {
  test('right answers: exit 0, what was not run, and how many cases', () => {
    const { status, stdout } = gradgate(['check-vectors', written('right', resultsOf(right))]);
    expect(status).toBe(exitCode.verified);
    expect(stdout).toMatch(/^not run: .*transposeFlags, scaling, /);
    expect(stdout).toContain(`my port 1.0, float32: ${plain.length} cases, all right`);
  });

  test('answers in mixed formats are judged by what they say', () => {
    const [group] = readVectors('bfloat16-float32-bfloat16').groups;
    const cases = group?.cases ?? [];
    const answers = cases.map(({ id, expected: { Y: _, ...rest } }): Result => ({ id, ...rest }));
    const results = { ...resultsOf(answers), numberFormat: 'bfloat16', accumulates: 'float32' };
    const { status, stdout } = gradgate(['check-vectors', written('mixed', results)]);
    expect(stdout).toBe(
      `my port 1.0, bfloat16, asked bfloat16-float32-bfloat16: ${cases.length} cases, all right\n`,
    );
    expect(status).toBe(exitCode.verified);
    const wide = { ...results, formats: { dW: 'float32' } };
    const stored = gradgate(['check-vectors', written('wide', wide)]);
    expect(stored.status).toBe(exitCode.violated);
    expect(stored.stdout).toContain(': dW, entry ');
  });

  test('who takes subnormal numbers for 0 is told in one sentence; who says so is not asked', async () => {
    const subject = flushingSubject('float32', { operands: true, results: true });
    const answers = plain.map(async (each): Promise<Result> => {
      const { dX, dW } = await subject.backward(decodeGiven(each));
      return { id: each.id, ...(dX && { dX: asJson(dX) }), ...(dW && { dW: asJson(dW) }) };
    });
    const results = resultsOf(await Promise.all(answers));
    const told = gradgate(['check-vectors', written('flushed', results)]);
    expect(told.status).toBe(exitCode.violated);
    expect(told.stdout).toMatch(
      /wrong\nEverything that fails here involves subnormal numbers.*subnormals: 'flushed'.*\n$/,
    );
    const said = written('said', { ...results, subnormals: 'flushed' });
    const { status, stdout } = gradgate(['check-vectors', said]);
    expect([status, stdout]).toEqual([exitCode.verified, expect.stringMatching('all right')]);
  });

  test('a wrong and a missing answer: exit 1, a line each', () => {
    const [first, second] = right.filter(({ dX }) => String(dX?.shape) === '1,1');
    const rest = right.filter((each) => each !== first && each !== second);
    const wrong = { id: first?.id ?? '', dX: { shape: [1, 1], data: ['nan'] }, dW: first?.dW };
    const results = resultsOf([wrong as Result, ...rest]); // SAFETY: it has an id
    const { status, stdout } = gradgate(['check-vectors', written('wrong', results)]);
    expect(status).toBe(exitCode.violated);
    expect(stdout).toMatch(
      new RegExp(
        `^✗ ${first?.id} \\(eq. \\(3\\)\\): dX, entry \\(0, 0\\): expected exactly \\S+, got NaN`,
        'm',
      ),
    );
    expect(stdout).toContain(`✗ ${second?.id} `);
    expect(stdout).toContain(`${plain.length} cases, 2 wrong`);
    expect(stdout).toContain('Numbers are read and written as they stand');
  });

  test.each([
    [['check-vectors'], 'check-vectors: expected one file of results, got none.'],
    [['check-vectors', 'nowhere.json'], 'check-vectors: expected JSON in nowhere.json, got ENOENT'],
    [['check-vectors', written('broken', '{')], 'check-vectors: expected JSON in '],
    [['check-vectors', written('empty', {})], 'subject: expected a name, got nothing.'],
    [
      ['check-vectors', 'a', '--seed', '1'],
      'option: expected no option, got --seed. See gradgate check-vectors',
    ],
  ])('%#: what is malformed is one sentence, exit 2', (args, sentence) => {
    const { status, stderr, stdout } = gradgate(args);
    expect([status, stdout]).toEqual([exitCode.request, '']);
    expect(stderr).toContain(sentence);
    expect(stderr.trim()).not.toContain('\n');
  });
});

describe('gradgate oracle', () => {
  const [X, W, dY] = [[2], [3], [5]].map((data) => ({ shape: [1, 1], data }));

  test('the gradients of the problem on stdin, as JSON', () => {
    const { status, stdout } = gradgate(['oracle'], JSON.stringify({ X, W, dY }));
    expect(status).toBe(exitCode.verified);
    expect(JSON.parse(stdout)).toEqual({
      numberFormat: 'float64',
      Y: { shape: [1, 1], data: [6], rad: 0 },
      dX: { shape: [1, 1], data: [15], rad: 0 },
      dW: { shape: [1, 1], data: [10], rad: 0 },
    });
  });

  test.each([
    [[], '', 'oracle: expected JSON in stdin, got '],
    [[], '{', 'oracle: expected JSON in stdin, got '],
    [[], '{}', 'X: expected an object with shape and data, got nothing.'],
    [['problem.json'], '{}', 'oracle: expected a problem on stdin and no file, got problem.json.'],
    [['--runs', '1'], '{}', 'option: expected one of --serve, got --runs. See gradgate oracle'],
  ])('%#: what is malformed is one sentence, exit 2', (args, input, sentence) => {
    const { status, stderr, stdout } = gradgate(['oracle', ...args], input);
    expect([status, stdout]).toEqual([exitCode.request, '']);
    expect(stderr).toContain(sentence);
    expect(stderr.trim()).not.toContain('\n');
  });
});
