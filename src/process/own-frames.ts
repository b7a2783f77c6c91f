import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** So many are told: what is further out is mostly a loader. */
const most = 5;

/** Gradgate's own files, as the stacks of errors name them. */
const ours = fileURLToPath(new URL('..', import.meta.url));
const foreign = [ours, 'node:', '/node_modules/jiti/', '<anonymous>'];

/** Where it was thrown, the innermost first: lines of the stack, but those of gradgate, Node and loaders. */
export function ownFrames(thrown: unknown): string[] {
  const lines = stackOf(thrown).map((line) => line.replace(/file:\/\/[^)\s]+/, pathIn));
  return lines
    .filter((line) => !foreign.some((part) => line.includes(part)))
    .slice(0, most)
    .map((line) => line.replace(/\/[^()]+(?=:\d+:\d+\)?$)/, (path) => relative('.', path)));
}

/** Whoever made an error may have put anything in the place of its stack. */
function stackOf(thrown: unknown): string[] {
  try {
    const { stack } = Object(thrown);
    return String(stack)
      .split('\n')
      .filter((line) => /^ {4}at .{1,400}$/.test(line));
  } catch {
    return [];
  }
}

function pathIn(url: string): string {
  const [, file = url, place = ''] = /^(.*?)((?::\d+)*)$/.exec(url) ?? [];
  return `${fileURLToPath(file)}${place}`;
}
