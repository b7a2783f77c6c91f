/** An adapter of the canned subject: what it takes is what the transport takes. */
import { methodsOf } from '../../src/process/methods-of.ts';
import { serve } from '../../src/process/serve.ts';
import subject from './canned-module.ts';

const [, , encodings = ''] = process.argv;
const methods = methodsOf(subject);
const initialize = (params: unknown): object => ({
  ...Object(methods['initialize']?.(params)),
  encodings: encodings.split(',').filter((encoding) => encoding !== ''),
});
await serve({ ...methods, initialize }, process.stdin, process.stdout);
