/** What the command's exit code means. Anything else is a bug in gradgate. */
export const exitCode = {
  verified: 0,
  /** A property is violated. */
  violated: 1,
  /** The request was wrong: options, or an adapter that is no subject. */
  request: 2,
  /** The subject could not be run: it did not load, it crashed, or its process ended. */
  'not run': 3,
  /** The gate failed on its own canaries: nothing it says counts. */
  void: 4,
  interrupted: 130,
} as const;
