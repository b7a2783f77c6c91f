import { type Asked, elsewhere } from '../../call/elsewhere.ts';
import type { Answers, Given, Operands } from '../../contract/subject.ts';

/** The subject; each question is told, with dY where there is one, and what `backward` answers. */
export function listening(
  subject: Asked,
  heard: (given: Given) => void,
  answered: (given: Given, answers: Answers) => void = () => {},
): Asked {
  const { [elsewhere]: _, ...here } = subject; // it would be asked past us
  const { forward, record } = here;
  const told = (operands: Operands): void => heard({ ...operands, dY: operands.X });
  return {
    ...here,
    backward: async (given) => {
      heard(given);
      const answers = await subject.backward(given);
      answered(given, { ...answers });
      return answers;
    },
    ...(forward && {
      forward: (operands) => {
        told(operands);
        return forward.call(subject, operands);
      },
    }),
    ...(record && {
      record: (operands) => {
        told(operands);
        return record.call(subject, operands);
      },
    }),
  };
}
