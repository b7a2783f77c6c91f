/** What the command's exit code means. */
export const exitCode = {
  verified: 0,
  violated: 1,
  request: 2,
  'not run': 3,
  void: 4,
  bug: 5,
  'not reproduced': 6,
  surroundings: 7,
  interrupted: 130,
} as const;

/** The same in words, as the help and docs/command.md have them. */
export const meanings: Readonly<Record<keyof typeof exitCode, string>> = {
  verified: 'verified',
  violated: 'a property is violated',
  request: 'the request was wrong: an option, a module that is no subject, an unknown command',
  'not run':
    'the subject could not be run: it did not load, hung, ended, or threw on a plain problem',
  void: 'void: the gate failed on its own canaries, and nothing it says counts',
  bug: 'a bug in gradgate; please report it',
  'not reproduced':
    'not reproduced: the problem that --replay asks again holds, and nothing else was asked',
  surroundings: 'the surroundings failed: a file cannot be written, a package is missing',
  interrupted: 'interrupted; what was judged is written all the same',
};
