import { type Asked, elsewhere } from '../../call/elsewhere.ts';
import type { Answer, Subject } from '../../contract/subject.ts';
import { GradgateError } from '../../errors.ts';
import { formats } from '../../number/formats.ts';
import { isOf } from '../../number/round.ts';

/**
 * The subject as one of this number format. It throws where it answers a number that is none of the format:
 * GradgateError ANSWER.
 */
export function answeringIn(numberFormat: Subject['numberFormat'], subject: Asked): Asked {
  const { [elsewhere]: _, record: __, ...here } = subject;
  const { forward } = here;
  const checked = <T extends Answer | undefined>(where: string, answer: T): T => {
    const other = Array.from(answer?.data ?? []).find((x) => !isOf(x, formats[numberFormat]));
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
