import { type Asked, elsewhere } from '../../call/elsewhere.ts';
import type { Answer, Subject } from '../../contract/subject.ts';
import { GradgateError } from '../../errors.ts';
import { formats, type NumberFormat } from '../../number/formats.ts';
import { isOf } from '../../number/round.ts';

/**
 * The subject as one of this number format. It throws where it answers a number that is none of the format:
 * GradgateError ANSWER.
 */
export function answeringIn(numberFormat: Subject['numberFormat'], subject: Asked): Asked {
  const { [elsewhere]: _, record: __, ...here } = subject;
  const { forward } = here;
  const checked = <T extends Answer | undefined>(where: string, answer: T): T => {
    const other = otherIn(answer?.data ?? [], formats[numberFormat]);
    if (other === undefined) return answer;
    const expected = `numbers of ${numberFormat}`;
    throw new GradgateError('ANSWER', { where, expected, actual: String(other) });
  };
  return {
    ...here,
    numberFormat,
    backward: async (given) => {
      const answers = await subject.backward(given);
      for (const name of ['dX', 'dW'] as const) checked(name, answers?.[name]);
      return answers;
    },
    ...(forward && {
      forward: async (operands) => checked('Y', await forward.call(subject, operands)),
    }),
  };
}

/** What is looked at of an answer, whose length is its own word for it. */
const looked = 2 ** 16;

function otherIn(data: ArrayLike<number>, format: NumberFormat): number | undefined {
  for (let i = 0; i < Math.min(data.length, looked); i += 1) {
    const entry = data[i];
    if (typeof entry === 'number' && !isOf(entry, format)) return entry;
  }
  return undefined;
}
