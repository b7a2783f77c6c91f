import { unversioned } from '../verdict/parts-of.ts';
import { sinceBase } from '../verdict/since-base.ts';
import type { Since, Verdict } from '../verdict/verdict.ts';
import { readVerdict } from './read-verdict.ts';
import { verdictsAt } from './verdicts-at.ts';

/** Earlier verdicts, to be compared with. */
export class Bases {
  readonly #verdicts: readonly Verdict[];

  /** All at or below a path; `where` is who asks. @throws GradgateError OPTION */
  constructor(where: string, path: string) {
    this.#verdicts = verdictsAt(where, path).map((each) => readVerdict(where, each));
  }

  /** A verdict with what changed since the one on the same subject. */
  compared(verdict: Verdict): Verdict {
    return { ...verdict, since: this.since(verdict) };
  }

  /** What changed since the verdict on the same subject. */
  since(verdict: Verdict): Since {
    return sinceBase(verdict, this.#baseOf(verdict));
  }

  /** The one on the same subject, at whichever version, in the same format; if it can be, of the same profile. */
  #baseOf({ run }: Verdict): Verdict | undefined {
    const same = this.#verdicts.filter(
      ({ run: { subject, numberFormat } }) =>
        unversioned(subject) === unversioned(run.subject) && numberFormat === run.numberFormat,
    );
    return same.find(({ run: { profile } }) => profile === run.profile) ?? same[0];
  }
}
