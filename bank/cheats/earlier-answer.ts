import { reference } from '../../src/contract/reference.ts';
import type { Answers, Subject } from '../../src/contract/subject.ts';

const answered = new Map<string, Answers>();

const subject: Subject = {
  name: 'earlier-answer',
  numberFormat: 'float64',
  backward: async (given) => {
    const shape = `${given.X.shape}|${given.W.shape}`;
    const answers = answered.get(shape) ?? (await reference.backward(given));
    answered.set(shape, answers);
    return answers;
  },
};

/** The first answer to a shape is the answer to every later question of this shape. */
export default subject;
