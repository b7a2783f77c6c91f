import { resolve } from 'node:path';
import { defined } from '../../defined.ts';
import type { Flags, Values } from '../flags.ts';
import { wrong } from '../wrong.ts';
import type { CheckRequest } from './request.ts';

/** The flags about failures that are known: of a file, or of an earlier verdict. */
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
  base: {
    value: 'PATH',
    about: ['say what is new, fixed and failing still since that verdict, or folder of them'],
  },
  'only-new': { about: ['with --base: what failed there, and fails still, is no failure'] },
} as const satisfies Flags;

/** The file of known failures and the base, and what is to be done with them. @throws GradgateError OPTION */
export function knownFrom(
  { known, base, ...values }: Values<typeof knownFlags>,
  replay: string | undefined,
): Pick<CheckRequest, 'known' | 'updateKnown' | 'base' | 'onlyNew'> {
  const { 'update-known': updates, 'only-new': onlyNew } = values;
  if (known === '') throw wrong('--known', 'a file', 'nothing');
  if (updates && replay !== undefined) {
    throw wrong('--update-known', 'none together with replay, which is one problem', 'it');
  }
  if (base === '') throw wrong('--base', 'a verdict, or a folder of them', 'nothing');
  if (base !== undefined && replay !== undefined) {
    throw wrong('--base', 'none together with replay, which is no verdict', base);
  }
  if (onlyNew && base === undefined)
    throw wrong('--only-new', 'only together with base', 'no base');
  const place = (path: string | undefined) => (path === undefined ? undefined : resolve(path));
  return defined({ known: place(known), updateKnown: updates, base: place(base), onlyNew });
}
