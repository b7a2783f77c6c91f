import type { Storage } from '../../call/storage.ts';
import type { Tape } from '../../call/tape.ts';
import type { Problem } from '../../problem/problem.ts';
import { asDisagreement } from './ask.ts';
import type { Disagreement } from './disagreement.ts';

/** One call of a sequence in words, and the problem it is about. */
export interface SequenceCall {
  readonly words: string;
  readonly problem: Problem;
  /** Its gradients were asked for, and could not be refused. */
  readonly gradients: boolean;
}

/** Thrown at the call of a sequence that disagrees. */
export class BrokenSequence extends Error {
  readonly calls: readonly SequenceCall[];
  readonly disagreement: Disagreement;
  /** Which commands of the sequence ran. */
  readonly ran: readonly boolean[];

  constructor({ calls, ran }: Past, disagreement: Disagreement) {
    super('a call of the sequence disagrees');
    this.calls = [...calls];
    this.ran = [...ran];
    this.disagreement = disagreement;
  }
}

/** What has been asked so far: the subject must not depend on any of it. */
export interface Past {
  readonly calls: SequenceCall[];
  readonly recorded: Recording[];
  /** What the operands of the last call lie in. */
  readonly storage: Storage;
  /** Which commands ran. */
  readonly ran: readonly boolean[];
  /** How the reset before the first call failed, if it did. */
  readonly crash: Disagreement | undefined;
}

/** A recorded forward pass of a sequence. */
export interface Recording {
  readonly problem: Problem;
  readonly tape: Tape;
  /** It may refuse: its operands have been overwritten, or it has been used. */
  mayRefuse: boolean;
}

/** A call is written down before it is judged; one that disagrees ends the sequence. */
export async function judge(
  past: Past,
  made: SequenceCall,
  check: () => Promise<Disagreement | undefined>,
): Promise<void> {
  past.calls.push(made);
  const disagreement = past.crash ?? (await check().catch(asDisagreement));
  if (disagreement !== undefined) throw new BrokenSequence(past, disagreement);
}
