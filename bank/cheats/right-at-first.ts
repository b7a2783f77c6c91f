import { reference } from '../../src/contract/reference.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { sevens } from './wrong.ts';

let calls = 0;

const subject: Subject = {
  name: 'right-at-first',
  numberFormat: 'float64',
  backward: (given) => {
    calls += 1;
    return calls <= 5000 ? reference.backward(given) : sevens(given);
  },
};

/** The first five thousand calls are right. */
export default subject;
