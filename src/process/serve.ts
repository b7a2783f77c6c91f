import type { Readable, Writable } from 'node:stream';
import { GradgateError, messageLinesOf, messageOf } from '../errors.ts';
import { parseJson } from '../wire/parse-json.ts';
import { LineReader } from './line-reader.ts';
import { ownFrames } from './own-frames.ts';
import { errorCodes } from './protocol.ts';

/** Functions by the name of their method; `undefined` is answered as null. */
export type Methods = Readonly<Record<string, (params: unknown) => unknown>>;

/** Thrown by a method whose error is to have another code than −32603. */
export class MethodError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Answers requests, one a line, until `shutdown` or the end of the input. */
export async function serve(methods: Methods, input: Readable, output: Writable): Promise<void> {
  const lines = new LineReader();
  for await (const piece of input) {
    for (const line of lines.push(piece)) {
      const request = requestFrom(line);
      const reply = await replyTo(request, methods);
      if (reply !== undefined) output.write(`${JSON.stringify({ jsonrpc: '2.0', ...reply })}\n`);
      if (request?.method === 'shutdown') return;
    }
  }
}

/** What may be a request. */
export interface Request {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
}

function requestFrom(line: string): Request | undefined {
  try {
    const value = parseJson(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return undefined;
  }
}

/** The reply to a request, which is undefined where it was no JSON; none to a notification. */
export async function replyTo(request: Request | undefined, methods: Methods) {
  if (request === undefined) return failed(null, errorCodes.parse, 'the line is not JSON');
  const { id = null, method, params } = request;
  if (typeof method !== 'string') return failed(id, errorCodes.request, 'there is no method');
  const call = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (call === undefined) {
    return 'id' in request ? failed(id, errorCodes.method, `no method ${method}`) : undefined;
  }
  try {
    const result = (await call(params)) ?? null;
    return 'id' in request ? { id, result } : undefined;
  } catch (error) {
    return failedWith(id, error);
  }
}

/** A GradgateError is about what was given, or about what the subject answered. */
function failedWith(id: unknown, error: unknown) {
  const message = messageOf(error);
  if (error instanceof MethodError) return failed(id, error.code, message);
  if (!(error instanceof GradgateError)) {
    return failed(
      id,
      errorCodes.internal,
      [...messageLinesOf(error), ...ownFrames(error)].join('\n'),
    );
  }
  const code = error.code === 'ANSWER' ? errorCodes.answer : errorCodes.params;
  return { id, error: { code, message, data: error.mismatch } };
}

function failed(id: unknown, code: number, message: string) {
  return { id, error: { code, message } };
}
