/** Work on the faults of the bank, on all threads. */
import { type Fault, faults } from '../../bank/faults/index.ts';
import { answering, onThreads } from './on-threads.ts';

/**
 * What the module `worker` answers about each of `asked`, in their order.
 * @throws what a thread throws, and an Error where one ends without an answer
 */
export async function aboutFaults<T>(
  worker: URL,
  asked: readonly Fault[],
  heard: (answer: T, count: number) => void = () => {},
): Promise<T[]> {
  const answers = new Map<string, T>();
  const names = asked.map(({ name }) => name);
  await onThreads<string, T>(worker, names, (answer, name) => {
    answers.set(name, answer);
    heard(answer, answers.size);
  });
  return names.map((name) => {
    const answer = answers.get(name);
    if (answer === undefined) throw new Error(`Nothing was answered about ${name}`);
    return answer;
  });
}

/** Called by such a module: answers about one fault after another. */
export function answerAbout(answerTo: (fault: Fault) => Promise<unknown>): void {
  answering<string>((name) => {
    const fault = faults.find((each) => each.name === name);
    if (fault === undefined) throw new Error(`There is no fault ${name}`);
    return answerTo(fault);
  });
}
