import { messageOf } from '../errors.ts';

/** What a system says that lets us do no more: of files, memory, disks and processes. */
const refusals = [
  ...['EMFILE', 'ENFILE', 'ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG', 'EIO'],
  ...['ENOMEM', 'EAGAIN', 'EACCES', 'EPERM', 'ENAMETOOLONG'],
];

/** Thrown where something around gradgate is not as it needs it. */
export class Unsuited extends Error {}

/** What is to be said of an error that neither we nor the subject can help; nothing of any other. */
export function surroundingsSentence(error: unknown): string | undefined {
  const { code, syscall }: { code?: unknown; syscall?: unknown } = Object(error);
  if (error instanceof Unsuited) return error.message;
  if (code === 'ERR_MODULE_NOT_FOUND') return missing(messageOf(error));
  if (typeof syscall !== 'string' || !refusals.includes(String(code))) return undefined;
  return refused(messageOf(error));
}

/** The same of what a worker said before anything was judged: "ENOSPC: no space left on device". */
export function refusalIn(message = ''): string | undefined {
  const [, code = ''] = /^(E[A-Z]+): /.exec(message) ?? [];
  return refusals.includes(code) ? refused(message) : undefined;
}

function refused(message: string): string {
  return `The system refuses what gradgate needs: ${message}.`;
}

/** A file of ours that is missing is our bug; a package is not. */
function missing(message: string): string | undefined {
  const [, name] = /package '([^']+)'/.exec(message) ?? [];
  if (name === undefined) return undefined;
  return `gradgate needs ${name}, which is not installed. Try: npm install --save-dev vitest fast-check`;
}
