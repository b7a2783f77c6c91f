import { PreconditionFailure } from 'fast-check';

/** A problem that the subject cannot be asked: fast-check goes on to another. */
export class LeftOut extends PreconditionFailure {
  /** Why it cannot be asked. */
  readonly why: string;

  constructor(why: string) {
    super();
    this.why = why;
  }
}
