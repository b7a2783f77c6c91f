/** Gradgate's own code threw while it judged a property: the subject is not to blame. */
export class JudgingBug extends Error {
  override readonly name = 'JudgingBug';
  /** The path of the problem, and the seed it was drawn from: the rest of a replay token. */
  readonly at: { readonly path: string; readonly seed: number };

  constructor(cause: unknown, at: JudgingBug['at']) {
    super('a bug of gradgate', { cause });
    this.at = at;
  }
}
