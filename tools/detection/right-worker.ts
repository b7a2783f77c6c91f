/** Asks right subjects round after round, every `step`th seed from `first`, until it is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { unusual } from '../../bank/unusual/index.ts';
import { roundOf } from './round-of.ts';

const { first, step }: { first: number; step: number } = workerData;
for (let seed = first; ; seed += step) {
  for (const subject of unusual) parentPort?.postMessage(await roundOf(subject, seed));
}
