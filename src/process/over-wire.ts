import type { Subject } from '../contract/subject.ts';
import type { TensorReader } from '../wire/json-given.ts';
import { type Encoding, errorCodes, type InitializeParams, protocolVersion } from './protocol.ts';
import { MethodError, type Methods } from './serve.ts';
import { asObject, Wire } from './wire.ts';

/** How this side can read numbers, besides decimals. */
export const understood: readonly Encoding[] = ['base64', 'file'];

/** A method that reads its parameters from the wire, and writes what it answers for it. */
type WireMethod = (params: Record<string, unknown>, wire: Wire) => unknown;

/** What an adapter says of its number formats. */
type Formats = Pick<Subject, 'numberFormat' | 'formats'>;

/** Methods that know the wire, which `initialize` settles. */
export function overWire(formats: Formats, methods: Readonly<Record<string, WireMethod>>): Methods {
  let wire = new Wire({ ...formats, encodings: [] }, '', 'answered');
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      (params: unknown) => {
        const fields = asObject('params', params);
        if (name === 'initialize') wire = wireFor(fields, formats);
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
function wireFor(params: Partial<Record<keyof InitializeParams, unknown>>, formats: Formats): Wire {
  const { protocolVersions, encodings, folder } = params;
  if (Array.isArray(protocolVersions) && protocolVersions.includes(protocolVersion)) {
    if (encodings === 'arrays') return new Wire({ ...formats, encodings }, '', 'answered');
    const known: readonly unknown[] = Array.isArray(encodings) ? encodings : [];
    const both = understood.filter((each) => known.includes(each));
    const agreed = typeof folder === 'string' && both.includes('file') ? folder : '';
    return new Wire({ ...formats, encodings: both }, agreed, 'answered');
  }
  const offered = JSON.stringify(protocolVersions);
  throw new MethodError(errorCodes.version, `only version ${protocolVersion}, not ${offered}`);
}
