import type { Answer, Given, Operands, Recorded, Subject } from '../contract/subject.ts';
import { decodeGiven, decodeOperands, type TensorReader } from '../wire/json-given.ts';
import { type Encoding, errorCodes, type InitializeParams, protocolVersion } from './protocol.ts';
import { MethodError, type Methods } from './serve.ts';
import { asObject, Wire } from './wire.ts';

const understood: readonly Encoding[] = ['base64', 'file'];

/** A method that reads its parameters from the wire, and writes what it answers for it. */
type WireMethod = (params: Record<string, unknown>, wire: Wire) => unknown;

interface Tape {
  readonly recorded: Recorded;
  readonly operands: Operands;
}

/** A subject's functions as methods of the protocol. */
export function methodsOf(subject: Subject): Methods {
  const { name, numberFormat, claims = {}, knownFailures = {} } = subject;
  const tapes = new Map<number, Tape>();
  const methods = (['forward', 'record', 'reset'] as const).filter((each) => subject[each]);
  return overWire(numberFormat, {
    initialize: () => {
      const introduction = { protocolVersion, name, numberFormat, claims, methods };
      return { ...introduction, encodings: understood, knownFailures };
    },
    backward: async (params, wire) => {
      if ('tape' in params) return playBack(tapes, params, wire);
      const given = decodeGiven(params, readerOf(wire));
      const answers = (await subject.backward(given)) ?? {};
      return { ...tensors(answers, wire), ...written(given, wire) };
    },
    ...(subject.forward && {
      forward: async (params, wire) => {
        const Y = await subject.forward?.(decodeOperands(params, readerOf(wire)));
        return tensors({ Y }, wire);
      },
    }),
    ...(subject.record && {
      record: async (params, wire) => {
        const operands = decodeOperands(params, readerOf(wire));
        const recorded = await subject.record?.(operands);
        if (recorded === undefined) throw new MethodError(errorCodes.method, 'no method record');
        tapes.set(tapes.size + 1, { recorded, operands });
        return { ...tensors({ Y: recorded.Y }, wire), tape: tapes.size };
      },
    }),
    reset: () => {
      tapes.clear();
      return subject.reset?.();
    },
    shutdown: () => subject.dispose?.(),
  });
}

/** Methods that know the wire, which `initialize` settles. */
export function overWire(
  numberFormat: Subject['numberFormat'],
  methods: Readonly<Record<string, WireMethod>>,
): Methods {
  let wire = new Wire({ numberFormat, encodings: [] }, '', 'answered');
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      (params: unknown) => {
        const fields = asObject('params', params);
        if (name === 'initialize') wire = wireFor(fields, numberFormat);
        return method(fields, wire);
      },
    ]),
  );
}

/** Reads the tensors of a request. */
export function readerOf(wire: Wire): TensorReader {
  return (where, value) => wire.operand(where, value);
}

/** @throws MethodError, when no common version is spoken */
function wireFor(
  params: Partial<Record<keyof InitializeParams, unknown>>,
  numberFormat: Subject['numberFormat'],
): Wire {
  const { protocolVersions, encodings, folder } = params;
  if (Array.isArray(protocolVersions) && protocolVersions.includes(protocolVersion)) {
    const known: readonly unknown[] = Array.isArray(encodings) ? encodings : [];
    const both = understood.filter((each) => known.includes(each));
    const agreed = typeof folder === 'string' && both.includes('file') ? folder : '';
    return new Wire({ numberFormat, encodings: both }, agreed, 'answered');
  }
  const offered = JSON.stringify(protocolVersions);
  throw new MethodError(errorCodes.version, `only version ${protocolVersion}, not ${offered}`);
}

async function playBack(
  tapes: ReadonlyMap<number, Tape>,
  params: Record<string, unknown>,
  wire: Wire,
) {
  const tape = tapes.get(Number(params['tape']));
  if (tape === undefined) throw new MethodError(errorCodes.params, 'tape: it was never recorded');
  if (params['overwritten'] !== undefined) {
    const now = decodeOperands(asObject('overwritten', params['overwritten']), readerOf(wire));
    for (const name of ['X', 'W'] as const) tape.operands[name].data.set(now[name].data);
  }
  return tensors(await tape.recorded.backward(wire.operand('dY', params['dY'])), wire);
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
