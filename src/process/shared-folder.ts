import { GradgateError } from '../errors.ts';

/** Which side of the wire this is, as its files are called. Only who asks deletes what it has read. */
export type Side = 'asked' | 'answered';

/** Loaded when it is used: what answers in a browser never does. */
const files = () => process.getBuiltinModule('node:fs');

/** No more bytes are read by one call, which takes less than 2 GiB. */
const mostAtOnce = 2 ** 30;

/** How many bytes a file may have. */
export interface Sizes {
  readonly least: number;
  readonly most: number;
}

/** The folder of files of tensors that both sides agreed on. Without a path there are no files. */
export class SharedFolder {
  readonly #path: string;
  readonly #side: Side;
  #written = 0;

  constructor(path: string, side: Side) {
    this.#path = path;
    this.#side = side;
  }

  /** Writes a file of these bytes, a part after the other. Returns its name. */
  write(parts: Iterable<Buffer>): string {
    this.#written += 1;
    // Names in turn: whoever is asked has read a file when it answers.
    const name = `${this.#side}-${this.#written % 256}.bin`;
    const { closeSync, openSync, writeFileSync } = files();
    const file = openSync(this.#at(name), 'w');
    try {
      for (const part of parts) writeFileSync(file, part);
    } finally {
      closeSync(file);
    }
    return name;
  }

  /**
   * What a file has. Other than plain files of a right size are not read: another process names them,
   * and a link, a pipe or a device may lead anywhere. @throws GradgateError ANSWER
   */
  read(where: string, name: unknown, sizes: Sizes): ArrayBuffer {
    if (this.#path === '') throw wrong(where, 'a folder, which initialize agrees on', 'none');
    const expected = 'the name of a plain file in the shared folder';
    if (!isPlainName(name)) throw wrong(where, expected, inJson(name));
    const path = this.#at(name);
    const bytes = readPlain(path, sizes);
    if (bytes === undefined) throw wrong(where, expected, inJson(name));
    if (typeof bytes === 'number') {
      const { least, most } = sizes;
      const size = least === most ? `${most}` : `from ${least} to ${most}`;
      throw wrong(where, `${size} bytes`, `${bytes}, in ${inJson(name)}`);
    }
    if (this.#side === 'asked') files().rmSync(path, { force: true });
    return bytes;
  }

  #at(name: string): string {
    return `${this.#path}/${name}`;
  }
}

/** Of the folder itself: no way out, and no hidden meaning. */
function isPlainName(name: unknown): name is string {
  return typeof name === 'string' && /^[^/\\\0]{1,255}$/.test(name) && !/^\.+$/.test(name);
}

/** The bytes; their number, where it is no right one; nothing, where there is no plain file. */
function readPlain(path: string, { least, most }: Sizes): ArrayBuffer | number | undefined {
  // Neither a link is followed, nor a pipe waited for. Windows has no such flags, and no such files.
  const { closeSync, constants, fstatSync, openSync, readSync } = files();
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let file: number;
  try {
    file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    const found = fstatSync(file);
    if (!found.isFile()) return undefined;
    if (found.size < least || found.size > most) return found.size;
    const bytes = new ArrayBuffer(found.size);
    for (let done = 0; done < found.size; ) {
      const part = new Uint8Array(bytes, done, Math.min(found.size - done, mostAtOnce));
      const got = readSync(file, part, 0, part.length, done);
      if (got === 0) return done; // it has become shorter
      done += got;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

function inJson(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 120);
}

function wrong(where: string, expected: string, actual: string): GradgateError {
  return new GradgateError('ANSWER', { where, expected, actual });
}
