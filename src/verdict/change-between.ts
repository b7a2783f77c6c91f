import type { PropertyVerdict } from './property-verdict.ts';

/** What a verdict says of a property: nothing, where it was not asked, or not to its end. */
export type Standing = 'fails' | 'holds' | 'unknown';

/** Whether the subject fails a property, known or not. */
export function standingOf({ outcome }: Pick<PropertyVerdict, 'outcome'>): Standing {
  switch (outcome) {
    case 'fails':
    case 'crashed':
    case 'known to fail':
      return 'fails';
    case 'holds':
    case 'holds weakly':
    case 'holds again':
      return 'holds';
    case 'not claimed':
    case 'not offered':
    case 'not reached':
    case 'no such problem':
    case 'our bug':
      return 'unknown';
  }
}

/** What became of a property. Unseen: it fails, and nobody knows whether it did. Nothing, where it holds, or is not known. */
export function changeBetween(
  before: Standing,
  now: Standing,
): 'new' | 'unseen' | 'still' | 'fixed' | undefined {
  if (now === 'fails') return changes[before];
  return now === 'holds' && before === 'fails' ? 'fixed' : undefined;
}

const changes = { fails: 'still', holds: 'new', unknown: 'unseen' } as const;
