/** What separates problems that fail from those that hold. */
import type { Traits } from './traits.ts';

/** One thing that a condition says of a problem. */
export interface Atom {
  readonly words: string;
  readonly holds: (traits: Traits) => boolean;
}

/** Problems that were asked, by what came of it. */
export interface Sorted {
  readonly fail: readonly Traits[];
  readonly hold: readonly Traits[];
}

/** No condition says more than so many things. */
const most = 3;

/**
 * What all problems of `all` have in common, and as few of `others` as possible: at most three things,
 * nothing superfluous. What could be chance is no finding: see `isFinding`.
 */
export function conditionOf(all: readonly Traits[], others: readonly Traits[]): readonly Atom[] {
  const common = atomsFor(all).filter(({ holds }) => all.every(holds));
  const chosen: Atom[] = [];
  let left = others;
  while (left.length > 0 && chosen.length < most) {
    const best = sharpest(common, left);
    if (best === undefined || !isFinding(all.length, left, best)) break;
    chosen.push(best);
    left = left.filter(best.holds);
  }
  const plainestFirst = common.filter((atom) => chosen.includes(atom));
  return withoutSuperfluous(plainestFirst, others);
}

/**
 * Whether it is no accident that all of `count` problems have something that not all of the others have.
 * If it had nothing to do with them, they would be any `count` of all these problems, and the chance is
 * that of drawing only such ones, without putting any back (the hypergeometric distribution; Fisher's
 * exact test). It must be below 1 in 100,000, as many things
 * are looked at.
 */
function isFinding(count: number, others: readonly Traits[], { holds }: Atom): boolean {
  const having = count + others.filter(holds).length;
  let chance = 1;
  for (let i = 0; i < count; i += 1) chance *= (having - i) / (count + others.length - i);
  return chance < 1e-5;
}

/** Whether a problem meets all of a condition. */
function meets(condition: readonly Atom[], traits: Traits): boolean {
  return condition.every(({ holds }) => holds(traits));
}

/** The first of those that the fewest have; nothing, where all have them all. */
function sharpest(atoms: readonly Atom[], left: readonly Traits[]): Atom | undefined {
  const counts = atoms.map(({ holds }) => left.filter(holds).length);
  const fewest = Math.min(...counts);
  return fewest < left.length ? atoms[counts.indexOf(fewest)] : undefined;
}

function withoutSuperfluous(chosen: readonly Atom[], others: readonly Traits[]): readonly Atom[] {
  const kept = (atoms: readonly Atom[]): number =>
    others.filter((each) => meets(atoms, each)).length;
  return chosen.reduce((atoms, atom) => {
    const fewer = atoms.filter((each) => each !== atom);
    return kept(fewer) === kept(atoms) ? fewer : atoms;
  }, chosen);
}

/** What could be said of problems like these, the plainest first. */
function atomsFor(all: readonly Traits[]): Atom[] {
  const [extents, counts, exponents] = [
    namesOf(all.map((traits) => traits.extents)),
    namesOf(all.map((traits) => traits.counts)),
    namesOf(all.map((traits) => traits.exponents)),
  ];
  const words = [...new Set(all.flatMap(({ has }) => [...has]))];
  const pairs = extents.flatMap((a, i) => extents.slice(i + 1).map((b) => [a, b] as const));
  return [
    ...[...extents, ...counts].map((name) => numeric(`${name} = 0`, name, (it) => it === 0)),
    ...extents.flatMap(comparedTo1),
    ...words.map((each): Atom => ({ words: each, holds: ({ has }) => has.has(each) })),
    ...pairs.flatMap(([a, b]) => comparedTo(a, b)),
    ...extents.flatMap((name) => thresholds(name, all)),
    ...extents.flatMap(multiples),
    ...counts.flatMap((name) => thresholds(name, all)),
    ...exponents.flatMap((name) => powers(name, all)),
    ...lacking.map(
      (each): Atom => ({
        words: `without ${each}`,
        holds: ({ has }) => !has.has(each),
      }),
    ),
  ];
}

function namesOf(records: readonly Readonly<Record<string, number>>[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))];
}

/** What a problem may be said to be without. */
const lacking = ['a batch', 'a zero in X', 'a zero in W', 'a zero in dY'] as const;

function comparedTo1(name: string): Atom[] {
  return [
    numeric(`${name} = 1`, name, (it) => it === 1),
    numeric(`${name} > 1`, name, (it) => it > 1),
  ];
}

/** Of magnitudes, the powers of two that bound them. */
function powers(name: string, all: readonly Traits[]): Atom[] {
  const seen = all.flatMap((traits) => numberOf(traits, name) ?? []);
  const [least, largest] = [Math.min(...seen), Math.max(...seen)];
  return [
    numeric(`${name} ≥ 2^${least}`, name, (it) => it >= least),
    numeric(`${name} < 2^${largest + 1}`, name, (it) => it <= largest),
  ];
}

function comparedTo(a: string, b: string): Atom[] {
  const relation = (sign: string, is: (x: number, y: number) => boolean): Atom => ({
    words: `${a} ${sign} ${b}`,
    holds: ({ extents: { [a]: x, [b]: y } }) => x !== undefined && y !== undefined && is(x, y),
  });
  return [
    relation('=', (x, y) => x === y),
    relation('≠', (x, y) => x !== y),
    relation('<', (x, y) => x < y),
    relation('>', (x, y) => x > y),
    relation('≤', (x, y) => x <= y),
    relation('≥', (x, y) => x >= y),
  ];
}

function thresholds(name: string, all: readonly Traits[]): Atom[] {
  const seen = all.flatMap((traits) => numberOf(traits, name) ?? []);
  const [least, largest] = [Math.min(...seen), Math.max(...seen)];
  return [
    numeric(`${name} ≥ ${least}`, name, (it) => it >= least),
    numeric(`${name} ≤ ${largest}`, name, (it) => it <= largest),
    ...(least === largest ? [numeric(`${name} = ${least}`, name, (it) => it === least)] : []),
  ];
}

function multiples(name: string): Atom[] {
  return [2, 4, 8, 16].flatMap((tile) => [
    numeric(`${name} no multiple of ${tile}`, name, (it) => it % tile !== 0),
    numeric(`${name} a multiple of ${tile}`, name, (it) => it % tile === 0),
  ]);
}

function numeric(words: string, name: string, is: (value: number) => boolean): Atom {
  return {
    words,
    holds: (traits) => {
      const value = numberOf(traits, name);
      return value !== undefined && is(value);
    },
  };
}

function numberOf({ extents, counts, exponents }: Traits, name: string): number | undefined {
  return extents[name] ?? counts[name] ?? exponents[name];
}

/** Both of what all that fails has in common, and of what all that holds has: the one that separates. */
export function separating({ fail, hold }: Sorted): {
  readonly atoms: readonly Atom[];
  readonly of: 'what fails' | 'what holds';
} {
  const failing = conditionOf(fail, hold);
  if (!hold.some((each) => meets(failing, each))) return { atoms: failing, of: 'what fails' };
  const holding = conditionOf(hold, fail);
  const isPure = holding.length > 0 && !fail.some((each) => meets(holding, each));
  return isPure ? { atoms: holding, of: 'what holds' } : { atoms: failing, of: 'what fails' };
}
