import { existsSync } from 'node:fs';
import type { Verdict } from '../../verdict/verdict.ts';
import { complain } from '../say.ts';
import type { CheckRequest } from '../verbs/request.ts';
import { readKnown } from './known-file.ts';
import { today } from './today.ts';
import { updateKnown } from './update-known.ts';

/** A request with what its file of known failures says. @throws GradgateError OPTION */
export function knowing(request: CheckRequest): CheckRequest {
  const { known: path, updateKnown: updates, options } = request;
  if (path === undefined) return request;
  const known = updates && !existsSync(path) ? [] : readKnown(path);
  const more = { known, today: today(process.env), ...(updates && { apart: true }) };
  return { ...request, options: { ...options, ...more } };
}

/**
 * Where that was asked for, writes what fails into the file of known failures, and says so. Whether all of it is
 * known now. @throws Unwritten
 */
export function learn(
  { known, updateKnown: updates, options }: CheckRequest,
  verdicts: readonly Verdict[],
): boolean {
  if (!updates || known === undefined || verdicts.length === 0) return false;
  const { today: day = today(process.env) } = options;
  const { sentence, isAll } = updateKnown(known, verdicts, { ...options, today: day });
  complain(sentence);
  return isAll;
}
