import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { otherBytes } from './verdict-bytes.ts';

const project = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(project, { recursive: true }));

const ours = { reference: '{\n "seed": 1\n}\n', wrong: '{\n "fresh": true,\n "seed": 1\n}\n' };
const ofDoor = ours.wrong.replace('true', 'false');

function write(folder: string, text: string): void {
  const path = join(project, folder, 'verdict.json');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

test('a verdict that is missing, or has one other byte, is told with its line', () => {
  for (const folder of ['reference', 'forks/reference', 'threads/reference']) {
    write(folder, ours.reference);
  }
  write('wrong', ours.wrong);
  write('forks/wrong', ofDoor);
  expect(otherBytes(project, ours)).toEqual([
    `${join(project, 'threads', 'wrong', 'verdict.json')}: expected a verdict, got none`,
  ]);
  write('threads/wrong', ofDoor);
  expect(otherBytes(project, ours)).toEqual([]);
  write('threads/reference', ours.reference.replace('1', '2'));
  write('wrong', ofDoor);
  expect(otherBytes(project, ours).map((line) => line.replace(/^.*json: /, ''))).toEqual([
    'line 2: expected "seed": 1, got "seed": 2',
    'line 2: expected "fresh": true,, got "fresh": false,',
  ]);
});
