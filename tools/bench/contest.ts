import { Bench } from 'tinybench';
import { median } from '../lib/median.ts';

/** Two ways of doing something, one measured against the other. */
export interface Contest {
  readonly what: string;
  readonly a: string;
  readonly b: string;
  readonly runA: () => unknown;
  readonly runB: () => unknown;
}

/** Time of A ÷ time of B: the middle of the rounds, and the lowest and highest of them. */
export interface Ratio {
  readonly middle: number;
  readonly lowest: number;
  readonly highest: number;
}

const rounds = 7;

/**
 * Times A and B in turn. A round gives the ratio of their least times, so that whatever else the
 * machine does in between is not counted.
 */
export async function measure(contest: Contest): Promise<Ratio> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) ratios.push(await ratioOf(contest, round === 0));
  return { middle: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) };
}

async function ratioOf({ runA, runB }: Contest, first: boolean): Promise<number> {
  const warm = { warmupTime: first ? 150 : 5, warmupIterations: first ? 3 : 1 };
  const bench = new Bench({ ...warm, time: 60, iterations: 5, throws: true });
  bench.add('A', runA).add('B', runB);
  const [a, b] = await bench.run();
  return leastTime(a?.result) / leastTime(b?.result);
}

function leastTime(result: Bench['tasks'][number]['result'] | undefined): number {
  if (result?.state !== 'completed') throw new Error(`a task ended as ${result?.state}`);
  return result.latency.min;
}
