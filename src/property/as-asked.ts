import { missingGradients } from '../../claims/existing-gradients.ts';
import type { Variant } from '../call/variant.ts';
import type { Claims } from '../contract/subject.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { ballsOf } from '../oracle/balls-of.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { describeVariant } from '../problem/drawn-variant.ts';
import type { Problem } from '../problem/problem.ts';
import { inGroups } from './in-groups.ts';
import { agree, type Question } from './property.ts';

/** What a call answers, asked for all that its problem asks for, and what the formulas say. */
export async function* asAsked({ problem, ask, claims }: Question) {
  const variant = existing(variantOf(problem), claims);
  const answers = await ask(problem, variant);
  const prior = typeof variant.into === 'object' ? variant.into : undefined;
  const { dX, dW, db, dC } = ballsOf(problem, { ...variant, prior }, undefined);
  const how = ['', ...describeVariant(problem.variant)].join(', ');
  const judged = inGroups(problem, claims);
  if (dX) yield agree(`dX${how}`, judged(answers.dX), judged(dX));
  if (dW) yield agree(`dW${how}`, answers.dW, dW);
  if (db) yield agree(`db${how}`, answers.db, db);
  if (dC) yield agree(`dC${how}`, answers.dC, dC);
}

/** Nobody is asked for one gradient alone that there is not. */
function existing({ wants, ...variant }: Variant, claims: Claims): Variant {
  const missing = missingGradients(claims).some((name) => wants?.includes(name));
  return wants === undefined || missing ? variant : { ...variant, wants };
}

/** How the problem is put to a subject. What gradients are added to is drawn from its salt. */
export function variantOf({ X, W, salt, variant = {} }: Problem): Variant {
  const { into, ...plain } = variant;
  if (into === undefined) return plain;
  if (into !== 'accumulate') return { ...plain, into };
  const draw = drawFrom(salt);
  const drawn = <R extends string, C extends string>(matrix: Matrix<R, C>): Matrix<R, C> =>
    matrix.map(() => draw.integer(-3, 3));
  return { ...plain, into: { dX: drawn(X), dW: drawn(W) } };
}
