import { stripVTControlCharacters } from 'node:util';
import { messageOf } from '../errors.ts';

/**
 * Why a module did not load, in one line. What vite says of a module that it cannot parse has the cause
 * and the place further below: "Transform failed with 1 error:", and then a drawing.
 * Where it does not say the place, that is the module at `path`, or what it imports.
 */
export function loadTrouble(error: unknown, path: string): string {
  const { message, __vitest_rollup_error__: from }: { message?: unknown } & FromVite =
    Object(error);
  if (typeof message !== 'string' || from === undefined) return messageOf(error);
  const text = stripVTControlCharacters(message);
  const [first = '', second] = text.split('\n').flatMap((line) => line.trim() || []);
  const cause = second !== undefined && /failed with \d+ errors?:$/.test(first) ? second : first;
  const id = typeof from.id === 'string' ? from.id : path;
  const [, place = id] = /(?:╭─\[|At file:) *(\S.*?) *(?:\]|$)/m.exec(text) ?? [];
  return `${place}: ${cause}`;
}

/** What vitest keeps of an error of vite's. */
interface FromVite {
  readonly __vitest_rollup_error__?: { readonly id?: unknown };
}
