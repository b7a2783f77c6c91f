import type { Claims } from '../src/contract/subject.ts';
import { claimList } from './index.ts';

/** Whether a subject that makes these claims makes those too, or stronger ones. */
export function covers(made: Claims, needed: Claims): boolean {
  return claimList.every(({ name, values, apart }) => {
    const [claimed, need] = [made[name], needed[name]];
    if (need === undefined) return true;
    const words: readonly unknown[] = values;
    if (apart) return claimed === need || claimed === words[0];
    if (Array.isArray(need)) return words.includes(claimed) || includesAll(claimed, need);
    return words.includes(claimed) && words.indexOf(claimed) <= words.indexOf(need);
  });
}

function includesAll(claimed: unknown, needed: readonly unknown[]): boolean {
  return Array.isArray(claimed) && needed.every((word) => claimed.includes(word));
}
