/** A layer that holds its weight in three significant bits, whatever it is given. */
import type { Answers, Given, Operand, Operands, Subject } from '../../src/contract/subject.ts';
import { entriesOf } from '../../src/matrix/strided.ts';
import { formats } from '../../src/number/formats.ts';
import { nearest } from '../../src/number/round.ts';

const short = { ...formats.float64, precision: 3 };

/** The weight in three significant bits, dense. */
export function quantized(W: Operand): Operand {
  return { shape: W.shape, data: entriesOf(W).map((entry) => nearest(entry, short)) };
}

/** The same subject, which holds `weight` in the place of the weight that it is given. */
export function holding(subject: Subject, weight: (W: Operand) => Operand = quantized): Subject {
  const { forward, record } = subject;
  const held = <Asked extends Operands & Partial<Given>>(asked: Asked): Asked =>
    asked.options?.shared === undefined ? { ...asked, W: weight(asked.W) } : asked;
  return {
    ...subject,
    effective: weight,
    backward: (given): Answers | Promise<Answers> => subject.backward(held(given)),
    ...(forward && { forward: (operands) => forward(held(operands)) }),
    ...(record && { record: (operands) => record(held(operands)) }),
  };
}
