import { shortened } from './tensor.ts';

/** An answer of an adapter. */
export interface Reply {
  readonly id: number | null;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A line of an adapter as an answer; or, in a sentence, why it is none. */
export function messageFrom(line: string): Reply | string {
  const got = `got ${shortened(line)}.`;
  const value = parsed(line);
  if (value === undefined) {
    return `expected JSON-RPC messages on stdout, one a line, ${got} ${adviceFor(line)}`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `expected JSON-RPC messages on stdout, each an object, ${got} ${elsewhere}`;
  }
  const { jsonrpc, id, error }: Partial<Record<string, unknown>> = { ...value };
  if (jsonrpc !== '2.0') return `expected "jsonrpc": "2.0" in every message, ${got}`;
  if ('method' in value) return `expected answers alone, got a request, ${shortened(line)}.`;
  if (id !== null && typeof id !== 'number') {
    return `expected the id of a request, which is a number, ${got}`;
  }
  if ('result' in value === 'error' in value) return `expected a result or an error, ${got}`;
  if (!('error' in value)) return { id, result: 'result' in value ? value.result : undefined };
  const { code, message }: Partial<Record<string, unknown>> = { ...Object(error) };
  if (typeof code === 'number' && typeof message === 'string')
    return { id, error: { code, message } };
  return `expected an error with a number as code and a text as message, ${got}`;
}

const elsewhere = 'Print everything else to stderr.';

function adviceFor(line: string): string {
  if (!line.trimStart().startsWith('{')) return elsewhere;
  const bare = /[:[,]\s*(-?(?:NaN|Infinity|inf|nan))\b/.exec(line)?.[1];
  if (bare === undefined) return 'It is not JSON.';
  return `JSON has no ${bare}: write "NaN", "Infinity" and "-Infinity" as texts.`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
