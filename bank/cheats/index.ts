/** Subjects that are wrong and know that they are judged. Importing one may change what it runs in. */

/** A known way to look right. Its module has its name. */
export interface Cheat {
  readonly name: string;
  /** What it does, in one sentence. */
  readonly story: string;
  /** What makes it fail. */
  readonly caughtBy: string;
  /** The exit code of `gradgate check`. */
  readonly code: 1 | 3;
  /** The options without which it is verified. */
  readonly needs?: readonly string[];
}

const thread = 'it runs in a thread of its own: nothing that judges is in its reach';

/** Every cheat. */
export const cheats: readonly Cheat[] = [
  {
    name: 'forges-a-pass',
    story: 'writes "passed" into the state of the test that judges it',
    caughtBy: thread,
    code: 1,
  },
  {
    name: 'patches-built-ins',
    story: 'replaces Math.abs, Object.is and others, so that nothing differs',
    caughtBy: thread,
    code: 1,
  },
  {
    name: 'patches-the-gate',
    story: 'imports the modules that judge it, and replaces their functions',
    caughtBy: thread,
    code: 1,
  },
  {
    name: 'answers-for-the-thread',
    story: 'sends answers to questions that are still to come',
    caughtBy: 'an answer to what was not asked ends the conversation',
    code: 3,
  },
  {
    name: 'leaves',
    story: 'ends the process with the exit code of success',
    caughtBy: 'only its thread ends, which is a crash',
    code: 3,
  },
  {
    name: 'nan-as-wildcard',
    story: 'answers NaN, with which no comparison is true',
    caughtBy: 'what is not inside its ball is wrong, and NaN is in none',
    code: 1,
  },
  {
    name: 'table-of-integers',
    story: 'answers small integers rightly, as from a table, and nothing else',
    caughtBy: 'equation-1, on entries that are no small integers',
    code: 1,
  },
  {
    name: 'right-at-first',
    story: 'answers the first five thousand calls rightly',
    caughtBy: 'every later property; a run of ci has about forty thousand calls',
    code: 1,
  },
  {
    name: 'earlier-answer',
    story: 'gives the answer to an earlier call of the same shape',
    caughtBy: 'every property, from its second problem of a shape on',
    code: 1,
  },
  {
    name: 'changes-the-question',
    story: 'overwrites dY with 0, to which its answer is right',
    caughtBy: 'operands are copies, and must come back as they were',
    code: 1,
  },
  {
    name: 'recognises-seed-1',
    story: 'has a table of every question that equation-1 asks with the default seed',
    caughtBy: '--secret: the questions follow from a text that it cannot know',
    code: 1,
    needs: ['--property', 'equation-1', '--secret', 'a text that nobody else has'],
  },
];
