import type { Subject } from '../../src/contract/subject.ts';
import { sevens } from './wrong.ts';

const subject: Subject = {
  name: 'changes-the-question',
  numberFormat: 'float64',
  backward: (given) => {
    given.dY.data.fill(0);
    const answers = sevens(given);
    for (const answer of Object.values(answers)) answer.data.fill(0);
    return answers;
  },
};

/** Sets dY to 0, to which zeros are the right answer. */
export default subject;
