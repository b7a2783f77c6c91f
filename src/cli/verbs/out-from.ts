import { resolve } from 'node:path';
import { wrong } from '../wrong.ts';

/** The folder that `--out` names, as an absolute path. @throws GradgateError OPTION */
export function outFrom(out: string | undefined): string | undefined {
  if (out === '') throw wrong('--out', 'a folder', 'nothing');
  return out === undefined ? undefined : resolve(out);
}
