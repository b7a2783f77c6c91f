import type { ReplayCommand } from './explain.ts';

/** The command that asks all that was asked before a problem, too: the whole property of its token. */
export function seeAgain(replay: string, command: ReplayCommand): string {
  const [id = '', profile = '', seed = ''] = replay.split('/');
  return command(replay).replace(
    `--replay ${replay}`,
    `--property ${id} --profile ${profile} --seed ${seed}`,
  );
}
