import type { BeingAsked } from '../../verdict/journal-entry.ts';
import type { RunningPlan } from './verdict-of.ts';

/** Between two entries, in milliseconds: a line that moves twice a second is lively enough. */
const pause = 500;

/** Tells how far a property is, but not of every problem. */
export function tellNowAndThen(
  tell: (entry: Omit<BeingAsked, 'subject'>) => void,
): NonNullable<RunningPlan['asking']> {
  let last = performance.now();
  return (id, asked, of) => {
    if (performance.now() - last < pause) return;
    last = performance.now();
    tell({ kind: 'being asked', id, asked, of });
  };
}
