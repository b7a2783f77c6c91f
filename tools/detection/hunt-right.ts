import { unusual } from '../../bank/unusual/index.ts';
import { onThreads } from '../lib/on-threads.ts';
import type { RightRecord } from './detection.ts';
import { peersOf } from './hunt-fault.ts';
import type { Answered, Round } from './round-of.ts';
import { roundsOf } from './rounds-of.ts';

/**
 * Asks the right subjects on all threads, until each was asked at least `problems`, those before it
 * included, as `before` has them. Tells how they fared now and then, and at the end.
 */
export async function huntRight(
  problems: number,
  before: readonly RightRecord[],
  told: (records: readonly RightRecord[]) => Promise<void>,
): Promise<void> {
  const records = new Map<string, RightRecord>();
  for (const subject of unusual) {
    const { name } = subject;
    const known = before.find((record) => record.name === name);
    const peers = await peersOf(subject, known?.peers);
    records.set(name, { rounds: 0, problems: 0, accusations: 0, ...known, name, peers });
  }
  const worker = new URL('./right-worker.js', import.meta.url);
  const timer = setInterval(() => void told([...records.values()]), 30_000);
  try {
    await onThreads<Round, Answered>(worker, roundsOf(records, problems), (answer, { name }) => {
      const record = records.get(name);
      if (record !== undefined) records.set(name, withRound(record, answer));
    });
  } finally {
    clearInterval(timer);
  }
  await told([...records.values()]);
}

function withRound(record: RightRecord, { problems, accusations }: Answered): RightRecord {
  for (const accusation of accusations) console.error(`${record.name} is accused by ${accusation}`);
  return {
    ...record,
    rounds: record.rounds + 1,
    problems: record.problems + problems,
    accusations: record.accusations + accusations.length,
  };
}
