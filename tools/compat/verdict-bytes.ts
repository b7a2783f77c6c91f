import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The verdicts on a right subject and on a wrong one, for one seed, byte for byte. */
export type VerdictBytes = Readonly<Record<'reference' | 'wrong', string>>;

/** Those of this repository's own build, on the Node that runs this. The folder has the wrong subject. */
export function ownVerdicts(folder: string): VerdictBytes {
  const judge = (subject: 'reference' | 'wrong'): string => {
    const module = subject === 'wrong' ? [join(folder, 'wrong.subject.ts')] : [];
    const out = join(folder, subject);
    const options = ['--profile', 'smoke', '--out', out, '--no-config'];
    spawnSync('node', ['dist/src/cli/main.js', 'check', ...module, ...options]);
    return readFileSync(join(out, 'verdict.json'), 'utf8');
  };
  return { reference: judge('reference'), wrong: judge('wrong') };
}

/** Where the verdicts of a project have other bytes than ours: the file, and the first line that differs. */
export function otherBytes(project: string, ours: VerdictBytes): string[] {
  const subjects = ['reference', 'wrong'] as const;
  return subjects.flatMap((subject) => [
    ...differing(join(project, subject), ours[subject]),
    ...['forks', 'threads'].flatMap((pool) =>
      differing(join(project, pool, subject), ofDoor(ours[subject])),
    ),
  ]);
}

/** In vitest the subject lives with its judge: what fails is asked again there, not in a fresh process. */
function ofDoor(verdict: string): string {
  return verdict.replaceAll('"fresh": true', '"fresh": false');
}

function differing(folder: string, expected: string): string[] {
  const path = join(folder, 'verdict.json');
  if (!existsSync(path)) return [`${path}: expected a verdict, got none`];
  const actual = readFileSync(path, 'utf8');
  if (actual === expected) return [];
  const [ours, theirs] = [expected.split('\n'), actual.split('\n')];
  const at = ours.findIndex((line, index) => line !== theirs[index]);
  return [`${path}: line ${at + 1}: expected ${ours[at]?.trim()}, got ${theirs[at]?.trim()}`];
}
