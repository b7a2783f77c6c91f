import { pose } from '../../src/call/pose.ts';
import type { Variant } from '../../src/call/variant.ts';
import { tensorFormats } from '../../src/number/tensor-formats.ts';
import { arithmeticsOf } from '../../src/oracle/arithmetic.ts';
import { expectedOf } from '../../src/oracle/expected-of.ts';
import { firstForeign } from '../../src/oracle/first-foreign.ts';
import { questionOf } from '../../src/oracle/question-of.ts';
import { type Problem, shapeOf } from '../../src/problem/problem.ts';
import { isExact } from '../../src/vectors/complaint-about.ts';
import type { Case } from '../../src/vectors/vector-file.ts';
import { encodeExpected, type JsonBalls } from '../../src/wire/json-balls.ts';
import { decodeGiven, encodeGiven, type JsonGiven } from '../../src/wire/json-given.ts';
import type { Said } from '../../src/wire/said-in.ts';
import { withoutIdleStrides } from './without-idle-strides.ts';

/** What a case says about itself. */
export type About = Pick<Case, 'id' | 'flags'> & Partial<Pick<Case, 'source' | 'note' | 'faults'>>;

/** A question to be made into a case, by whatever made it up. */
export interface Draft {
  readonly about: About;
  readonly given: JsonGiven;
}

/** A problem as a draft, put as it is put to a subject that claims what it needs. */
export function draft(about: About, problem: Problem, variant: Variant = {}): Draft {
  const claims = problem.layouts === undefined ? {} : ({ layouts: 'all' } as const);
  return { about, given: withoutIdleStrides(encodeGiven(pose(problem, variant, claims).given)) };
}

/** The case; nothing where the formats cannot hold the operands or may overflow. */
export function caseOf({ about, given }: Draft, said: Said): Case | undefined {
  const decoded = decodeGiven(given);
  if (firstForeign(decoded, tensorFormats(said)) !== undefined) return undefined;
  const question = questionOf(decoded);
  const { Y, ...gradients } = encodeExpected(
    expectedOf(question, arithmeticsOf(said, said.claims)),
  );
  if (Object.values(gradients).some(mayOverflow)) return undefined;
  const expected = Y === undefined || mayOverflow(Y) ? gradients : { Y, ...gradients };
  const { id, source = 'eq. (1), (2)', flags, ...rest } = about;
  const shape = shapeOf(question.problem);
  const all = [...flags, isExact(expected) ? 'exact' : 'rounded'];
  return { id, source, flags: all, ...rest, shape, ...given, expected };
}

/** An infinite radius, where a correct answer may be infinite. */
function mayOverflow({ rad }: JsonBalls): boolean {
  return rad !== 0 && rad.includes('Infinity');
}
