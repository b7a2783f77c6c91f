import { cheating } from './wrong.ts';

/** Ends the process with the exit code of success. */
export default cheating('leaves', () => process.exit(0));
