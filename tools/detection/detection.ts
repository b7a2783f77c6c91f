/** What `npm run detection` found out, as reports/detection.json holds it. A seed determines it. */
import type { Size } from '../lib/size.ts';
import type { Contest } from './contest.ts';

/** The one that the faults are hunted with. */
export const seed = 1;

export interface Detection {
  readonly seed: number;
  readonly faults: readonly FaultRecord[];
  readonly right: readonly RightRecord[];
}

/** How one fault fared. */
export interface FaultRecord {
  readonly name: string;
  /** By each property that catches it alone: the problems it took, the failing one included. */
  readonly by: Readonly<Record<string, number>>;
  /** In a run of profile ci: which property catches it first, and the problems of the run until then. */
  readonly first?: { readonly property: string; readonly problems: number };
  readonly rates: Readonly<Record<'smoke' | 'ci' | 'deep', Rate>>;
  /** How often each peer rejects it. */
  readonly peers: Readonly<Record<string, Rate>>;
  readonly shrinking?: Shrinking;
  /** How our arbitrary shrinks it, and a chained one, on plain problems. */
  readonly contest: Contest;
}

/** In how many of the seeds. */
export interface Rate {
  readonly hits: number;
  readonly seeds: number;
}

/** From the first failing problem to the smallest, by the property that the fault names. */
export interface Shrinking {
  readonly property: string;
  readonly found: Size;
  readonly smallest: Size;
  readonly steps: number;
  /** The smallest problem's matrices, in one line. */
  readonly text: string;
}

/** How a right subject fared. */
export interface RightRecord {
  readonly name: string;
  /** Each of every property that applies; their seeds follow each other. */
  readonly rounds: number;
  readonly problems: number;
  readonly accusations: number;
  readonly peers: Readonly<Record<string, Rate>>;
}
