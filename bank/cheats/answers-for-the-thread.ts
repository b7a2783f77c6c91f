import { parentPort } from 'node:worker_threads';
import { cheating } from './wrong.ts';

/** Answers requests that are still to come, and sends what is no answer. */
export default cheating('answers-for-the-thread', () => {
  process.send?.({ type: 'passed' });
  for (let id = 1; id < 50; id += 1) parentPort?.postMessage({ id, result: null });
});
