/** What a failure looks like, so that it is known again when another seed shrinks it to another problem. */
import { defined } from '../defined.ts';
import type { SmallestProblem, Wrong } from './counterexample.ts';
import { sizesOf } from './explain.ts';
import type { Look } from './known-failure.ts';
import type { Crashed, Fails } from './property-verdict.ts';

/** The look of a failure; of one that struck before anything was asked, there is none. */
export function lookOf(found: Fails | Crashed): Look | undefined {
  const { counterexample } = found;
  if (counterexample === undefined) return undefined;
  const { diagnosis, failsWhere } = counterexample;
  const { outcome } = found;
  const wrong = wrongWords(
    outcome === 'fails' ? found.counterexample : { kind: 'crash', message: found.message },
  );
  const where = typeof failsWhere === 'object' ? whereOf(failsWhere) : undefined;
  return { wrong, ...defined({ diagnosis, where }), form: formOf(counterexample) };
}

/** What is wrong, without numbers. */
export function wrongWords(
  found: Wrong | { readonly kind: 'crash'; readonly message: string },
): string {
  switch (found.kind) {
    case 'crash':
      return `crash: ${plain(found.message)}`;
    case 'throw':
      return `throw: ${plain(found.message)}`;
    case 'fact':
      return plain(found.where);
    case 'entries': {
      const [result = plain(found.where)] =
        /(?<![\p{L}])(dX|dW|db|dC|Y)(?![\p{L}])/u.exec(found.where) ?? [];
      return `${result} is ${Number.isFinite(Number(found.actual)) ? 'wrong' : 'not finite'}`;
    }
  }
}

/** The first line, without what has digits in it: places, sizes, addresses. */
function plain(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return (line.replaceAll(/\S*\d\S*/g, ' ').match(/\p{L}+/gu) ?? []).join(' ');
}

function whereOf({ condition, of }: { condition: readonly string[]; of: string }): string[] {
  return of === 'what fails' ? [...condition] : condition.map((words) => `not ${words}`);
}

function formOf(found: SmallestProblem): string {
  const { groups, asks = [], layouts = {}, calls = [] } = found;
  const views = Object.entries(layouts).map(([name, { words }]) => `${name}: ${words}`);
  return [
    sizesOf(found),
    ...(groups === undefined ? [] : [`groups of ${groups.join(', ')} rows`]),
    ...asks,
    ...views,
    ...calls.map(({ call }) => call),
  ].join('; ');
}

/**
 * Whether a failure looks like one that is known. Two diagnoses must say the same, of whichever result.
 * Without any, the same result must be wrong, and either what fails lies within what is known to fail, or the
 * smallest problems have one form. A failure with a diagnosis and one without are alike only where all
 * else is the same. Thresholds, which are read off a few problems, are not compared.
 */
export function isAlike(known: Look, found: Look): boolean {
  const [before, now] = [bounds(known), bounds(found)];
  const areBoth = before !== undefined && now !== undefined;
  const narrower = areBoth && isWithin(now, before);
  const wider = areBoth && isWithin(before, now);
  if (known.diagnosis !== undefined && found.diagnosis !== undefined) {
    return isOneDiagnosis(known.diagnosis, found.diagnosis) && (!areBoth || narrower || wider);
  }
  if (known.wrong !== found.wrong) return false;
  const sameForm = known.form === found.form;
  const isTold = known.diagnosis !== undefined || found.diagnosis !== undefined;
  if (isTold) return sameForm && narrower && wider;
  if (!areBoth) return sameForm;
  if (before.size === 0 || now.size === 0) return sameForm && before.size === now.size;
  return narrower || (wider && sameForm);
}

/** A condition without the numbers of its thresholds. */
function bounds({ where }: Look): ReadonlySet<string> | undefined {
  return where && new Set(where.map((words) => words.replace(/(?<=[≥≤<] )(2\^)?-?\d+$/, '…')));
}

/** Whether one condition says all that the other says. */
function isWithin(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...other].every((words) => one.has(words));
}

/** Whether two diagnoses say the same, of whichever result. */
export function isOneDiagnosis(one: string, other: string): boolean {
  return unnamed(one) === unnamed(other);
}

/** A diagnosis without the results that it is about. */
function unnamed(diagnosis: string): string {
  return diagnosis.replace(/^(this (dX|dW|Y)|dX and dW, each of them,) /, '');
}
