import { existingGradients } from '../../claims/existing-gradients.ts';
import type { Answer, Given } from '../contract/subject.ts';
import { smallestNormal } from '../number/formats.ts';
import { isOf, round } from '../number/round.ts';
import { meetOf, tensorFormats } from '../number/tensor-formats.ts';
import { arithmeticsOf } from '../oracle/arithmetic.ts';
import { ErrorAnswer } from './connection.ts';
import { type Encoding, errorCodes, type Introduction } from './protocol.ts';
import {
  askBackward,
  expectEcho,
  expectY,
  matrix,
  posed,
  rectangular,
  type Session,
  single,
  unmet,
} from './session.ts';
import { asObject } from './wire.ts';

/** One thing that an adapter has to get right, whatever its gradients are. */
export interface Step {
  readonly title: string;
  /** Why it is not asked of this adapter, if so. */
  readonly skip?: (introduction: Introduction) => string | false;
  /** Only the text of the protocol may spoil it. */
  readonly wireAlone?: true;
  /** A text tells what is odd about it, though right. @throws what says that it is not so */
  check(session: Session): Promise<unknown>;
  /** What is probably wrong when it is not. */
  readonly advice: string;
}

/** In this order: what comes later makes sense when what comes before holds. */
export const steps: readonly Step[] = [
  {
    title: 'backward answers the gradients that there are for numbers, 1×1·1×1',
    check: (session) => asksFor(session, single(3)),
    advice:
      'The result of backward is {"dX": tensor, "dW": tensor}, a tensor {"shape", "data"}. An adapter ' +
      'without one of them says so: "claims": {"gradients": "dX"}.',
  },
  {
    title: 'gradients have the shapes of X and W, for 1×2·2×3',
    check: (session) => asksFor(session, rectangular),
    advice: 'shape is [rows, columns], and data row-major.',
  },
  {
    title: 'forward answers Y, 1×3, for 1×2·2×3',
    skip: ({ methods }) => !methods.includes('forward') && 'forward is not among its methods',
    check: async ({ connection, wire, introduction }) => {
      const given = posed(rectangular, introduction);
      expectY(wire, await connection.request('forward', wire.operands(given)), given);
    },
    advice: 'The result of forward is {"Y": tensor}.',
  },
  {
    title:
      'numbers arrive and come back as they are: where X or W is 0 and the other 1, a gradient is dY',
    check: (session) => expectEcho(session, extremesOf(session.introduction)),
    advice:
      'Read and write numbers with all their digits (17 significant ones, or the shortest that round-trip), ' +
      'make floats of integers, and read "-0". If it is another product, the gradients are wrong.',
  },
  {
    title: 'NaN and infinities arrive and come back',
    skip: ({ claims }) => claims.nonFinite === undefined && 'it does not claim nonFinite',
    check: (session) =>
      expectEcho(session, [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
    advice: 'Read and write them as the texts "NaN", "Infinity" and "-Infinity".',
  },
  reading('base64'),
  reading('file'),
  {
    title: 'destinations come back as they were written',
    skip: ({ claims }) =>
      (claims.destinations ?? claims.aliasedDestinations) === undefined &&
      'it does not claim destinations',
    check: async ({ connection, wire, introduction }) => {
      const into = { dX: matrix(1, 1, [0]), dW: matrix(1, 1, [0]), accumulate: false };
      const given = posed({ ...single(3), options: { into } }, introduction);
      wire.answers(await connection.request('backward', wire.given(given)), given);
    },
    advice:
      'With options.into the result has into: {"dX": {"data"}, "dW": {"data"}}, whole storages.',
  },
  {
    title: 'record answers Y and a tape, and backward of the tape gradients',
    skip: ({ methods }) => !methods.includes('record') && 'record is not among its methods',
    check: async (session) => {
      const { connection, wire, introduction } = session;
      const given = posed(rectangular, introduction);
      const result = await connection.request('record', wire.operands(given));
      expectY(wire, result, given);
      const { tape } = asObject('record', result);
      await askBackward(session, given, { tape, dY: wire.tensor(given.dY) });
    },
    advice:
      'The result of record is {"Y": tensor, "tape": …}; backward then comes with tape and dY.',
  },
  {
    title: 'reset answers',
    skip: ({ methods }) => !methods.includes('reset') && 'reset is not among its methods',
    check: async ({ connection }) => void (await connection.request('reset', {})),
    advice: 'The result of reset is null.',
  },
  {
    title: 'three requests at once have three answers, each with its own id',
    wireAlone: true,
    check: async (session) => {
      const asked = [1, 2, 3];
      await Promise.all(asked.map((dY) => expectEcho(session, [dY])));
    },
    advice:
      'Answer every line that comes, with the id that it has, even when several come at once.',
  },
  {
    title: 'an unknown method is answered with error -32601, and the next request as ever',
    wireAlone: true,
    check: async (session) => {
      await refuses(session, 'transmogrify');
      await asksFor(session, single(3));
    },
    advice:
      'Answer {"error": {"code": -32601, "message": "no such method"}} and read the next line.',
  },
];

async function asksFor(session: Session, given: Given): Promise<void> {
  await askBackward(session, posed(given, session.introduction));
}

function reading(encoding: Exclude<Encoding, 'decimal'>): Step {
  return {
    title: `reads numbers as ${encoding}`,
    wireAlone: true,
    skip: ({ encodings }) => !encodings.includes(encoding) && 'it is not among its encodings',
    check: async (session) => {
      const tensor = (operand: Answer) => session.wire.tensor(operand, encoding);
      await expectEcho(session, extremesOf(session.introduction), ({ X, W, dY }) => {
        return { X: tensor(X), W: tensor(W), dY: tensor(dY) };
      });
    },
    advice: 'They are the bytes of an array of `datatype`, little-endian.',
  };
}

/** Numbers that lose something on any way that is narrower than is said. */
function extremesOf(introduction: Introduction): number[] {
  const { X, W, dY } = tensorFormats(introduction);
  const arithmetics = arithmeticsOf(introduction, introduction.claims);
  const passed = existingGradients(introduction.claims).flatMap((name) => {
    const { throughout, multiplies } = arithmetics[name];
    return multiplies === undefined ? [throughout] : [throughout, multiplies];
  });
  const format = meetOf([X, W, dY, ...passed]);
  const { largest, precision } = format;
  const nearOne = 1 + 2 ** (1 - precision);
  const third = round(1 / 3, format);
  const values = [1, 0, -0, 2 ** precision - 1, nearOne, -third, third / 4096, largest];
  return [...values.filter((value) => isOf(value, format)), smallestNormal(format)];
}

async function refuses({ connection }: Session, method: string): Promise<void> {
  const answer = await connection.request(method, {}).catch((error: unknown) => error);
  if (answer instanceof ErrorAnswer) {
    if (answer.code === errorCodes.method) return;
    throw unmet(method, `error ${errorCodes.method}`, `error ${answer.code}`);
  }
  if (answer instanceof Error) throw answer;
  throw unmet(method, `error ${errorCodes.method}`, 'a result');
}
