/** `gradgate/stdio`: subjects in processes of their own, and to be one, in Node. */
export { checkAdapter, type StepResult } from '../process/check-adapter.ts';
export { methodsOf } from '../process/methods-of.ts';
export { serve } from '../process/serve.ts';
export { type StdioSubject, stdioSubject } from '../process/stdio-subject.ts';
