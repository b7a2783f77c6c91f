import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Fault } from '../../bank/faults/index.ts';
import type { Found } from './hunt-fault.ts';

/** Everything there is to find out about faults, in their order, on as many threads as are free. */
export async function huntFaults(faults: readonly Fault[], seed: number): Promise<Found[]> {
  const threads = Math.min(availableParallelism(), faults.length);
  const found = new Map<string, Found>();
  const shares = Array.from({ length: threads }, (_, thread) =>
    faults.filter((_, place) => place % threads === thread).map(({ name }) => name),
  );
  await Promise.all(
    shares.map((names) =>
      hunt(names, seed, (each) => {
        found.set(each.record.name, each);
        console.error(`${found.size} of ${faults.length}: ${each.record.name}`);
      }),
    ),
  );
  return faults.flatMap(({ name }) => found.get(name) ?? []);
}

function hunt(names: readonly string[], seed: number, tell: (found: Found) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hunt-worker.js', import.meta.url), {
      workerData: { names, seed },
    });
    worker.on('message', tell).once('error', reject).once('exit', resolve);
  });
}
