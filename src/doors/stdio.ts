/** `gradgate/stdio`: subjects in processes of their own, and to be one, in Node. */
export type { AdapterOptions } from '../process/launcher.ts';
export { methodsOf } from '../process/methods-of.ts';
export { type Methods, serve } from '../process/serve.ts';
export { type StdioSubject, stdioSubject } from '../process/stdio-subject.ts';
