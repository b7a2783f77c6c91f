/** Makes the command that asks a problem again from its replay token. */
export type ReplayCommand = (token: string) => string;

/** The command that asks all that was asked before a problem, too: the whole property of its token. */
export function seeAgain(replay: string, command: ReplayCommand): string {
  const [id = '', profile = '', seed = ''] = replay.split('/');
  return command(replay).replace(
    `--replay ${replay}`,
    `--property ${id} --profile ${profile} --seed ${seed}`,
  );
}
