/** `gradgate/stdio`: subjects in processes of their own, and to be one, in Node. */
export { checkAdapter, type StepResult } from './subject/stdio/conformance.ts';
export { methodsOf } from './subject/stdio/methods-of.ts';
export { serve } from './subject/stdio/serve.ts';
export { type StdioSubject, stdioSubject } from './subject/stdio/stdio-subject.ts';
