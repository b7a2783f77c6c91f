import type { TestContext } from 'vitest';
import { isFailure } from '../../verdict/bearing-of.ts';
import { explain } from '../../verdict/explain.ts';
import { staleSentence } from '../../verdict/known-failure.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import { reasonOf } from '../../verdict/reason-of.ts';
import type { ReplayCommand } from '../../verdict/see-again.ts';
import { printable } from '../../wire/printable.ts';

/** @throws Error, when the problem of a replay holds, or could not be asked: one problem is no verdict */
export function checkReproduced(verdict: PropertyVerdict): void {
  if (verdict.outcome !== 'holds' && verdict.outcome !== 'holds weakly') return;
  const came = verdict.runs === 0 ? 'could not be asked' : 'holds';
  const words = `not reproduced: the problem of the replay token ${came}, and no other was asked`;
  throw Object.assign(new Error(words), { stack: words });
}

/** Ends a test as its property ended. @throws Error, where it is a failure, told in full */
export function endTest(
  verdict: PropertyVerdict,
  context: TestContext,
  replay: ReplayCommand = (token) => `--replay ${token}`,
): void {
  const wrongList = (verdict.known ?? []).filter(({ fails }) => fails).map(staleSentence);
  if (wrongList.length > 0 && !isFailure({ ...verdict, known: [] })) {
    throw bare(wrongList.join('\n'));
  }
  switch (verdict.outcome) {
    case 'holds':
    case 'holds weakly':
      return;
    case 'not claimed':
    case 'not offered':
    case 'known to fail':
      context.skip(reasonOf(verdict));
      return;
    case 'fails':
    case 'crashed':
    case 'not reached':
    case 'no such problem':
    case 'holds again':
    case 'our bug':
      throw bare(explain(verdict, replay));
  }
}

/** An error without the place in gradgate where it was thrown, which helps nobody. */
function bare(text: string): Error {
  const error = new Error(printable(text));
  error.stack = error.message;
  return error;
}
