/** A layer that holds its weight as k×n: the engine, given views that turn it around. */
import { at } from '../../src/at.ts';
import type {
  Answer,
  Answers,
  Given,
  Operand,
  Operands,
  Subject,
} from '../../src/contract/subject.ts';
import { turned } from '../../src/matrix/turned.ts';
import { tensorOf, transposeTensor } from './view.ts';

/** The same subject, given W as k×n, and destinations of dW likewise. */
export function heldLayer(subject: Subject): Subject {
  const { forward, record, claims } = subject;
  return {
    ...subject,
    claims: { ...claims, weight: 'out×in' },
    backward: async (given) => asHeld(given, await subject.backward(asMultiplied(given))),
    ...(forward && { forward: (operands) => forward(turnedW(operands)) }),
    ...(record && {
      record: async (operands) => {
        const { backward, ...recorded } = await record(turnedW(operands));
        return {
          ...recorded,
          backward: async (dY) => asHeld({ ...operands, dY }, await backward(dY)),
        };
      },
    }),
  };
}

/** The question as of Y = X·W. */
export function asMultiplied(given: Given): Given {
  const { into } = given.options ?? {};
  if (!isHeld(given)) return given;
  const asked = turnedW(given);
  if (into === undefined) return asked;
  // What is a view of the operand stays one.
  const dW = into.dW === given.W ? asked.W : transposeTensor(tensorOf(into.dW));
  return { ...asked, options: { ...given.options, into: { ...into, dW } } };
}

/** The answers to it, dW as the layer holds W. */
export function asHeld(given: Given, answers: Answers): Answers {
  const { dW, ...others } = answers;
  return dW === undefined || !isHeld(given) ? answers : { ...others, dW: transposedAnswer(dW) };
}

function turnedW<Asked extends Operands & Partial<Given>>(asked: Asked): Asked {
  return isHeld(asked) ? { ...asked, W: transposeTensor(tensorOf(asked.W)) } : asked;
}

/** A vector has no transpose, and one variable is given in one way. */
function isHeld({ W, options }: { readonly W: Operand } & Partial<Given>): boolean {
  return W.shape.length > 1 && options?.shared === undefined;
}

function transposedAnswer({ shape, data }: Answer): Answer {
  const [rows, cols] = [at(shape, shape.length - 2), at(shape, shape.length - 1)];
  const entries = turned(Float64Array.from(data), [rows, cols]);
  return { shape: [...shape.slice(0, -2), cols, rows], data: entries };
}
