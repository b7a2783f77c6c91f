/** 256 MiB: a 2048×2048 float64 matrix in decimals is a third of it, and it still is one string. */
export const longestLine = 2 ** 28;

/** How many bytes an answer with so many numbers may have: the longest are written with 25 letters. */
export function roomFor(numbers: number): number {
  return Math.min(longestLine, 2 ** 20 + 64 * numbers);
}

/** Thrown at a line that has no end in sight. */
export class LineTooLong extends Error {}

/** Bytes that arrive in pieces, as lines. Keeps at most one line, and none that is too long. */
export class LineReader {
  /** How many bytes a line may have. */
  longest: number;
  #pieces: Buffer[] = [];
  #length = 0;

  constructor(longest = longestLine) {
    this.longest = longest;
  }

  /** The lines that this piece completes. @throws LineTooLong */
  *push(piece: Buffer): Generator<string> {
    let start = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, start)) {
      this.#keep(piece.subarray(start, end));
      start = end + 1;
      const line = this.unfinished();
      this.#forget();
      yield line;
    }
    if (start < piece.length) this.#keep(piece.subarray(start));
  }

  /** The beginning, at most so many bytes, of a line whose end has not come. */
  unfinished(most = this.#length): string {
    return Buffer.concat(this.#pieces, Math.min(most, this.#length)).toString('utf8');
  }

  #keep(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#length > this.longest) {
      this.#forget();
      throw new LineTooLong();
    }
    this.#pieces.push(piece);
  }

  #forget(): void {
    this.#pieces = [];
    this.#length = 0;
  }
}
