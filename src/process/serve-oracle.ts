import type { Readable, Writable } from 'node:stream';
import { GradgateError } from '../errors.ts';
import { type Arithmetics, arithmeticsOf } from '../oracle/arithmetic.ts';
import { expectedForward, expectedOf } from '../oracle/expected-of.ts';
import { heldAs, questionOf } from '../oracle/question-of.ts';
import type { Expected } from '../wire/json-balls.ts';
import { decodeGiven, decodeOperands } from '../wire/json-given.ts';
import { malformed } from '../wire/malformed.ts';
import { saidFields, saidIn } from '../wire/said-in.ts';
import { overWire, readerOf } from './over-wire.ts';
import { protocolVersion } from './protocol.ts';
import { MethodError, type Methods, serve } from './serve.ts';
import type { Wire } from './wire.ts';

/**
 * Serves certified gradients in the words of the protocol, until the input ends.
 * @throws what our own code threw first, once the input has ended: whoever asked was told, too
 */
export async function serveOracle(
  gradgate: string,
  input: Readable,
  output: Writable,
): Promise<void> {
  const bugs: unknown[] = [];
  await serve(noting(oracleNamed(`gradgate oracle ${gradgate}`), bugs), input, output);
  if (bugs.length > 0) throw bugs[0];
}

/** The same methods. What they throw that is not about the request goes into `bugs`, too. */
function noting(methods: Methods, bugs: unknown[]): Methods {
  const noted = Object.entries(methods).map(([name, method]) => [
    name,
    async (params: unknown) => {
      try {
        return await method(params);
      } catch (error) {
        const aboutRequest = error instanceof MethodError || error instanceof GradgateError;
        if (!aboutRequest) bugs.push(error);
        throw error;
      }
    },
  ]);
  return Object.fromEntries(noted);
}

const numberFormat = 'float64';

/** All that an answer follows from; destinations would have to be written. */
const claims = {
  batchInvariant: true,
  layouts: 'all',
  emptyExtents: true,
  batching: 'broadcast',
  grouping: 'zero tail',
  vectors: true,
  transposeFlags: true,
  scaling: true,
  bias: true,
  subsets: true,
  sharedOperand: true,
  nonFinite: 'ieee',
} as const;

/**
 * Each tensor of an answer has `radii` beside its `data`. With `numberFormat` in the request, an
 * answer computed in it is right when every entry is that close. Without, the true values are.
 */
function oracleNamed(name: string): Methods {
  const introduction = { protocolVersion, name, numberFormat, claims, methods: ['forward'] };
  return overWire(
    { numberFormat },
    {
      initialize: () => ({ ...introduction, encodings: ['base64', 'file'] }),
      forward: (params, wire) => {
        refuseUnknown(params, ['X', 'W', 'dY', 'groups', ...saidFields, 'weight']);
        const operands = heldAs(decodeOperands(params, readerOf(wire)), params['weight']);
        return { Y: tensor(expectedForward(operands, arithmeticsFrom(params)), wire) };
      },
      backward: (params, wire) => {
        refuseUnknown(params, ['X', 'W', 'dY', 'groups', 'options', ...saidFields, 'weight']);
        const given = heldAs(decodeGiven(params, readerOf(wire)), params['weight']);
        if (given.options?.into) throw malformed('options.into', 'none: nothing is written', 'one');
        const { Y: _, ...answers } = expectedOf(questionOf(given), arithmeticsFrom(params));
        const tensors = Object.entries(answers).map(([key, each]) => [key, tensor(each, wire)]);
        return Object.fromEntries(tensors);
      },
      shutdown: () => null,
    },
  );
}

/** What is not understood would change the answer. @throws GradgateError FORMAT */
function refuseUnknown(params: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  const unknown = Object.keys(params).find((name) => !known.includes(name));
  if (unknown !== undefined) throw malformed('params', `only ${known.join(', ')}`, unknown);
}

/** Who computed the answers that are to be judged; nobody, without a format. */
function arithmeticsFrom(params: Readonly<Record<string, unknown>>): Arithmetics | undefined {
  if (params['numberFormat'] !== undefined) {
    const said = saidIn(params);
    return arithmeticsOf(said, said.claims);
  }
  const alone = saidFields.find((name) => params[name] !== undefined);
  if (alone === undefined) return undefined;
  throw malformed(alone, 'none without a numberFormat', params[alone]);
}

function tensor({ shape, mid, rad }: Expected, wire: Wire) {
  return { ...wire.tensor({ shape, data: mid }), radii: wire.data(rad) };
}
