import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { failing, run, verdictOn } from '../verdict/told.test-setup.ts';
import { exitCode } from './exit-code.ts';
import { report } from './report.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder with the verdict of a run, and the page of it where `has` says so. */
function written(name: string, subject: string, has = true): string {
  const place = join(folder, 'runs', name);
  mkdirSync(place, { recursive: true });
  const verdict = { ...verdictOn([failing()]), run: { ...run, subject } };
  writeFileSync(join(place, 'verdict.json'), JSON.stringify(verdict));
  if (has) writeFileSync(join(place, 'report.html'), '');
  return place;
}

test('joins all verdicts below a folder, links their reports, and writes a badge a library', () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  written('a b#1', 'lib 1.0');
  written('deep/er', '../evil 2.0', false);
  const out = join(folder, 'out');
  expect(report([join(folder, 'runs')], out)).toBe(exitCode.verified);
  expect(said.mock.calls.flat().join()).toContain('0 of 2 are right; 2 are wrong, in others (2)');
  said.mockRestore();
  const html = readFileSync(join(out, 'index.html'), 'utf8');
  expect(html).toContain('href="../runs/a%20b%231/report.html"');
  expect(html.match(/report\.html/g)).toHaveLength(1);
  expect(existsSync(join(out, 'badges', 'lib.svg'))).toBe(true);
  expect(existsSync(join(folder, 'evil.svg'))).toBe(false);
});

test('a folder without a verdict, and a file that is none, are told', () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  expect(() => report([empty])).toThrow('a verdict.json in or below');
  expect(() => report([join(folder, 'nowhere')])).toThrow('report: expected a verdict.json');
});

test('what cannot be written is told', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const file = join(written('c', 'lib 1.0'), 'verdict.json');
  expect(report([file], file)).toBe(exitCode.surroundings);
  said.mockRestore();
});
