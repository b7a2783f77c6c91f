/** `node serve-fault.js NAME`: a fault of the bank as an adapter, for whoever speaks the protocol. */
import { faults } from '../src/faults/index.ts';
import { methodsOf } from '../src/subject/stdio/methods-of.ts';
import { serve } from '../src/subject/stdio/serve.ts';

const [, , name] = process.argv;
const fault = faults.find((each) => each.name === name);
if (fault === undefined) throw new RangeError(`no fault is called ${name}`);
await serve(methodsOf(fault), process.stdin, process.stdout);
