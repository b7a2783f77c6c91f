import { exactly } from '../certified/ball.ts';
import { Balls } from '../certified/balls.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { rightGradients } from '../oracle/right-gradients.ts';
import type { Problem } from '../problem/problem.ts';
import { agree, type Fact, fact, type Question } from './property.ts';

/** One entry of an operand, replaced by NaN or an infinity. */
export interface Dye {
  readonly name: 'dY' | 'W' | 'X';
  readonly at: readonly [number, number];
  readonly dye: number;
}

/** The gradients with one entry dyed: the colour is where it must be, and nothing else changed. */
export async function* colouring(
  { problem, backward, claims }: Question,
  { name, at: place, dye }: Dye,
) {
  const [row, column] = place;
  const set = (value: number, i: number, j: number): number =>
    i === row && j === column ? dye : value;
  const asked: Problem = { ...problem, [name]: problem[name].map(set) };
  const clean = await backward(problem);
  const dyed = await backward(asked);
  const where = `with ${dye} at ${name}[${row},${column}]`;
  const right = rightGradients(problem);
  const optional = claims.nonFinite === 'zero-skipping';
  const ofX = compare(`dX ${where}`, {
    actual: new Balls(dyed.dX.mid, clean.dX.rad),
    right: right.dX,
    colour: colours(asked.dY, asked.W.T),
    optional,
  });
  const ofW = compare(`dW ${where}`, {
    actual: new Balls(dyed.dW.mid, clean.dW.rad),
    right: right.dW,
    colour: colours(asked.X.T, asked.dY),
    optional,
  });
  for (const comparison of [...ofX, ...ofW]) yield { ...comparison, asked };
}

interface Spread {
  readonly actual: Balls;
  /** Where there is no colour, nothing changes. */
  readonly right: Balls;
  readonly colour: Colours;
  /** Where the dye meets a 0, the term may be left out. */
  readonly optional: boolean;
}

function* compare(where: string, { actual, right, colour, optional }: Spread) {
  const unchanged = (i: number, j: number): boolean =>
    colour(i, j) === undefined || (optional && Number.isFinite(actual.mid.at(i, j)));
  yield colourFact(where, actual, (i, j) => {
    const expected = colour(i, j);
    return unchanged(i, j) && Number.isNaN(expected) ? undefined : expected;
  });
  const kept = (balls: Balls): Balls =>
    balls.map((ball, i, j) => (unchanged(i, j) ? ball : exactly(0)));
  yield agree(`${where}, beside the colour`, kept(actual), kept(right));
}

/** The first entry that has not the colour it must have. */
function colourFact(where: string, { mid }: Balls, mustBe: Colours): Fact {
  for (let i = 0; i < mid.rows; i += 1) {
    for (let j = 0; j < mid.cols; j += 1) {
      const [expected, actual] = [mustBe(i, j), mid.at(i, j)];
      if (expected === undefined || Object.is(actual, expected)) continue;
      const sides = { holds: false, expected: String(expected), actual: String(actual) };
      return fact(`entry (${i}, ${j}) of ${where}`, sides);
    }
  }
  return fact(where, { holds: true, expected: 'the colour', actual: 'the colour' });
}

type Colours = (i: number, j: number) => number | undefined;

/** What the one term that is not finite makes of an entry of A·B; nothing, where there is none. */
function colours(a: Matrix, b: Matrix): Colours {
  return (i, j) => {
    for (let p = 0; p < a.cols; p += 1) {
      const term = a.at(i, p) * b.at(p, j);
      if (!Number.isFinite(term)) return term;
    }
    return undefined;
  };
}
