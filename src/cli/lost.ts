import { Unwritten } from '../report/replace-files.ts';
import { complain } from './say.ts';

/** What could not be written is told on stderr, once each; and the conclusion, if nobody printed it. */
export class Lost {
  readonly #isPrinted: boolean;
  readonly #told = new Set<string>();

  /** `isPrinted`: whether somebody prints the conclusion anyway. */
  constructor(isPrinted = true) {
    this.#isPrinted = isPrinted;
  }

  get any(): boolean {
    return this.#told.size > 0;
  }

  tell(why: string, conclusion?: string): void {
    if (conclusion !== undefined && !this.#isPrinted) console.error(conclusion);
    if (this.#told.has(why)) return;
    this.#told.add(why);
    complain(`${why} Free some space there, or name another folder with --out.`);
  }

  /** Does `work`, which may write. */
  guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Unwritten)) throw error;
      this.tell(error.message);
    }
  }
}
