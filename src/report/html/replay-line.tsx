import type { SmallestProblem } from '../../verdict/counterexample.ts';
import { type ReplayCommand, seeAgain } from '../../verdict/see-again.ts';

interface Again {
  readonly found: Pick<SmallestProblem, 'again' | 'replay'>;
  readonly replayCommand: ReplayCommand;
}

/** The command that shows a failure again, and a button that copies it. */
export function ReplayLine({ found: { again, replay }, replayCommand }: Again) {
  const isAlone = again === undefined || again.fails;
  return (
    <>
      {!isAlone && (
        <p class="note">
          Asked again alone, this problem holds: the fault depends on what was asked before.
        </p>
      )}
      <p class="command">
        <code>{isAlone ? replayCommand(replay) : seeAgain(replay, replayCommand)}</code>
        <button type="button" data-copy hidden>
          Copy
        </button>
      </p>
    </>
  );
}
