import { at } from '../../at.ts';
import type { Border } from '../../call/border.ts';
import { elsewhere } from '../../call/elsewhere.ts';
import { crashing, SubjectCrash } from '../../call/subject-crash.ts';
import type { AskedAgain } from '../../verdict/counterexample.ts';
import { isEnd } from './disagreement.ts';
import type { Failure } from './failure.ts';
import { look } from './look.ts';
import type { Search } from './search.ts';
import { Trials } from './trials.ts';

/**
 * Asks the smallest problem again, by its replay path. `renews`: it is the first thing that a fresh
 * thread or process is asked, where the subject has one. Nothing, where that could not be done, or the
 * process had ended.
 */
export async function askedAgain(
  search: Omit<Search, 'trials' | 'drawn'>,
  { failures, renews }: { readonly failures: readonly Failure[]; readonly renews: boolean },
): Promise<AskedAgain | undefined> {
  const { border } = search;
  const { disagreement } = at(failures, failures.length - 1);
  if (isEnd(disagreement)) return undefined;
  const begun = await begunAgain(border, renews);
  if (begun === undefined) return undefined;
  const trials = new Trials(border, {
    ...{ only: true, shrinks: false, failed: () => {} },
    budgetFor: () => ({ calls: 0, milliseconds: 0 }),
  });
  const { failed } = await look({ ...search, trials, drawn: () => {} });
  const fails = trials.failures.length > 0;
  if (!fails && (failed || trials.runs === 0)) return undefined; // it was not asked
  return { ...begun, fails };
}

/** Begins again: in a fresh thread or process, where `renews` and there is one. Nothing, where that crashes. */
export async function begunAgain(
  border: Border,
  renews: boolean,
): Promise<Pick<AskedAgain, 'fresh'> | undefined> {
  const away = renews ? border.subject[elsewhere] : undefined;
  try {
    await away?.renew();
    await crashing('begin', () => border.subject.begin?.());
  } catch (error) {
    if (error instanceof SubjectCrash) return undefined; // as it will tell the next property, too
    throw error;
  }
  return { fresh: away !== undefined };
}
