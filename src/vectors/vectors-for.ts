import { operandNames, resultNames, tensorFormats } from '../number/tensor-formats.ts';
import { arithmeticsOf } from '../oracle/arithmetic.ts';
import { expectedOf } from '../oracle/expected-of.ts';
import { questionOf } from '../oracle/question-of.ts';
import { encodeExpected } from '../wire/json-balls.ts';
import { decodeGiven } from '../wire/json-given.ts';
import { malformed } from '../wire/malformed.ts';
import type { Said } from '../wire/said-in.ts';
import { published, type VectorsName, vectorsNames } from './published.ts';
import type { Case } from './vector-file.ts';

/**
 * The vectors to ask whoever says this: those of its arithmetic, or else the first with operands of
 * its formats. @throws GradgateError FORMAT, where no operands are of these
 */
export function vectorsFor(said: Said): VectorsName {
  const like = withOperandsOf(said);
  const [first] = like;
  if (first !== undefined) return like.find((name) => isSaid(said, published[name])) ?? first;
  const known = vectorsNames.map((name) => operandsIn(published[name]));
  throw malformed('formats', `operands in ${[...new Set(known)].join(' or ')}`, operandsIn(said));
}

/** Whether there are vectors with operands in the formats of who says this. */
export function haveVectors(said: Said): boolean {
  return withOperandsOf(said).length > 0;
}

function withOperandsOf(said: Said): readonly VectorsName[] {
  return vectorsNames.filter((name) => areAlike(said, published[name], operandNames));
}

/** The case as it is judged for whoever says this: as it is, or computed anew for what is said. */
export function caseFor(asked: Case, said: Said, file: Said): Case {
  if (isSaid(said, file)) return asked;
  const answers = expectedOf(questionOf(decodeGiven(asked)), arithmeticsOf(said, said.claims));
  return { ...asked, expected: encodeExpected(answers) };
}

/** Whether a file is right for who says this: one of fused sums is so for other sums, too. */
function isSaid(said: Said, file: Said): boolean {
  const { algorithm, accumulates, multiplies, stores, fusedSums, subnormals } = said.claims;
  if (algorithm === 'strassen' || multiplies !== undefined || stores === 'toward zero')
    return false;
  if (subnormals !== undefined) return false;
  if (accumulates !== file.claims.accumulates) return false;
  if (fusedSums !== undefined && file.claims.fusedSums === undefined) return false;
  return areAlike(said, file, [...operandNames, ...resultNames]);
}

function areAlike(
  one: Said,
  other: Said,
  names: readonly (keyof ReturnType<typeof tensorFormats>)[],
): boolean {
  const [a, b] = [tensorFormats(one), tensorFormats(other)];
  return names.every((name) => a[name] === b[name]);
}

function operandsIn(said: Said): string {
  const { X, W, dY } = tensorFormats(said);
  return X === W && W === dY ? X.name : [X, W, dY].map(({ name }) => name).join(', ');
}
