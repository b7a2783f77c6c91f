/** Work on the faults of the bank, one after another on each of as many threads as there are processors. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';
import { type Fault, faults } from '../../bank/faults/index.ts';

/**
 * What the module `worker` answers about each of `asked`, in their order.
 * @throws what a thread throws, and an Error where one ends without an answer
 */
export async function onThreads<T>(
  worker: URL,
  asked: readonly Fault[],
  heard: (answer: T, count: number) => void = () => {},
): Promise<T[]> {
  const answers = new Map<string, T>();
  const left = asked.map(({ name }) => name);
  const threads = Math.min(availableParallelism(), left.length);
  const serve = () =>
    new Promise<void>((resolve, reject) => {
      const thread = new Worker(worker);
      const next = () => thread.postMessage(left.shift());
      thread.once('error', reject).once('exit', () => resolve());
      thread.on('message', ([name, answer]: [string, T]) => {
        answers.set(name, answer);
        heard(answer, answers.size);
        next();
      });
      next();
    });
  await Promise.all(Array.from({ length: threads }, serve));
  return asked.map(({ name }) => {
    const answer = answers.get(name);
    if (answer === undefined) throw new Error(`Nothing was answered about ${name}`);
    return answer;
  });
}

/** Called by such a module: answers about one fault after another, until no name comes. */
export function answerAbout(answerTo: (fault: Fault) => Promise<unknown>): void {
  parentPort?.on('message', async (name: string | undefined) => {
    if (name === undefined) return parentPort?.close();
    const fault = faults.find((each) => each.name === name);
    if (fault === undefined) throw new Error(`There is no fault ${name}`);
    parentPort?.postMessage([name, await answerTo(fault)]);
  });
}
