import { type ReplayCommand, seeAgain } from './see-again.ts';
import type { Verdict } from './verdict.ts';

/** What it means that the problem of a replay holds, and how to see its failure again. */
export function notReproducedText({ run, properties }: Verdict, command: ReplayCommand): string {
  const { replay = '' } = run;
  const [id = ''] = properties.map((property) => property.id);
  // A token is a property, a profile, a seed and a path, which begins with the number of a problem.
  const before = Number.parseInt(replay.split('/').slice(3).join('/'), 10);
  const problems = `${before} ${before === 1 ? 'problem' : 'problems'} of ${id}`;
  return [
    'This problem alone does not fail, and nothing else was asked: that is no verdict.',
    `In the run that printed the token, ${problems} came before it, and those of other properties.`,
    'Unless the subject has been mended since, what fails depends on what was asked before.',
    `See it again: ${seeAgain(replay, command)}`,
  ].join('\n');
}
