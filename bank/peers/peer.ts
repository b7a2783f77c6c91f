import { crashing, SubjectCrash } from '../../src/call/subject-crash.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { GradgateError } from '../../src/errors.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { Asked } from './asked.ts';

/** What a gradient checker says of a subject. */
export type PeerVerdict = 'accepts' | 'rejects' | 'cannot be asked';

/** Another gradient checker, its rule re-stated with the defaults of the original. */
export interface Peer {
  readonly name: string;
  /** Where the rule is written down. */
  readonly source: string;
  /**
   * What the rule says of one problem: X and W as they are, laid out as they are; dY only where the
   * original takes one. It cannot be asked without a forward pass where it needs one, of lines seen
   * as many (stride 0), or when it would call the subject more than `mostCalls` times.
   */
  verdictOn(subject: Subject, problem: Problem): Promise<PeerVerdict>;
  /** What its user sees who keeps its defaults: its usual problems, their entries drawn from `seed`. */
  check(subject: Subject, seed: number): Promise<PeerVerdict>;
}

/** A second at a fast subject's pace, and enough for a shrunk problem: 16×16·16×16 takes 1,500. */
export const mostCalls = 2000;

/** What makes one checker unlike another. */
export interface Rule extends Pick<Peer, 'name' | 'source'> {
  /** The problems that its users usually try. */
  readonly usual: (subject: Subject, seed: number) => Iterable<Problem>;
  /** Without a forward pass there is nothing to difference. */
  readonly needsForward: boolean;
  /** How often it calls the subject, about. */
  readonly calls: (asked: Asked) => number;
  /** Whether it accepts. @throws what the subject throws, which fails a test */
  readonly accepts: (asked: Asked) => Promise<boolean>;
}

export function peerOf(rule: Rule): Peer {
  const { name, source } = rule;
  return {
    name,
    source,
    async verdictOn(subject, problem) {
      const asked = new Asked(subject, problem);
      if (asked.overlaps || rule.calls(asked) > mostCalls) return 'cannot be asked';
      return judge(rule, subject, [asked]);
    },
    check: (subject, seed) => judge(rule, subject, asking(rule, subject, seed)),
  };
}

function* asking(rule: Rule, subject: Subject, seed: number): Generator<Asked> {
  for (const problem of rule.usual(subject, seed)) yield new Asked(subject, problem);
}

/** Each run begins in what a fresh process would be, as a test file does. */
async function judge(
  rule: Rule,
  subject: Subject,
  problems: Iterable<Asked>,
): Promise<PeerVerdict> {
  if (rule.needsForward && subject.forward === undefined) return 'cannot be asked';
  try {
    await crashing('reset', () => subject.reset?.());
    for (const asked of problems) if (!(await rule.accepts(asked))) return 'rejects';
    return 'accepts';
  } catch (error) {
    const ours = error instanceof GradgateError && error.code !== 'ANSWER';
    if (ours || !(error instanceof GradgateError || error instanceof SubjectCrash)) throw error;
    return 'rejects';
  }
}
