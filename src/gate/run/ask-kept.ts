import type { Border } from '../../call/border.ts';
import { GradgateError } from '../../errors.ts';
import type { Property } from '../../property/property.ts';
import { type Judgement, judge } from '../judge/judge.ts';
import { profiles } from './profiles.ts';
import { parseReplay, type Replay } from './replay.ts';

/** What came of a problem that failed in an earlier run, and fails again. */
export interface FailsStill {
  readonly judgement: Judgement;
  readonly replay: Replay;
}

/** The first of these tokens whose problem is one of the property's, and fails; nothing, where all hold now. */
export async function askKept(
  property: Property,
  border: Border,
  tokens: readonly string[],
): Promise<FailsStill | undefined> {
  for (const replay of tokens.flatMap(replayOf)) {
    const profile = profiles[replay.profile];
    if (replay.property !== property.id || 'probes' in profile) continue;
    const judgement = await judge(property, border, { ...profile, ...replay });
    if (judgement.failures.length > 0) return { judgement, replay };
  }
  return undefined;
}

/** What is no token, because another version wrote it, or somebody, names no problem. */
function replayOf(token: string): Replay[] {
  try {
    return [parseReplay(token)];
  } catch (error) {
    if (error instanceof GradgateError) return [];
    throw error;
  }
}
