/** What was wrong with something we were given. */
export interface Mismatch {
  /** The argument, field or flag, as its owner wrote it: `W.rows`, `--profile`. */
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
  /** The remedy, as an imperative sentence. */
  readonly fix?: string;
}

/** Every error gradgate raises about its input. `code` is stable; the message is for people. */
export class GradgateError extends Error {
  override readonly name = 'GradgateError';
  readonly code: 'SHAPE' | 'FORMAT' | 'OPTION' | 'ADAPTER' | 'ANSWER';

  readonly mismatch: Mismatch;

  constructor(code: GradgateError['code'], mismatch: Mismatch) {
    const { where, expected, actual, fix } = mismatch;
    const remedy = fix === undefined ? '' : ` ${fix}`;
    super(`${where}: expected ${expected}, got ${actual}.${remedy}`);
    this.code = code;
    this.mismatch = mismatch;
  }
}

/** A message is as long as its author likes. */
const longest = 1000;

/** What was thrown, in its own words and in one line that is not too long: anything can be thrown. */
export function messageOf(thrown: unknown): string {
  const [line = ''] = wordsOf(thrown).trimStart().split('\n', 1);
  const message = line.length > longest ? `${line.slice(0, longest)}…` : line.trim();
  return message || 'an error without a message';
}

/** So many lines of a message are told in full. */
const most = 12;

/**
 * What was thrown in its own words, at most twelve lines: who throws says more than in the first. A sign before the
 * others keeps them from being a line of ours, or a command to whoever reads a log.
 */
export function messageLinesOf(thrown: unknown): string[] {
  const lines = wordsOf(thrown).trim().split('\n');
  const told = lines.slice(1, most).map((line) => `    | ${line.trimEnd().slice(0, longest)}`);
  return [messageOf(thrown), ...told, ...(lines.length > most ? ['    | …'] : [])];
}

function wordsOf(thrown: unknown): string {
  try {
    return inWords(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return inWords(undefined);
  }
}

/** Any value at all as text: those of other people's code may refuse to be printed. */
export function inWords(value: unknown): string {
  try {
    if (typeof value !== 'object' || value === null) return String(value);
    return `an object with keys [${Object.keys(value).join(', ')}]`;
  } catch {
    return 'something that cannot be printed';
  }
}
