import { claimList } from '../../claims/index.ts';
import { SubjectCrash } from '../call/subject-crash.ts';
import { checkSubject } from '../contract/check-subject.ts';
import { defined } from '../defined.ts';
import { GradgateError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { ErrorAnswer } from './connection.ts';
import {
  type Encoding,
  errorCodes,
  type InitializeParams,
  type Introduction,
  type Method,
  protocolVersion,
} from './protocol.ts';
import { shortened } from './shortened.ts';

const functions: readonly Method[] = ['forward', 'record', 'effective', 'reset'];
const encodings: readonly Encoding[] = ['decimal', 'base64', 'file'];

/**
 * Asks an adapter who it is.
 * @throws GradgateError ADAPTER, when there is none, or when it says what cannot be; SubjectCrash,
 * when there is one that does not answer
 */
export async function introduce(
  connection: Connection,
  { command, folder, gradgate }: { command: string; folder: string; gradgate: string },
): Promise<Introduction> {
  const params: InitializeParams = {
    protocolVersions: [protocolVersion],
    gradgate,
    encodings,
    folder,
  };
  try {
    return introductionFrom(await connection.request('initialize', params));
  } catch (error) {
    if (error instanceof ErrorAnswer && error.code === errorCodes.version) {
      throw wrong('protocolVersion', `an adapter that speaks ${protocolVersion}`, error.message);
    }
    if (error instanceof SubjectCrash && [126, 127].includes(connection.exitCode ?? 0)) {
      const said = connection.lastWords;
      const actual = said === '' ? command : `${command} (${said})`;
      throw new GradgateError('ADAPTER', {
        where: '--command',
        expected: 'a command that can be run',
        actual,
        fix: 'Name the program as you would in a shell, in this folder.',
      });
    }
    throw error;
  }
}

/**
 * What an adapter says about itself. `copied`: its arrays are copied on their way, so that nobody
 * could tell whose they are.
 * @throws GradgateError ADAPTER, about the first field that is not as it should be
 */
export function introductionFrom(result: unknown, copied = true): Introduction {
  if (typeof result !== 'object' || result === null) {
    throw wrong('the result', 'an object', shortened(JSON.stringify(result) ?? 'nothing'));
  }
  // Many languages write what is left out as null.
  const given = Object.entries(result).filter(([, value]) => value !== null);
  const fields: Partial<Record<string, unknown>> = Object.fromEntries(given);
  if (fields['protocolVersion'] !== protocolVersion) {
    throw wrong('protocolVersion', String(protocolVersion), inJson(fields['protocolVersion']));
  }
  const methods = listOf('methods', fields['methods'], functions);
  const understood = listOf('encodings', fields['encodings'], encodings);
  const claims = fields['claims'] ?? {};
  const foreign = claimList.find(({ name, local }) => local && name in Object(claims));
  if (copied && foreign !== undefined) {
    const actual = 'it: arrays are copied on their way, so nobody could tell';
    throw wrong('claims', `no ${foreign.name}`, actual);
  }
  const { name, numberFormat, formats, knownFailures } = fields;
  const about = { name, numberFormat, claims, ...defined({ formats, knownFailures }) };
  const { backward: _, ...subject } = checkSubject({ ...about, backward: () => ({}) });
  const arrays = fields['arrays'] ?? false;
  if (typeof arrays !== 'boolean') throw wrong('arrays', 'true or false', inJson(arrays));
  return { claims: {}, ...subject, protocolVersion, methods, encodings: understood, arrays };
}

function listOf<T extends string>(where: string, value: unknown, words: readonly T[]): T[] {
  const list: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const found = list.map((entry) => words.find((word) => word === entry));
  if (found.includes(undefined)) throw wrong(where, `some of ${words.join(', ')}`, inJson(value));
  return found.filter((word) => word !== undefined);
}

function wrong(field: string, expected: string, actual: string): GradgateError {
  const fix = 'See docs/protocol.md.';
  return new GradgateError('ADAPTER', { where: `initialize, ${field}`, expected, actual, fix });
}

function inJson(value: unknown): string {
  return shortened(JSON.stringify(value) ?? 'nothing').slice(1, -1);
}
