import type { Claims } from '../../contract/subject.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import type { Problem } from '../../problem/problem.ts';

/** Why a property does not hold on one problem. */
export type Disagreement = WrongEntries | BrokenFact | Crash;

/** Entries of one side are not in their balls. */
export interface WrongEntries {
  readonly kind: 'entries';
  readonly where: string;
  /** The first wrong entry, and all of them. */
  readonly entry: readonly [number, number];
  readonly wrong: readonly (readonly [number, number])[];
  readonly actual: Matrix;
  readonly expected: Matrix;
  /** What each entry may be off by; left out where nothing may be. */
  readonly allowed?: Matrix;
  /** Of a large matrix, the sides are a part of it; then `wrong` has places in that part. */
  readonly part?: Part;
  /** What the first wrong entry was allowed to be off by, and how far beyond that it is. */
  readonly radius: number;
  readonly excess: number;
  /** The problem as the subject saw it, when it is not the property's own. */
  readonly asked?: Problem;
  readonly sentence?: string;
}

/** A part of a matrix that is too large to be shown. */
export interface Part {
  /** Where it begins: row and column. */
  readonly from: readonly [number, number];
  /** The shape of the whole. */
  readonly of: readonly [number, number];
}

/** Something that should be so is not. */
export interface BrokenFact {
  readonly kind: 'fact';
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
  readonly asked?: Problem;
}

/** The subject threw, hung or ended instead of answering. */
export interface Crash {
  readonly kind: 'crash';
  readonly message: string;
  /** Where it threw: the claims by which it owes an answer; none of a plain question. */
  readonly threw?: Claims;
}

/** Whether the subject's process hung or ended, which every further problem may bring about again. */
export function isEnd(disagreement: Disagreement): boolean {
  return disagreement.kind === 'crash' && disagreement.threw === undefined;
}
