/** Work on one task after another, on each of as many threads as there are processors. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';

/**
 * Calls `heard` with what the module `worker` answers to each of `tasks`. A task is taken only when a
 * thread is free for it, so what is heard may decide which comes next.
 * @throws what a thread throws
 */
export async function onThreads<Task, Answer>(
  worker: URL,
  tasks: Iterable<Task>,
  heard: (answer: Answer, task: Task) => void,
): Promise<void> {
  const left = tasks[Symbol.iterator]();
  const serve = () =>
    new Promise<void>((resolve, reject) => {
      const thread = new Worker(worker);
      const next = () => {
        const { done, value: task } = left.next();
        if (done) return thread.postMessage(undefined);
        thread.once('message', (answer: Answer) => {
          heard(answer, task);
          next();
        });
        thread.postMessage({ task });
      };
      thread.once('error', reject).once('exit', () => resolve());
      next();
    });
  await Promise.all(Array.from({ length: availableParallelism() }, serve));
}

/** Called by such a module: answers to one task after another, until none comes. */
export function answering<Task>(answerTo: (task: Task) => Promise<unknown>): void {
  parentPort?.on('message', async (message?: { task: Task }) => {
    if (message === undefined) return parentPort?.close();
    parentPort?.postMessage(await answerTo(message.task));
  });
}
