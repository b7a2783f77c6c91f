/** Random sequences of calls, by fast-check's model-based commands. */
import * as fc from 'fast-check';
import type { Border } from '../../call/border.ts';
import { Storage } from '../../call/storage.ts';
import {
  type Change,
  changes,
  factorings,
  joinings,
  relayings,
  rewritings,
} from '../../problem/derive/varied.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import type { Problem } from '../../problem/problem.ts';
import { problems } from '../../problem/problems.ts';
import type { Question } from '../../property/property.ts';
import { asDisagreement, firstDisagreement } from './ask.ts';
import {
  type Asking,
  again,
  back,
  type Command,
  call,
  type How,
  type Pass,
  spoil,
} from './command.ts';
import type { SequenceCall } from './past.ts';
import type { Search } from './search.ts';

const longest = 24;

/** Two of three calls: what is kept from an earlier one shows in gradients most often. */
const backwards = ['backward', 'backward', 'backward', 'backward'] as const;

/** Sequences of up to twenty-four commands. `property` is checked after each. */
export function sequences(
  { property, border, options, trials }: Pick<Search, 'property' | 'border' | 'options' | 'trials'>,
  replayPath?: string,
): fc.Arbitrary<Iterable<Command>> {
  const { batch: _, groups: _groups, empty: _empty, variants: _variants, ...plain } = options;
  const [extent, volume] = [Math.min(17, options.extent), Math.min(200, options.volume)];
  const asked = fc.oneof(
    problems({ ...plain, extent, volume }),
    problems({ ...options, extent, volume }),
    // Few shapes, so that calls have the same one.
    { arbitrary: problems({ ...plain, extent: 2 }), weight: 2 },
    problems({ ...options, extent: 2 }),
    // Larger ones, which smaller ones follow.
    problems(options),
    ...grouped(options),
  );
  const index = fc.nat({ max: 3 });
  const check = (question: Question) => firstDisagreement(property, question, trials.followed);
  const asking = (...ways: How[]): fc.Arbitrary<Asking> =>
    fc.record({
      pass: fc.constantFrom<Pass[]>(...backwards, ...passesOf(border)),
      how: fc.constantFrom(...ways),
      check: fc.constant(check),
    });
  const changed = (list: readonly Change[], ...ways: How[]) =>
    fc
      .tuple(fc.tuple(fc.constantFrom(...list), fc.nat()), asking(...ways))
      .map(([change, how]) => again(change, how));
  const fresh = fc.tuple(asked, asking('in new arrays', 'two at once'));
  const like = changed(likelyChanges(options), 'in new arrays', 'in new arrays', 'two at once');
  const rewritten = changed(rewritings, 'in the same arrays');
  const commands = [
    fresh.map(([problem, how]) => call(problem, how)),
    fresh.map(([problem, how]) => call(problem, how)),
    ...[like, like, rewritten, rewritten],
  ];
  const playedBack = index.map((which) => back(check, which));
  const recorded = asked.map((problem) =>
    call(problem, { pass: 'forward, recorded', how: 'in new arrays', check }),
  );
  const recording = [recorded, playedBack, playedBack, index.map(spoil)];
  return fc.commands([...commands, ...(border.hasRecord ? recording : [])], {
    maxCommands: longest,
    size: 'max',
    ...(replayPath === undefined ? {} : { replayPath }),
  });
}

/** Layouts of views, joins of batches and α are what a cache is most often mistaken about. */
function likelyChanges({ layouts, batch, variants }: ProblemOptions): Change[] {
  return [
    ...changes,
    ...(layouts === undefined ? [] : relayings),
    ...(batch?.includes('broadcast') ? joinings : []),
    ...(variants?.includes('alpha') ? factorings : []),
  ];
}

/** Groups, where they may be asked: few of one size, and larger ones. */
function grouped({ groups, extent, ...options }: ProblemOptions): fc.Arbitrary<Problem>[] {
  if (groups === undefined) return [];
  const { batch: _, empty: _empty, variants: _variants, ...plain } = options;
  const always = { ...plain, groups: 'always' as const };
  return [
    problems({ ...always, extent: 3 }),
    problems({ ...always, extent: Math.min(17, extent), volume: Math.min(200, plain.volume) }),
  ];
}

/** What can be asked of a subject beside gradients. */
function passesOf({ hasForward, hasRecord }: Border): Pass[] {
  return [
    ...(hasForward ? ['forward' as const] : []),
    ...(hasRecord ? ['forward, recorded' as const] : []),
  ];
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
    () => ({
      model: { calls, recorded: [], storage: new Storage(), ran, crash },
      real: border,
    }),
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
