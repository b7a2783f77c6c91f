import { readFileSync } from 'node:fs';
import { messageOf } from '../errors.ts';
import { asResults, checkResults, saidBy } from '../vectors/check-results.ts';
import { readVectors } from '../vectors/read-vectors.ts';
import { vectorsFor } from '../vectors/vectors-for.ts';
import { changesSentence } from '../verdict/change.ts';
import { parseJson } from '../wire/parse-json.ts';
import { exitCode } from './exit-code.ts';
import { say } from './say.ts';
import { wrong } from './wrong.ts';

/** Judges what a port answered to the golden vectors. @throws GradgateError, of malformed results */
export function checkVectors(path: string): number {
  const results = asResults(readJson('check-vectors', path, path));
  const { subject, numberFormat } = results;
  const name = vectorsFor(saidBy(results));
  const checked = checkResults(results, readVectors(name));
  const { judged, failures, notRun, settledBy, inCommon } = checked;
  for (const { line } of failures) say(`✗ ${line}`);
  if (notRun.length > 0) say(`not run: ${notRun.join(', ')}`);
  const wrongly = failures.length === 0 ? 'all right' : `${failures.length} wrong`;
  const asked = name === numberFormat ? '' : `, asked ${name}`;
  say(`${subject}, ${numberFormat}${asked}: ${judged} cases, ${wrongly}`);
  for (const sentence of inCommon) say(sentence);
  if (settledBy !== undefined) say(changesSentence([{ claims: settledBy }]));
  return failures.length === 0 ? exitCode.verified : exitCode.violated;
}

/** What a file (0 is stdin) has. @throws GradgateError OPTION, when it is no JSON */
export function readJson(where: string, file: string | 0, named: string): unknown {
  try {
    return parseJson(readFileSync(file, 'utf8'));
  } catch (error) {
    throw wrong(where, `JSON in ${named}`, messageOf(error));
  }
}
