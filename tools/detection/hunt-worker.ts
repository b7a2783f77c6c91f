/** Hunts the faults whose names it is given, and posts what it finds, one after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { faults } from '../../bank/faults/index.ts';
import { huntFault } from './hunt-fault.ts';

const { names, seed }: { names: readonly string[]; seed: number } = workerData;
for (const name of names) {
  const fault = faults.find((each) => each.name === name);
  if (fault) parentPort?.postMessage(await huntFault(fault, seed));
}
