import { OwnBug } from '../../call/subject-crash.ts';
import { messageOf } from '../../errors.ts';
import type { Bug } from '../../verdict/verdict.ts';

/** What our own code threw, as a verdict has it. Anything can be thrown. */
export function bugOf(error: unknown): Bug {
  if (error instanceof OwnBug) return bugOf(error.cause);
  const message = messageOf(error);
  return { message, stack: error instanceof Error ? (error.stack ?? message) : message };
}
