import { resolve } from 'node:path';
import { defined } from '../../defined.ts';
import type { Flags, Values } from '../flags.ts';
import { wrong } from '../wrong.ts';
import type { CheckRequest } from './request.ts';

/** The flags about failures that are known. */
export const knownFlags = {
  known: {
    value: 'FILE',
    about: [
      'failures that are let pass (default gradgate.known.json, beside the',
      'configuration or here): see docs/ci.md',
    ],
  },
  strict: { about: ['a known failure that has expired or is fixed makes its property fail'] },
  'update-known': { about: ['write everything that fails into the file of known failures'] },
} as const satisfies Flags;

/** The file of known failures, and what is to be done with it. @throws GradgateError OPTION */
export function knownFrom(
  { known, 'update-known': updates }: Values<typeof knownFlags>,
  replay: string | undefined,
): Pick<CheckRequest, 'known' | 'updateKnown'> {
  if (known === '') throw wrong('--known', 'a file', 'nothing');
  if (updates && replay !== undefined) {
    throw wrong('--update-known', 'none together with replay, which is one problem', 'it');
  }
  return defined({
    known: known === undefined ? undefined : resolve(known),
    updateKnown: updates,
  });
}
