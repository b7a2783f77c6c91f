import { exactly } from '../certified/ball.ts';
import { Balls } from '../certified/balls.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { type NumberFormat, smallestNormal } from '../number/formats.ts';
import { multiplied } from '../oracle/arithmetic.ts';
import { rightGradients } from '../oracle/right-gradients.ts';
import type { Problem } from '../problem/problem.ts';
import { agree, type Fact, fact, type Question } from './property.ts';

/** Entries of an operand, replaced by NaN or infinities. */
export interface Dye {
  readonly name: 'dY' | 'W' | 'X';
  readonly drops: readonly Drop[];
}

/** One entry that is replaced. */
export interface Drop {
  readonly at: readonly [number, number];
  readonly dye: number;
}

/** The gradients with some entries dyed: the colour is where it must be, and nothing else changed. */
export async function* colouring({ problem, backward, claims }: Question, { name, drops }: Dye) {
  const dyeAt = (i: number, j: number) => drops.find(({ at }) => at[0] === i && at[1] === j)?.dye;
  const asked: Problem = {
    ...problem,
    [name]: problem[name].map((value: number, i: number, j: number) => dyeAt(i, j) ?? value),
  };
  const clean = await backward(problem);
  const dyed = await backward(asked);
  const told = drops.map(({ at, dye }) => `${dye} at ${name}[${at.join()}]`);
  const where = `with ${told.join(' and ')}`;
  const right = rightGradients(problem);
  const allowed = claims.nonFinite === 'zero-skipping' ? skippable : strict;
  const read = claims.multiplies && multiplied[claims.multiplies];
  const coloursOf = (a: Matrix, b: Matrix): Colours =>
    read === undefined ? allowed(a, b) : unlessLost(allowed(a, b), [a, b], read);
  const ofX = compare(`dX ${where}`, {
    actual: new Balls(dyed.dX.mid, clean.dX.rad),
    right: right.dX,
    colours: coloursOf(asked.dY, asked.W.T),
  });
  const ofW = compare(`dW ${where}`, {
    actual: new Balls(dyed.dW.mid, clean.dW.rad),
    right: right.dW,
    colours: coloursOf(asked.X.T, asked.dY),
  });
  for (const comparison of [...ofX, ...ofW]) yield { ...comparison, asked };
}

interface Spread {
  readonly actual: Balls;
  /** Where there is no colour, nothing changes. */
  readonly right: Balls;
  readonly colours: Colours;
}

function* compare(where: string, { actual, right, colours }: Spread) {
  yield colourFact(where, actual, colours);
  const isPlain = (i: number, j: number): boolean => {
    const allowed = colours(i, j);
    if (allowed.length === 0) return false;
    return isColourless(allowed) || (allowed.includes(undefined) && isNumber(actual, i, j));
  };
  const kept = (balls: Balls): Balls =>
    balls.map((ball, i, j) => (isPlain(i, j) ? ball : exactly(0)));
  yield agree(`${where}, beside the colour`, kept(actual), kept(right));
}

/** The first entry that has none of the colours that it may have. */
function colourFact(where: string, { mid }: Balls, colours: Colours): Fact {
  for (let i = 0; i < mid.rows; i += 1) {
    for (let j = 0; j < mid.cols; j += 1) {
      const [allowed, actual] = [colours(i, j), mid.at(i, j)];
      if (
        allowed.length === 0 ||
        isColourless(allowed) ||
        allowed.some((colour) => isOf(colour, actual))
      )
        continue;
      const sides = { holds: false, expected: String(allowed[0]), actual: String(actual) };
      return fact(`entry (${i}, ${j}) of ${where}`, sides);
    }
  }
  return fact(where, { holds: true, expected: 'the colour', actual: 'the colour' });
}

function isOf(colour: Colour, actual: number): boolean {
  return colour === undefined ? Number.isFinite(actual) : Object.is(actual, colour);
}

/** Such an entry is compared as any other. */
function isColourless(allowed: readonly Colour[]): boolean {
  return allowed.every((colour) => colour === undefined);
}

function isNumber({ mid }: Balls, i: number, j: number): boolean {
  return Number.isFinite(mid.at(i, j));
}

/** NaN or an infinity; nothing, where an entry stays a number. */
type Colour = number | undefined;

/** The colours that an entry may have; none, where nothing is known. */
type Colours = (i: number, j: number) => readonly Colour[];

/** What the terms that are not finite make of an entry of A·B. */
function strict(a: Matrix, b: Matrix): Colours {
  return (i, j) => [sumOf(termsOf(a, b, [i, j]))];
}

/** The same, where terms with a factor 0 may be left out: none of them, some or all. */
function skippable(a: Matrix, b: Matrix): Colours {
  return (i, j) => {
    const terms = termsOf(a, b, [i, j]);
    return [sumOf(terms), sumOf(terms.filter(({ hasZero }) => !hasZero))];
  };
}

/**
 * Nothing is known of a coloured entry where a number may become 0 or infinite as it is rounded to be multiplied:
 * to tf32, 2⁻¹³⁷ is 0, and infinity times 0 is NaN. But what must be NaN is NaN all the same.
 */
function unlessLost(
  colours: Colours,
  [a, b]: readonly [Matrix, Matrix],
  read: NumberFormat,
): Colours {
  const isLost = (value: number): boolean =>
    Number.isFinite(value) &&
    (Math.abs(value) > read.largest || (value !== 0 && Math.abs(value) < smallestNormal(read)));
  const rows = rowsWith(a, isLost);
  const cols = rowsWith(b.T, isLost);
  return (i, j) => {
    const allowed = colours(i, j);
    const isKnown = isColourless(allowed) || (allowed.length === 1 && Number.isNaN(allowed[0]));
    return (rows[i] || cols[j]) && !isKnown ? [] : allowed;
  };
}

/** Of each row, whether one of its entries is such a number. */
function rowsWith(matrix: Matrix, isSuch: (value: number) => boolean): boolean[] {
  const columns = Array.from({ length: matrix.cols }, (_, j) => j);
  return Array.from({ length: matrix.rows }, (_, i) =>
    columns.some((j) => isSuch(matrix.at(i, j))),
  );
}

interface Term {
  readonly value: number;
  readonly hasZero: boolean;
}

/** The terms of an entry of A·B that are not finite. */
function termsOf(a: Matrix, b: Matrix, [i, j]: readonly [number, number]): Term[] {
  const terms: Term[] = [];
  for (let p = 0; p < a.cols; p += 1) {
    const [x, y] = [a.at(i, p), b.at(p, j)];
    // A product of numbers is finite here: only what is dyed is not.
    if (Number.isFinite(x) && Number.isFinite(y)) continue;
    terms.push({ value: x * y, hasZero: x === 0 || y === 0 });
  }
  return terms;
}

function sumOf(terms: readonly Term[]): Colour {
  if (terms.length === 0) return undefined;
  return terms.reduce((sum, { value }) => sum + value, 0);
}
