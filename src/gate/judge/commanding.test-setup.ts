import { subjectOf } from '../../../bank/engine/subject-of.ts';
import { historyIndependence } from '../../../properties/history-independence.ts';
import { Border } from '../../call/border.ts';
import { Storage } from '../../call/storage.ts';
import type { Operand, Subject } from '../../contract/subject.ts';
import { firstDisagreement } from './ask.ts';
import type { Asking, Command, How, Pass } from './command.ts';
import { BrokenSequence, type Past } from './past.ts';

/** How a call of a sequence is asked and judged, for tests. */
export function asking(pass: Pass = 'backward', how: How = 'in new arrays'): Asking {
  return { pass, how, check: (question) => firstDisagreement(historyIndependence, question) };
}

/** What a subject was asked, and the X that it was given. */
export interface Told {
  readonly what: string;
  readonly X?: Operand;
}

/** A subject with every pass and without claims, and what it is asked. */
export function telling(told: Told[], changed: Partial<Subject> = {}): Subject {
  const complete = { ...subjectOf('complete'), claims: {}, ...changed };
  return {
    ...complete,
    backward: (given) => {
      told.push({ what: 'backward', X: given.X });
      return complete.backward(given);
    },
    forward: (given) => {
      told.push({ what: 'forward', X: given.X });
      return complete.forward?.(given) ?? { shape: [], data: [] };
    },
    record: async (given) => {
      told.push({ what: 'record', X: given.X });
      const tape = await complete.record?.(given);
      if (tape === undefined) throw new Error('it has no record');
      const backward: typeof tape.backward = (dY) => {
        told.push({ what: 'play back' });
        return tape.backward(dY);
      };
      return { ...tape, backward };
    },
  };
}

/** A sequence that has just begun, and how its commands are run: in words, and what ends it. */
export function sequence(changed: Partial<Subject> = {}) {
  const told: Told[] = [];
  const border = new Border(telling(told, changed));
  const past: Past = {
    ...{ calls: [], recorded: [], storage: new Storage(), ran: [], crash: undefined },
  };
  /** The first that disagrees, after these commands; nothing, where none does. */
  const run = async (...commands: readonly Command[]): Promise<BrokenSequence | undefined> => {
    for (const command of commands) {
      try {
        await command.run(past, border);
      } catch (error) {
        if (error instanceof BrokenSequence) return error;
        throw error;
      }
    }
    return undefined;
  };
  const words = () => past.calls.map((made) => made.words);
  const asked = () => told.map(({ what }) => what);
  return { told, border, past, run, words, asked };
}
