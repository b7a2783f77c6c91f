import type { Answer, Given, Operand, Operands, Recorded, Subject } from '../contract/subject.ts';
import { type Encoding, errorCodes, type InitializeParams, protocolVersion } from './protocol.ts';
import { MethodError, type Methods } from './serve.ts';
import { asObject, Wire } from './wire.ts';

const understood: readonly Encoding[] = ['base64', 'file'];

/** What an adapter is asked with, once it is known how its answers are to be written. */
type Asked<T> = (params: Record<string, unknown>, wire: Wire) => T;

/** A subject's functions as methods of the protocol. */
export function methodsOf(subject: Subject): Methods {
  const { name, numberFormat, claims = {}, knownFailures = {} } = subject;
  const tapes = new Map<number, { readonly recorded: Recorded; readonly operands: Operands }>();
  const methods = (['forward', 'record', 'reset'] as const).filter((each) => subject[each]);
  return inTurn(subject, {
    initialize: () => {
      const introduction = { protocolVersion, name, numberFormat, claims, methods };
      return { ...introduction, encodings: understood, knownFailures };
    },
    backward: async (params, wire) => {
      if ('tape' in params) return playBack(tapes, params, wire);
      const given = givenFrom(params, wire);
      const answers = (await subject.backward(given)) ?? {};
      return { ...tensors(answers, wire), ...written(given, wire) };
    },
    forward: async (params, wire) =>
      tensors({ Y: await subject.forward?.(operandsFrom(params, wire)) }, wire),
    record: async (params, wire) => {
      const operands = operandsFrom(params, wire);
      const recorded = await subject.record?.(operands);
      if (recorded === undefined) throw new MethodError(errorCodes.method, 'no method record');
      tapes.set(tapes.size + 1, { recorded, operands });
      return { ...tensors({ Y: recorded.Y }, wire), tape: tapes.size };
    },
    reset: () => {
      tapes.clear();
      return subject.reset?.();
    },
    shutdown: () => subject.dispose?.(),
  });
}

/** Methods that know the wire, which `initialize` settles; of those that the subject has. */
export function inTurn(
  { numberFormat, ...subject }: Pick<Subject, 'numberFormat' | 'forward' | 'record'>,
  asked: Readonly<Record<string, Asked<unknown>>>,
): Methods {
  let wire = new Wire({ numberFormat, encodings: [] }, '', 'answered');
  const missing = (['forward', 'record'] as const).filter((name) => subject[name] === undefined);
  const entries = Object.entries(asked).filter(([name]) => !missing.some((each) => each === name));
  return Object.fromEntries(
    entries.map(([name, call]) => [
      name,
      (params: unknown) => {
        const fields = asObject('params', params);
        if (name === 'initialize') wire = wireFor(fields, numberFormat);
        return call(fields, wire);
      },
    ]),
  );
}

/** @throws MethodError, when no common version is spoken */
function wireFor(params: Partial<InitializeParams>, numberFormat: Subject['numberFormat']): Wire {
  const { protocolVersions, encodings = [], folder = '' } = params;
  if (protocolVersions?.includes(protocolVersion)) {
    const both = understood.filter((each) => encodings.includes(each));
    return new Wire({ numberFormat, encodings: both }, folder, 'answered');
  }
  const offered = JSON.stringify(protocolVersions);
  throw new MethodError(errorCodes.version, `only version ${protocolVersion}, not ${offered}`);
}

/** X and W; one object, when W is X. @throws MethodError */
export function operandsFrom(params: Record<string, unknown>, wire: Wire): Operands {
  const X = operandFrom('X', params['X'], wire);
  return { X, W: params['W'] === 'X' ? X : operandFrom('W', params['W'], wire) };
}

/** The question of `backward`. @throws MethodError */
export function givenFrom(params: Record<string, unknown>, wire: Wire): Given {
  const { X, W } = operandsFrom(params, wire);
  const given = { X, W, dY: operandFrom('dY', params['dY'], wire) };
  const { options } = params;
  if (options === undefined) return given;
  // SAFETY: gradgate's own requests follow the schema; an option that is none is ignored.
  const { into, ...plain } = options as NonNullable<Given['options']>;
  if (into === undefined) return { ...given, options: plain };
  const destination = (name: 'dX' | 'dW'): Operand => {
    const place: unknown = into[name];
    if (place === 'X' || place === 'W') return given[place];
    return operandFrom(`into.${name}`, place, wire);
  };
  const [dX, dW] = [destination('dX'), destination('dW')];
  return { ...given, options: { ...plain, into: { dX, dW, accumulate: into.accumulate } } };
}

function operandFrom(name: string, value: unknown, wire: Wire): Operand {
  const tensor: { shape?: unknown; data?: unknown } = Object(wire.answer(name, value));
  const { shape, data } = tensor;
  if (!Array.isArray(shape) || typeof data !== 'object' || data === null) {
    throw new MethodError(errorCodes.params, `${name}: expected a tensor`);
  }
  // SAFETY: strides and offset are as the schema has them, or left out.
  const { strides, offset } = tensor as Partial<Operand>;
  const numbers = Float64Array.from(Object(data));
  return strides === undefined
    ? { shape, data: numbers }
    : { shape, data: numbers, strides, offset: offset ?? 0 };
}

async function playBack(
  tapes: ReadonlyMap<number, { readonly recorded: Recorded; readonly operands: Operands }>,
  params: Record<string, unknown>,
  wire: Wire,
) {
  const tape = tapes.get(Number(params['tape']));
  if (tape === undefined) throw new MethodError(errorCodes.params, 'tape: it was never recorded');
  if (params['overwritten'] !== undefined) {
    const now = operandsFrom(asObject('overwritten', params['overwritten']), wire);
    for (const name of ['X', 'W'] as const) tape.operands[name].data.set(now[name].data);
  }
  return tensors(await tape.recorded.backward(operandFrom('dY', params['dY'], wire)), wire);
}

function tensors(answers: object, wire: Wire) {
  const entries: [string, Answer | undefined][] = Object.entries(answers);
  return Object.fromEntries(
    entries.flatMap(([name, answer]) => (answer ? [[name, wire.tensor(answer)]] : [])),
  );
}

/** What the storage that a subject was given holds after the call. */
function written({ X, W, dY, options: { into } = {} }: Given, wire: Wire) {
  const operands = { X: wire.storage(X), W: wire.storage(W), dY: wire.storage(dY) };
  if (into === undefined) return { operands };
  return { operands, into: { dX: wire.storage(into.dX), dW: wire.storage(into.dW) } };
}
