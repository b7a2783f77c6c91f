/** All verbs of the command, in the order of the help. */
import { bisect } from './bisect.ts';
import { check } from './check.ts';
import { checkAdapter } from './check-adapter.ts';
import { checkVectors } from './check-vectors.ts';
import { compare } from './compare.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { help } from './help.ts';
import { init } from './init.ts';
import { inspect } from './inspect.ts';
import { known } from './known.ts';
import { merge } from './merge.ts';
import { oracle } from './oracle.ts';
import { report } from './report.ts';
import type { Verb } from './verb.ts';
import { version } from './version.ts';

/** Every verb. */
export const verbs: readonly Verb[] = [
  check,
  inspect,
  merge,
  explain,
  bisect,
  report,
  compare,
  known,
  init,
  checkAdapter,
  checkVectors,
  oracle,
  doctor,
  help,
  version,
];
