/** A word and a shape for what came of something, so that neither needs a colour to be told apart. */
import { isBailed } from '../../verdict/bearing-of.ts';
import type { Knowing, Outcome } from '../../verdict/property-verdict.ts';

/** How something came out. */
export type Came = 'right' | 'weak' | 'wrong' | 'known' | 'unclaimed' | 'unrun';

/** How a property came out. */
export function cameOf(verdict: Outcome & Knowing): Came {
  if (verdict.known?.some(({ fails }) => fails)) return 'wrong';
  switch (verdict.outcome) {
    case 'holds':
      return 'right';
    case 'holds weakly':
      return 'weak';
    case 'fails':
    case 'holds again':
      return 'wrong';
    case 'known to fail':
      return 'known';
    case 'not claimed':
    case 'not offered':
      return 'unclaimed';
    case 'crashed':
    case 'not reached':
    case 'no such problem':
    case 'our bug':
      return 'unrun';
  }
}

/** The outcome of a property in a word or three. */
export function wordOf(verdict: Outcome): string {
  return isBailed(verdict) ? 'not judged' : words[verdict.outcome];
}

const words = {
  holds: 'holds',
  'holds weakly': 'holds, weak evidence',
  fails: 'fails',
  'holds again': 'holds, though listed',
  'known to fail': 'known to fail',
  'not claimed': 'not claimed',
  'not offered': 'not checked',
  crashed: 'could not be run',
  'not reached': 'not reached',
  'no such problem': 'no such problem',
  'our bug': 'a bug in gradgate',
} as const satisfies Record<Outcome['outcome'], string>;

/** The shape alone; a word stands beside it. */
export function Mark({ came }: { readonly came: Came }) {
  return (
    <svg class={`mark ${came}`} viewBox="0 0 16 16" aria-hidden="true">
      <use href={`#mark-${came}`} />
    </svg>
  );
}

/** The shapes that `Mark` refers to, once a page. */
export function MarkShapes() {
  return (
    <svg width="0" height="0" class="shapes" aria-hidden="true">
      {Object.entries(shapes).map(([came, [outline, sign]]) => (
        <symbol id={`mark-${came}`} viewBox="0 0 16 16" key={came}>
          <path class="outline" d={outline} />
          <path class="sign" d={sign} />
        </symbol>
      ))}
    </svg>
  );
}

const ring = 'M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14z';

/** By outcome, an outline of its own and the sign in it. */
const shapes = {
  right: [ring, 'M4.6 8.3l2.4 2.4l4.4-5'],
  weak: [ring, 'M4.4 7q1.8-1.6 3.6 0t3.6 0M4.4 10q1.8-1.6 3.6 0t3.6 0'],
  wrong: ['M5 1h6l4 4v6l-4 4h-6l-4-4v-6z', 'M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6'],
  known: ['M8 1.2l7 13h-14z', 'M8 6v4M8 11.7v.6'],
  unclaimed: [ring, 'M5 8h6'],
  unrun: ['M1.5 1.5h13v13h-13z', 'M4.5 11.5l7-7'],
} as const satisfies Record<Came, readonly [outline: string, sign: string]>;
