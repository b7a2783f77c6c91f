/** `node serve-fault.js NAME`: a fault of the bank as an adapter, for whoever speaks the protocol. */
import { faults } from '../../bank/faults/index.ts';
import { methodsOf } from '../../src/process/methods-of.ts';
import { serve } from '../../src/process/serve.ts';

const [, , name] = process.argv;
const fault = faults.find((each) => each.name === name);
if (fault === undefined) throw new RangeError(`no fault is called ${name}`);
await serve(methodsOf(fault), process.stdin, process.stdout);
