import type { Claims } from '../contract/subject.ts';
import { isObject } from '../wire/is-object.ts';
import { malformed } from '../wire/malformed.ts';
import { claimNamed, type Said, saidIn } from '../wire/said-in.ts';
import { type Complaint, complaintAbout } from './complaint-about.ts';
import { type Answered, inCommon } from './in-common.ts';
import { hasSubnormals, withoutSubnormals } from './subnormal-cases.ts';
import type { Case, Group, Result, Results, VectorFile } from './vector-file.ts';
import { caseFor } from './vectors-for.ts';

/** What came of the answers of a port. */
export interface Checked {
  /** Cases that were answered, or should have been. */
  readonly judged: number;
  readonly failures: readonly { readonly id: string; readonly line: string }[];
  /** Groups of which no case was answered. */
  readonly notRun: readonly string[];
  /** The claim with which everything that fails would hold. */
  readonly settledBy?: Claims;
  /** What the wrong answers have in common, in sentences; none where all are right. */
  readonly inCommon: readonly string[];
}

/** Every case of the groups that were answered at all. @throws GradgateError FORMAT */
export function checkResults(results: Results, { groups, ...head }: VectorFile): Checked {
  const answers = new Map(results.results.map((result) => [result.id, result]));
  const known = new Set(groups.flatMap(({ cases }) => cases.map(({ id }) => id)));
  const unknown = results.results.find(({ id }) => !known.has(id));
  if (unknown !== undefined) throw malformed('results', 'ids of these vectors', unknown.id);
  const isAnswered = ({ cases }: Group): boolean => cases.some(({ id }) => answers.has(id));
  const asked = groups.filter(isAnswered).flatMap(({ cases }) => cases);
  const [said, file] = [saidBy(results), saidIn({ ...head })];
  const { subnormals } = said.claims;
  const posed = asked
    .filter((each) => subnormals === undefined || !hasSubnormals(each, said))
    .map((each) => caseFor(each, said, file))
    .filter(judgesAnything);
  const answered: Answered[] = [];
  const failing = posed.flatMap((each) => {
    const result = answers.get(each.id);
    const complaint = judge(each, result);
    if (result) answered.push({ asked: each, result, isRight: complaint === undefined });
    return complaint === undefined ? [] : { each, line: lineOf(each, complaint) };
  });
  const failures = failing.map(({ each: { id }, line }) => ({ id, line }));
  const notRun = groups.filter((group) => !isAnswered(group)).map(({ name }) => name);
  const lenient = { ...said, claims: { ...said.claims, ...flushed } };
  const settles = ({ each }: { readonly each: Case }): boolean =>
    [each, withoutSubnormals(each, said)]
      .map((given) => judge(caseFor(given, lenient, file), answers.get(each.id), each))
      .includes(undefined);
  const isSettled = subnormals === undefined && failing.length > 0 && failing.every(settles);
  return {
    ...{ judged: posed.length, failures, notRun },
    ...(isSettled ? { settledBy: flushed, inCommon: [] } : { inCommon: inCommon(answered, said) }),
  };
}

const flushed = { subnormals: 'flushed' } as const satisfies Claims;

/** What a port says of its arithmetic. @throws GradgateError FORMAT, naming the first that says nothing known */
export function saidBy(fields: object): Said {
  const given: Readonly<Record<string, unknown>> = { ...fields };
  const { claims, ...formats } = saidIn(given);
  return { ...formats, claims: { ...claims, ...claimNamed('subnormals', given['subnormals']) } };
}

/** Whether any answer may be wrong: in a shorter range than the file's all of them may overflow. */
function judgesAnything({ expected }: Case): boolean {
  return Object.values(expected).some(
    ({ rad }) => rad === 0 || rad.length === 0 || rad.some((each) => each !== 'Infinity'),
  );
}

/** What is wrong with an answer; `given` is what the port was given, where that is not the case itself. */
function judge(asked: Case, result: Result | undefined, given = asked): Complaint | undefined {
  if (result !== undefined) return complaintAbout({ ...given, expected: asked.expected }, result);
  const where = 'the answer';
  return { where, expected: 'one, as to others of its group', actual: 'none' };
}

function lineOf(
  { id, source, faults = [] }: Case,
  { where, expected, actual, excess, wrong: count = 1 }: Complaint,
): string {
  const beyond = excess === undefined ? '' : `, ${excess} beyond what is allowed`;
  const more = count > 1 ? `; ${count} entries are wrong` : '';
  const bug = faults.length === 0 ? '' : `; as of ${faults.map(({ name }) => name).join(', ')}`;
  return `${id} (${source}): ${where}: expected ${expected}, got ${actual}${beyond}${more}${bug}`;
}

/** What was read as results. @throws GradgateError FORMAT, naming the first thing that is not */
export function asResults(value: unknown): Results {
  if (!isObject(value)) throw malformed('results', 'an object', value);
  const { subject, results } = value;
  if (typeof subject !== 'string') throw malformed('subject', 'a name', subject);
  const { claims, ...formats } = saidBy(value);
  if (!Array.isArray(results) || results.length === 0) {
    throw malformed('results', 'a list of at least one answer', results);
  }
  const seen = new Set<string>();
  results.forEach((result: unknown, i) => {
    if (!isObject(result)) throw malformed(`results[${i}]`, 'an object', result);
    const { id } = result;
    if (typeof id !== 'string') throw malformed(`results[${i}].id`, 'the id of a case', id);
    if (seen.has(id)) throw malformed(`results[${i}].id`, 'an id that was not answered before', id);
    seen.add(id);
  });
  return { subject, ...formats, ...claims, results };
}
