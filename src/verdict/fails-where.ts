/** Of the problems that a property may be asked, which fail? */

/** What separates problems that fail from those that hold, and how far fresh problems confirm it. */
export interface FailsWhere {
  /** All of these hold, in words: "m = 1", "k > 1", "with a batch". Empty: no problem holds. */
  readonly condition: readonly string[];
  /** Which side the condition describes. All that holds meets it, or all that fails. */
  readonly of: 'what fails' | 'what holds';
  /** Fresh problems that meet the condition. */
  readonly inside: Tally;
  /** And that do not. On one of the two sides, what fails or what holds is missing. */
  readonly outside: Tally;
}

/** Problems that were asked, and how many of them fail. */
export interface Tally {
  readonly asked: number;
  readonly failed: number;
}

/** "it fails in every problem with m = 1 and k > 1 (24 of 24 fresh ones), in no other (0 of 24)" */
export function failsWhereSentence(found: FailsWhere | 'out of time'): string {
  if (found === 'out of time') return 'which problems fail is not known: there was no time to ask';
  const { condition, of, inside, outside } = found;
  const where = conditionWords(condition);
  if (condition.length === 0) return `it fails in every problem: ${count(inside)} fresh ones`;
  if (of === 'what holds') {
    const but = `it fails in every problem (${count(outside)} fresh ones) but those ${where}`;
    return `${but}: of these, ${count(inside)}`;
  }
  const others = `in no other (0 of ${outside.asked})`;
  return inside.failed === inside.asked
    ? `it fails in every problem ${where} (${count(inside)} fresh ones), ${others}`
    : `it fails in ${count(inside)} fresh problems ${where}, ${others}`;
}

function count({ failed, asked }: Tally): string {
  return `${failed} of ${asked}`;
}

/** "with m = 1 and k > 1, without a batch" */
export function conditionWords(condition: readonly string[]): string {
  const without = condition.filter((words) => words.startsWith('without '));
  const rest = condition.filter((words) => !without.includes(words));
  return [...(rest.length === 0 ? [] : [`with ${rest.join(' and ')}`]), ...without].join(' and ');
}
