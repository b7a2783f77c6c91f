/** What became simpler from one problem to the next, and why the next one still fails. */
import type { Step } from '../../verdict/counterexample.ts';
import { apart, numberText } from './number-text.ts';

/** "n from 4 to 2; 82 entries fewer that are not 0"; of the first step nothing. */
export function simplerText(step: Step, before: Step | undefined): string {
  if (before === undefined) return 'the first problem that failed';
  const extents = (['m', 'n', 'k'] as const).flatMap((axis) => {
    const [from, to] = [before.shape[axis], step.shape[axis]];
    return from === to ? [] : [`${axis} from ${from} to ${to}`];
  });
  const fewer = before.nonZero - step.nonZero;
  const texts = [
    ...extents,
    ...(fewer > 0
      ? [fewer === 1 ? '1 entry fewer that is not 0' : `${fewer} entries fewer that are not 0`]
      : []),
    ...(before.largest === step.largest
      ? []
      : [`the largest from ${numberText(before.largest)} to ${numberText(step.largest)}`]),
    ...(before.more === step.more ? [] : [moreText(before.more, step.more)]),
  ];
  return texts.length === 0 ? 'simpler numbers in the same places' : texts.join('; ');
}

/** What is said of one of them alone. */
function moreText(from = '', to = ''): string {
  const [before, now] = [from, to].map((text) => text.split('; ').filter((part) => part !== ''));
  const gone = before?.filter((part) => !now?.includes(part)) ?? [];
  const come = now?.filter((part) => !before?.includes(part)) ?? [];
  return [...gone.map((part) => `no more ${part}`), ...come.map((part) => `now ${part}`)].join(
    '; ',
  );
}

/** "dW, entry (0, 1): expected 4, got −4" */
export function stillFailsText({ where, wrong }: Step): string {
  if (wrong === undefined) return where;
  const [expected, actual] = apart(wrong.expected, wrong.actual);
  return `${where}, entry (${wrong.entry.join(', ')}): expected ${expected}, got ${actual}`;
}
