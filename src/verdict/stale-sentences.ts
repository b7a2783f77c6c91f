import { isStale, staleSentence } from './known-failure.ts';
import type { Verdict } from './verdict.ts';

/** What should be changed in the list of known failures, a sentence each. */
export function staleSentences({ properties }: Pick<Verdict, 'properties'>): string[] {
  return properties.flatMap(({ id, known = [] }) =>
    known.filter(isStale).map((state) => `${id}: ${staleSentence(state)}`),
  );
}
