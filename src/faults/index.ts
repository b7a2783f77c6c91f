/** Every fault, one entry each: the bank that the gate must catch, all of it, at every seed. */
import { algebra } from './algebra.ts';
import { edges } from './edges.ts';
import type { Fault } from './fault.ts';
import { history } from './history.ts';
import { memory } from './memory.ts';
import misprint from './misprint.ts';
import { planted } from './planted.ts';
import rowsReversed from './rows-reversed.ts';
import { tapes } from './tapes.ts';
import { views } from './views.ts';

export type { Fault } from './fault.ts';

export const faults: readonly Fault[] = [
  misprint,
  rowsReversed,
  ...algebra,
  ...edges,
  ...planted,
  ...views,
  ...memory,
  ...history,
  ...tapes,
];
