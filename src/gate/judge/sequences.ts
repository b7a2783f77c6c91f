/** Random sequences of calls, by fast-check's model-based commands. */
import * as fc from 'fast-check';
import { at } from '../../at.ts';
import type { Border, Tape } from '../../call/border.ts';
import { rightForward } from '../../oracle/right-gradients.ts';
import { changes, varied } from '../../problem/derive/varied.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import type { Problem } from '../../problem/problem.ts';
import { problems } from '../../problem/problems.ts';
import { agree, type Property, type Question } from '../../property/property.ts';
import { asDisagreement, firstDisagreement, questionOf } from './ask.ts';
import type { Disagreement } from './disagreement.ts';
import { findDisagreement } from './find-disagreement.ts';

/** One call of a sequence in words, and the problem it is about. */
export interface SequenceCall {
  readonly words: string;
  readonly problem: Problem;
  /** Its gradients were asked for, and could not be refused. */
  readonly gradients: boolean;
}

/** Thrown at the call of a sequence that disagrees. */
export class BrokenSequence extends Error {
  readonly calls: readonly SequenceCall[];
  readonly disagreement: Disagreement;
  /** Which commands of the sequence ran. */
  readonly ran: readonly boolean[];

  constructor({ calls, ran }: Past, disagreement: Disagreement) {
    super('a call of the sequence disagrees');
    this.calls = [...calls];
    this.ran = [...ran];
    this.disagreement = disagreement;
  }
}

/** What has been asked so far: the subject must not depend on any of it. */
interface Past {
  readonly calls: SequenceCall[];
  readonly recorded: Recording[];
  /** Which commands ran. */
  readonly ran: readonly boolean[];
  /** How the reset before the first call failed, if it did. */
  readonly crash: Disagreement | undefined;
}

interface Recording {
  readonly problem: Problem;
  readonly tape: Tape;
  /** It may refuse: its operands have been overwritten, or it has been used. */
  mayRefuse: boolean;
}

type Command = fc.AsyncCommand<Past, Border>;

const longest = 20;

/** Sequences of up to twenty calls. `property` is checked after each. */
export function sequences(
  { property, border, options }: { property: Property; border: Border; options: ProblemOptions },
  replayPath?: string,
): fc.Arbitrary<Iterable<Command>> {
  const { batching } = border.claims;
  const asked = fc.oneof(
    problems(options),
    problems(batching === undefined ? options : { ...options, batch: 'leading' }),
    // Few shapes, so that calls have the same one.
    { arbitrary: problems({ ...options, extent: 2 }), weight: 2 },
  );
  const index = fc.nat({ max: 3 });
  const check = (question: Question) => firstDisagreement(property, question);
  const commands = [
    fc.tuple(asked, fc.boolean()).map(([problem, atOnce]) => call(check, problem, atOnce)),
    fc.tuple(fc.constantFrom(...changes), fc.nat()).map((change) => again(check, change)),
  ];
  const recording = [
    asked.map(forward),
    asked.map(forward),
    index.map((which) => back(check, which)),
    index.map((which) => back(check, which)),
    index.map(spoil),
  ];
  return fc.commands([...commands, ...(border.hasRecord ? recording : [])], {
    maxCommands: longest,
    size: 'max',
    ...(replayPath === undefined ? {} : { replayPath }),
  });
}

/** Runs a sequence, and tells its calls. @throws BrokenSequence at the first that disagrees */
export async function runSequence(
  border: Border,
  commands: Iterable<Command>,
): Promise<readonly SequenceCall[]> {
  const calls: SequenceCall[] = [];
  const noted = [...commands];
  const ran = noted.map(() => false);
  const crash = await border.reset().then(() => undefined, asDisagreement);
  await fc.asyncModelRun(
    () => ({ model: { calls, recorded: [], ran, crash }, real: border }),
    noted.map((command, place) => noting(command, () => ran.splice(place, 1, true))),
  );
  return calls;
}

/** The same command, that tells when it is run. */
function noting(command: Command, note: () => void): Command {
  return {
    check: (past) => command.check(past),
    run: (past, border) => {
      note();
      return command.run(past, border);
    },
  };
}

type Check = (question: Question) => Promise<Disagreement | undefined>;

/** A call is written down before it is judged; one that disagrees ends the sequence. */
async function judge(past: Past, made: SequenceCall, check: () => ReturnType<Check>) {
  past.calls.push(made);
  const disagreement = past.crash ?? (await check().catch(asDisagreement));
  if (disagreement !== undefined) throw new BrokenSequence(past, disagreement);
}

/** A problem; `atOnce` with the last one, without waiting for either answer. */
function call(check: Check, problem: Problem, atOnce: boolean): Command {
  return {
    toString: () => 'backward',
    check: () => true,
    run: async (past, border) => {
      const before = atOnce ? past.calls.slice(-1).map((last) => last.problem) : [];
      const words = before.length > 0 ? 'backward, two at once' : 'backward';
      const both = [...before, problem];
      const answers = both.map((asked) => check(questionOf(border, asked)));
      await Promise.allSettled(answers);
      for (const [number, answer] of answers.entries()) {
        const made = { words, problem: at(both, number), gradients: true };
        await judge(past, made, () => answer);
      }
    },
  };
}

/** The last problem once more, a little different. */
function again(check: Check, [change, salt]: [(typeof changes)[number], number]): Command {
  const words = `backward of the last problem, ${change}`;
  return {
    toString: () => words,
    check: ({ calls }) => calls.length > 0,
    run: async (past, border) => {
      const { drawn: _, ...last } = at(past.calls, past.calls.length - 1).problem;
      const problem = varied(last, change, salt);
      const made = { words, problem, gradients: true };
      await judge(past, made, () => check(questionOf(border, problem)));
    },
  };
}

/** A forward pass that is recorded for later. */
function forward(problem: Problem): Command {
  const words = 'forward, recorded';
  return {
    toString: () => words,
    check: () => true,
    run: (past, border) =>
      judge(past, { words, problem, gradients: false }, async () => {
        const tape = await border.record(problem);
        past.recorded.push({ problem, tape, mayRefuse: false });
        return findDisagreement(agree('Y', tape.Y, rightForward(problem)));
      }),
  };
}

/** The backward pass of a recorded forward pass. */
function back(check: Check, index: number): Command {
  return {
    toString: () => 'backward of a recorded forward',
    check: ({ recorded }) => recorded.length > 0,
    run: async (past, border) => {
      const { recorded } = past;
      const which = index % recorded.length;
      const entry = at(recorded, which);
      const { problem, tape, mayRefuse } = entry;
      entry.mayRefuse = true;
      const words = `backward of the recorded forward no. ${which + 1}`;
      await judge(past, { words, problem, gradients: !mayRefuse }, async () => {
        const question = { ...questionOf(border, problem), backward: tape.backward };
        const found = await check(question).catch(asDisagreement);
        // To refuse is as right as not to mind: many libraries free what they keep once it is used.
        return mayRefuse && found?.kind === 'crash' ? undefined : found;
      });
    },
  };
}

/** X and W of a recorded forward pass are overwritten. */
function spoil(index: number): Command {
  return {
    toString: () => 'X and W of a recorded forward are overwritten',
    check: ({ recorded }) => recorded.length > 0,
    run: async ({ recorded, calls }) => {
      const which = index % recorded.length;
      const entry = at(recorded, which);
      entry.tape.spoil();
      entry.mayRefuse = true;
      const words = `X and W of the recorded forward no. ${which + 1} are overwritten`;
      calls.push({ words, problem: entry.problem, gradients: false });
    },
  };
}
