import { messageOf } from '../errors.ts';
import { isObject } from '../wire/is-object.ts';
import { parseJson } from '../wire/parse-json.ts';
import { shortened } from './shortened.ts';

/** An answer of an adapter. */
export interface Reply {
  readonly id: number | null;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** A line of an adapter: an answer; or, in a sentence, why it is none. */
export type Message =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'noise'; readonly complaint: string };

/** A message of a thread as an answer, if it is one. */
export function replyFrom(value: unknown): Reply | undefined {
  if (!isObject(value)) return undefined;
  const { id, result } = value;
  if (typeof id !== 'number') return undefined;
  if (!('error' in value)) return { id, result };
  const { code, message, data }: Partial<Record<string, unknown>> = { ...Object(value['error']) };
  if (typeof code !== 'number' || typeof message !== 'string') return undefined;
  return { id, error: { code, message, data } };
}

/** What a line of an adapter is. */
export function messageFrom(line: string): Message {
  const got = `got ${shortened(line)}.`;
  let value: unknown;
  try {
    value = parseJson(line);
  } catch (error) {
    const advice = adviceFor(line, messageOf(error));
    return noise(`expected JSON-RPC messages on stdout, one a line, ${got} ${advice}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return noise(`expected JSON-RPC messages on stdout, each an object, ${got} ${elsewhere}`);
  }
  const { jsonrpc, id, error }: Partial<Record<string, unknown>> = { ...value };
  if (jsonrpc !== '2.0') return noise(`expected "jsonrpc": "2.0" in every message, ${got}`);
  if ('method' in value) return noise(`expected answers alone, got a request, ${shortened(line)}.`);
  if (id !== null && typeof id !== 'number') {
    return noise(`expected the id of a request, which is a number, ${got}`);
  }
  if ('result' in value === 'error' in value) return noise(`expected a result or an error, ${got}`);
  if (!('error' in value)) {
    return reply({ id, result: 'result' in value ? value.result : undefined });
  }
  const { code, message, data }: Partial<Record<string, unknown>> = { ...Object(error) };
  if (typeof code === 'number' && typeof message === 'string') {
    return reply({ id, error: { code, message: cut(message), data } });
  }
  return noise(`expected an error with a number as code and a text as message, ${got}`);
}

function reply(fields: Reply): Message {
  return { kind: 'reply', reply: fields };
}

function noise(complaint: string): Message {
  return { kind: 'noise', complaint };
}

/** The beginning of what an adapter says: a traceback may have megabytes. */
function cut(text: string): string {
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}

const longestMessage = 2000;

const elsewhere = 'Print everything else to stderr.';

/** What to do about a line that is no JSON, of which its reader says `why`. */
function adviceFor(line: string, why: string): string {
  if (!line.trimStart().startsWith('{')) return elsewhere;
  if (why.startsWith('it is nested')) return `It cannot be read: ${why}.`;
  const bare = /[:[,]\s*(-?(?:NaN|Infinity|inf|nan))\b/.exec(line)?.[1];
  if (bare === undefined) return 'It is not JSON.';
  return `JSON has no ${bare}: write "NaN", "Infinity" and "-Infinity" as texts.`;
}
