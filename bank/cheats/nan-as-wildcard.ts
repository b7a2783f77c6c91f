import type { Subject } from '../../src/contract/subject.ts';
import { sevens } from './wrong.ts';

const subject: Subject = {
  name: 'nan-as-wildcard',
  numberFormat: 'float64',
  backward: (given) => {
    const answers = sevens(given);
    for (const answer of Object.values(answers)) answer.data.fill(Number.NaN);
    return answers;
  },
};

/** NaN everywhere: no comparison with it is true. */
export default subject;
