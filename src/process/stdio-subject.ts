import { OwnBug, SubjectCrash } from '../call/subject-crash.ts';
import type { Operand, Operands, Recorded, Subject } from '../contract/subject.ts';
import { GradgateError, messageOf } from '../errors.ts';
import { Adapter } from './adapter.ts';
import type { AdapterOptions } from './launcher.ts';
import { numbersOfProduct, numbersOwed } from './numbers-owed.ts';
import { asObject, Wire } from './wire.ts';

/** A subject in a process of its own, which has to be disposed of. */
export type StdioSubject = Subject & Required<Pick<Subject, 'begin' | 'dispose'>>;

/**
 * The subject that speaks the protocol on the stdin and stdout of a command. A call that crashes or
 * hangs ends the process, and the next call starts a new one.
 * @throws GradgateError ADAPTER, when there is no such command, or it says what cannot be;
 * SubjectCrash, when it does not say anything
 */
export async function stdioSubject(
  command: string,
  options: AdapterOptions = {},
): Promise<StdioSubject> {
  const adapter = new Adapter(command, options);
  try {
    return await subjectOf(adapter);
  } catch (error) {
    await adapter.dispose();
    throw error;
  }
}

async function subjectOf(adapter: Adapter): Promise<StdioSubject> {
  const introduction = await adapter.introduction();
  const { name, numberFormat, claims, methods, knownFailures } = introduction;
  const wire = new Wire(introduction, adapter.folder);
  const has = (method: (typeof methods)[number]): boolean => methods.includes(method);
  return {
    name,
    numberFormat,
    claims,
    ...(knownFailures === undefined ? {} : { knownFailures }),
    backward: speaking(async (given) =>
      wire.answers(await adapter.request('backward', wire.given(given), numbersOwed(given)), given),
    ),
    ...(has('forward') && {
      forward: speaking((given: Operands) => forward(adapter, wire, given)),
    }),
    ...(has('record') && { record: speaking((given: Operands) => record(adapter, wire, given)) }),
    ...(has('reset') && { reset: speaking(async () => void (await adapter.request('reset', {}))) }),
    begin: () => adapter.allowance.begin(),
    dispose: () => adapter.dispose(),
  };
}

/** A call of ours on behalf of a subject: what it throws that is not about the subject is a bug. */
function speaking<Given extends unknown[], T>(
  call: (...given: Given) => Promise<T>,
): (...given: Given) => Promise<T> {
  return async (...given) => {
    try {
      return await call(...given);
    } catch (error) {
      if (error instanceof SubjectCrash || error instanceof GradgateError) throw error;
      throw new OwnBug(messageOf(error), { cause: error });
    }
  };
}

async function forward(adapter: Adapter, wire: Wire, operands: Operands) {
  const numbers = numbersOfProduct(operands);
  const answer = await adapter.request('forward', wire.operands(operands), numbers);
  const result = asObject('forward', answer);
  return wire.product(result['Y'], operands);
}

/** A tape lives in the process that recorded it, and is gone with it. */
async function record(adapter: Adapter, wire: Wire, operands: Operands): Promise<Recorded> {
  const given = [operands.X, operands.W].map(({ data }) => data.slice());
  const numbers = numbersOfProduct(operands);
  const answer = await adapter.request('record', wire.operands(operands), numbers);
  const result = asObject('record', answer);
  const home = await adapter.connection();
  const { tape, Y } = result;
  if (typeof tape !== 'number' && typeof tape !== 'string') {
    const [where, expected] = ['record, tape', 'a number or a text to ask for it by'];
    throw new GradgateError('ANSWER', { where, expected, actual: typeof tape });
  }
  /** What the caller has since put into the operands: the other side cannot see it by itself. */
  const overwritten = () => {
    const now = [operands.X, operands.W];
    const same = now.every(({ data }, i) =>
      data.every((entry, j) => Object.is(entry, given[i]?.[j])),
    );
    return same ? {} : { overwritten: wire.operands(operands) };
  };
  return {
    Y: wire.product(Y, operands),
    backward: speaking(async (dY: Operand) => {
      if ((await adapter.connection()) !== home) {
        throw new SubjectCrash('backward: the recorded forward pass is gone with its process');
      }
      const params = { tape, dY: wire.tensor(dY), ...overwritten() };
      const asked = { ...operands, dY };
      return wire.answers(await adapter.request('backward', params, numbersOwed(asked)), asked);
    }),
  };
}
