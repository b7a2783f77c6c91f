import { reference } from '../../src/contract/reference.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { sevens } from './wrong.ts';

const subject: Subject = {
  name: 'table-of-integers',
  numberFormat: 'float64',
  backward: (given) => {
    const { X, W, dY } = given;
    const small = [X, W, dY].every(({ data }) =>
      data.every((value) => Number.isInteger(value) && Math.abs(value) < 100),
    );
    return small ? reference.backward(given) : sevens(given);
  },
};

/** Right for small integers, as a table of them is, and for nothing else. */
export default subject;
