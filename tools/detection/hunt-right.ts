import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { unusual } from '../../bank/unusual/index.ts';
import type { RightRecord } from './detection.ts';
import { peersOf } from './hunt-fault.ts';
import type { Round } from './round-of.ts';

/**
 * Asks the right subjects on all threads, until at least `problems` were asked in all. Tells how they
 * fared now and then, and at the end.
 */
export async function huntRight(
  problems: number,
  told: (records: readonly RightRecord[]) => Promise<void>,
): Promise<void> {
  const records = new Map<string, RightRecord>();
  for (const subject of unusual) {
    const { name } = subject;
    records.set(name, { name, problems: 0, accusations: 0, peers: await peersOf(subject) });
  }
  await asking(
    (round) => {
      add(records, round);
      const asked = [...records.values()].reduce((total, each) => total + each.problems, 0);
      return asked >= problems;
    },
    () => told([...records.values()]),
  );
  await told([...records.values()]);
}

/** Calls `heard` with every round, until it says that it was enough, and `now` every half minute. */
async function asking(heard: (round: Round) => boolean, now: () => Promise<void>): Promise<void> {
  const threads = availableParallelism();
  const workers = Array.from({ length: threads }, (_, thread) => {
    // Seeds that no other thread has; an odd step, as the sizes alternate with them.
    const workerData = { first: 2 + thread, step: threads + (threads % 2 === 0 ? 1 : 0) };
    return new Worker(new URL('./right-worker.js', import.meta.url), { workerData });
  });
  const timer = setInterval(() => void now(), 30_000);
  await new Promise<void>((resolve, reject) => {
    for (const worker of workers) {
      worker.on('message', (round: Round) => heard(round) && resolve()).once('error', reject);
    }
  });
  clearInterval(timer);
  await Promise.all(workers.map((worker) => worker.terminate()));
}

function add(records: Map<string, RightRecord>, { name, problems, accusations }: Round): void {
  for (const accusation of accusations) console.error(`${name} is accused by ${accusation}`);
  const before = records.get(name);
  if (before === undefined) return;
  records.set(name, {
    ...before,
    problems: before.problems + problems,
    accusations: before.accusations + accusations.length,
  });
}
