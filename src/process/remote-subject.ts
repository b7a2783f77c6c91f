import { type Elsewhere, elsewhere, type Held } from '../call/elsewhere.ts';
import { OwnBug, SubjectCrash } from '../call/subject-crash.ts';
import type { Given, Operand, Operands, Recorded, Subject } from '../contract/subject.ts';
import { defined } from '../defined.ts';
import { GradgateError, messageOf } from '../errors.ts';
import { sizeOf } from '../matrix/strided.ts';
import { sameBits } from '../number/same-bits.ts';
import type { Adapter } from './adapter.ts';
import { type Connection, ErrorAnswer } from './connection.ts';
import { mismatchFrom } from './mismatch-from.ts';
import { ArrayNumbers } from './numbered-arrays.ts';
import { numbersOfProduct, numbersOwed } from './numbers-owed.ts';
import { errorCodes } from './protocol.ts';
import { asObject, type Wire } from './wire.ts';

/** A subject in a process or thread of its own, which has to be disposed of. */
export type RemoteSubject = Subject &
  Required<Pick<Subject, 'begin' | 'dispose'>> & { readonly [elsewhere]: Elsewhere };

/** The way to a subject. */
export interface Way {
  readonly adapter: Adapter;
  readonly wire: Wire;
  /** It is a thread or page, which knows more than the protocol: `begin`, `owned`, `hold` and `again`. */
  readonly thread: boolean;
}

interface NumberingWay extends Way {
  /** What tells it which arrays it is given. */
  readonly numbers: (operands: Readonly<Record<string, Operand>>) => object;
}

/** The subject that an adapter speaks for. @throws GradgateError ADAPTER; SubjectCrash */
export async function remoteSubject(plain: Way): Promise<RemoteSubject> {
  const { adapter, thread, wire } = plain;
  const introduction = await adapter.introduction();
  const { name, numberFormat, formats, claims, knownFailures, methods, arrays } = introduction;
  const known = new ArrayNumbers();
  const way: NumberingWay = {
    ...plain,
    numbers: (operands) => (arrays ? { arrays: known.of(operands) } : {}),
  };
  const about = { name, numberFormat, claims, ...defined({ formats, knownFailures }) };
  const functions = (more: object): Pick<Subject, 'backward' | 'forward' | 'record'> => ({
    backward: speaking((given) => backward(way, given, more)),
    ...(methods.includes('forward') && {
      forward: speaking((given: Operands) => forward(way, given, more)),
    }),
    ...(methods.includes('record') && {
      record: speaking((given: Operands) => record(way, given, more)),
    }),
  });
  const subject = {
    ...about,
    ...functions({}),
    ...(methods.includes('reset') && {
      reset: speaking(async () => void (await adapter.request('reset', {}))),
    }),
    ...(methods.includes('effective') && {
      effective: speaking(async (W: Operand) => {
        const result = await adapter.request('effective', { W: wire.tensor(W) }, sizeOf(W.shape));
        return wire.effective(asObject('effective', result)['W'], W);
      }),
    }),
    begin: speaking(async () => {
      adapter.allowance.begin();
      if (thread) await adapter.request('begin', {});
    }),
    dispose: async () => {
      const failed = await adapter.dispose();
      if (thread && failed !== undefined) throw new Error(failed.words);
    },
  };
  return {
    ...subject,
    [elsewhere]: {
      claiming: ({ ownedAnswers }) => functions(thread && ownedAnswers ? { owned: true } : {}),
      hold: speaking((given) => hold(way, given)),
      renew: () => adapter.renew(),
    },
  };
}

/** A call of ours on behalf of a subject: what it throws that is not about the subject is a bug. */
function speaking<Asked extends unknown[], T>(
  call: (...asked: Asked) => Promise<T>,
): (...asked: Asked) => Promise<T> {
  return async (...asked) => {
    try {
      return await call(...asked);
    } catch (error) {
      if (error instanceof ErrorAnswer && error.code === errorCodes.answer) throw noAnswer(error);
      if (error instanceof SubjectCrash || error instanceof GradgateError) throw error;
      throw new OwnBug(messageOf(error), { cause: error });
    }
  };
}

/** What the subject answered is no answer, says the side that has read it. */
function noAnswer({ data, words }: ErrorAnswer): GradgateError {
  const mismatch = mismatchFrom(data) ?? {
    where: 'the answer',
    expected: 'one that can be copied',
    actual: words,
  };
  return new GradgateError('ANSWER', mismatch);
}

async function backward({ adapter, wire, numbers }: NumberingWay, given: Given, more: object) {
  const { X, W, dY } = given;
  const result = await adapter.request(
    'backward',
    { ...wire.given(given), ...numbers({ X, W, dY }), ...more },
    numbersOwed(given),
  );
  return wire.answers(result, given);
}

async function forward({ adapter, wire, numbers }: NumberingWay, operands: Operands, more: object) {
  const { X, W } = operands;
  const params = { ...wire.operands(operands), ...numbers({ X, W }), ...more };
  const answer = await adapter.request('forward', params, numbersOfProduct(operands));
  return wire.product(asObject('forward', answer)['Y'], operands);
}

/** A tape lives in the process or thread that recorded it, and is gone with it. */
async function record(way: NumberingWay, operands: Operands, more: object): Promise<Recorded> {
  const { adapter, wire, numbers } = way;
  const { X, W } = operands;
  const overwritten = overwrittenSince(operands, wire);
  const params = { ...wire.operands(operands), ...numbers({ X, W }), ...more };
  const result = asObject(
    'record',
    await adapter.request('record', params, numbersOfProduct(operands)),
  );
  const home = await adapter.connection();
  const { tape, Y } = result;
  if (typeof tape !== 'number' && typeof tape !== 'string') {
    const [where, expected] = ['record, tape', 'a number or a text to ask for it by'];
    throw new GradgateError('ANSWER', { where, expected, actual: typeof tape });
  }
  return {
    Y: wire.product(Y, operands),
    backward: speaking(async (dY: Operand) => {
      await checkHome(adapter, home, 'the recorded forward pass');
      const asked = { tape, dY: wire.tensor(dY), ...overwritten(), ...more };
      const given = { ...operands, dY };
      return wire.answers(await adapter.request('backward', asked, numbersOwed(given)), given);
    }),
  };
}

/** What was answered; and, where the answer is kept, what has become of it. */
async function hold({ adapter, wire, thread }: Way, given: Given): Promise<Held> {
  const overwritten = overwrittenSince(given, wire);
  const params = { ...wire.given(given), ...(thread && { hold: true }) };
  const result = asObject(
    'backward',
    await adapter.request('backward', params, numbersOwed(given)),
  );
  const answers = wire.answers(result, given);
  if (!thread) return { answers };
  const home = await adapter.connection();
  return {
    answers,
    now: speaking(async () => {
      await checkHome(adapter, home, 'the answer');
      const { held } = result;
      return wire.answers(await adapter.request('again', { held, ...overwritten() }), given);
    }),
  };
}

/** @throws SubjectCrash, when what was kept there is gone */
async function checkHome(adapter: Adapter, home: Connection, what: string): Promise<void> {
  if ((await adapter.connection()) === home) return;
  throw new SubjectCrash(`backward: ${what} is gone with its process`);
}

/** Tells what the caller has since put into operands: the other side cannot see it by itself. */
function overwrittenSince(operands: Operands & Partial<Given>, wire: Wire) {
  const { X, W, dY } = operands;
  const copies = [X, W, ...(dY ? [dY] : [])].map(({ data }) => ({ data, before: data.slice() }));
  return () => {
    if (copies.every(({ data, before }) => sameBits(data, before))) return {};
    return { overwritten: { ...wire.operands(operands), ...(dY && { dY: wire.tensor(dY) }) } };
  };
}
