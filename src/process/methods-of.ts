import { poison } from '../call/subject-crash.ts';
import type { Answers, Given, Operands, Recorded, Subject } from '../contract/subject.ts';
import { defined } from '../defined.ts';
import { decodeGiven, decodeOperands } from '../wire/json-given.ts';
import {
  backwardOf,
  effectiveOf,
  forwardOf,
  playedBack,
  recordOf,
  type Snapshot,
  snapshotOf,
} from './answers-of.ts';
import { Latest } from './latest.ts';
import { NumberedArrays } from './numbered-arrays.ts';
import { numbersOwed } from './numbers-owed.ts';
import { overWire, readerOf, understood } from './over-wire.ts';
import { protocolVersion } from './protocol.ts';
import type { Methods } from './serve.ts';
import type { Wire } from './wire.ts';
import { overwrite, writtenSince } from './written-since.ts';

type Params = Readonly<Record<string, unknown>>;

interface Tape {
  readonly recorded: Recorded;
  readonly operands: Operands;
}

interface Kept {
  readonly given: Given;
  readonly answers: Answers;
}

/** No sequence of calls has more recorded passes. */
const mostTapes = 64;

/** A property looks again at an answer a few calls later. */
const mostKept = 4;

/**
 * A subject's functions as methods of the protocol. Beyond the protocol, for a subject in a thread:
 * `begin`; `owned`, by which the caller has answers spoilt once they are copied; `hold`, by which an
 * answer is kept; and `again`, which tells what a kept answer is now.
 */
export function methodsOf(subject: Subject): Methods {
  const { name, numberFormat, formats, claims = {}, knownFailures = {} } = subject;
  const about = { numberFormat, ...defined({ formats }) };
  const tapes = new Latest<Tape>(mostTapes);
  const held = new Latest<Kept>(mostKept);
  const arrays = new NumberedArrays();
  const read = (params: Params, wire: Wire) => arrays.reader(params['arrays'], readerOf(wire));
  const methods = (['forward', 'record', 'effective', 'reset'] as const).filter(
    (each) => subject[each],
  );
  return overWire(about, {
    initialize: () => ({
      ...{ protocolVersion, name, ...about, claims, methods },
      ...{ encodings: understood, arrays: true, knownFailures },
    }),
    backward: async (params, wire) => {
      if ('tape' in params) return playBack(tapes.get('tape', params['tape']), params, wire);
      const given = decodeGiven(params, read(params, wire));
      const written = writtenSince(given, wire);
      const snapshot = await backwardOf(subject, given);
      const answered = { ...tensors(snapshot, params, wire), ...written() };
      if (!params['hold']) return answered;
      return { ...answered, held: held.keep({ given, answers: snapshot.answers }) };
    },
    again: (params, wire) => {
      const { given, answers } = held.get('held', params['held']);
      overwrite(given, params, wire);
      return tensors({ answers, copies: snapshotOf(answers, numbersOwed(given)) }, {}, wire);
    },
    ...(subject.forward && {
      forward: async (params, wire) =>
        tensors(await forwardOf(subject, decodeOperands(params, read(params, wire))), params, wire),
    }),
    ...(subject.record && {
      record: async (params, wire) => {
        const operands = decodeOperands(params, read(params, wire));
        const { recorded, ...snapshot } = await recordOf(subject, operands);
        return { ...tensors(snapshot, params, wire), tape: tapes.keep({ recorded, operands }) };
      },
    }),
    ...effective(subject),
    reset: () => {
      for (const kept of [tapes, held, arrays]) kept.clear();
      return subject.reset?.();
    },
    begin: () => subject.begin?.(),
    shutdown: () => subject.dispose?.(),
  });
}

/** The method of this name, where there is one. */
function effective(subject: Subject) {
  if (subject.effective === undefined) return {};
  return {
    effective: async (params: Params, wire: Wire) =>
      tensors(await effectiveOf(subject, wire.operand('W', params['W'])), params, wire),
  };
}

async function playBack({ recorded, operands }: Tape, params: Params, wire: Wire) {
  overwrite(operands, params, wire);
  const dY = wire.operand('dY', params['dY']);
  return tensors(await playedBack(recorded, { ...operands, dY }), params, wire);
}

/** The copies for the wire; answers that are the caller's are spoilt, as the caller may. */
function tensors({ copies, answers }: Snapshot, { owned }: Params, wire: Wire) {
  const entries = Object.entries(copies).map(([name, copy]) => [name, wire.tensor(copy)] as const);
  if (owned === true) poison(answers);
  return Object.fromEntries(entries);
}
