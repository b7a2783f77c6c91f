// Pages load this too, so it needs nothing of Node.

/** So many are told: what is further out is mostly a loader. */
const most = 5;

/** Gradgate's own files, as the stacks of errors name them; in a page, all that it was given. */
const ours = pathIn(new URL('..', import.meta.url).href);
const foreign = [ours, 'node:', '/node_modules/jiti/', '<anonymous>'];

/** Where it was thrown, the innermost first: lines of the stack, but those of gradgate, Node and loaders. */
export function ownFrames(thrown: unknown): string[] {
  // Whoever made an error may have put anything in the place of its stack.
  try {
    const { stack } = Object(thrown);
    return String(stack)
      .split('\n')
      .filter((line) => /^ {4}at .{1,400}$/.test(line))
      .map((line) => line.replace(/file:\/\/[^)\s]+/, pathIn))
      .filter((line) => !foreign.some((part) => line.includes(part)))
      .slice(0, most)
      .map(fromHere);
  } catch {
    return [];
  }
}

function pathIn(url: string): string {
  return url.startsWith('file://') ? decodeURIComponent(url.slice('file://'.length)) : url;
}

/** With the place of a file in the current folder. */
function fromHere(line: string): string {
  const folder = typeof process === 'undefined' ? undefined : `${process.cwd()}/`;
  return folder === undefined ? line : line.replace(folder, '');
}
