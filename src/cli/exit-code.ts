/** What the command's exit code means. */
export const exitCode = {
  verified: 0,
  violated: 1,
  request: 2,
  'not run': 3,
  void: 4,
  bug: 5,
  surroundings: 6,
  interrupted: 130,
} as const;

/** The same in words, as the help and the README have them. */
export const meanings: Readonly<Record<keyof typeof exitCode, string>> = {
  verified: 'verified',
  violated: 'a property is violated',
  request: 'the request was wrong: an option, a module that is no subject, an unknown command',
  'not run': 'the subject could not be run: it did not load, threw, hung, or its process ended',
  void: 'void: the gate failed on its own canaries, and nothing it says counts',
  bug: 'a bug in gradgate; please report it',
  surroundings: 'the surroundings failed: a file cannot be written, a package is missing',
  interrupted: 'interrupted; what was judged is written all the same',
};
