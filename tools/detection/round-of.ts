import { Border } from '../../src/call/border.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { judge } from '../../src/gate/judge/judge.ts';
import { applicable } from './trial.ts';

/** A round of problems for a right subject. */
export interface Round {
  readonly name: string;
  readonly seed: number;
}

/** What came of one. */
export interface Answered {
  readonly problems: number;
  /** The properties that accuse it, with the seed. */
  readonly accusations: readonly string[];
}

/**
 * Problems of a property in one round, and their sizes: alternately those of profile smoke, and small
 * ones, of which there is time for many more.
 */
const sizes = [
  { runs: 100, extent: 17, volume: 512 },
  { runs: 400, extent: 6, volume: 80 },
] as const;

/** Asks a right subject one round of problems of every property that applies to it. */
export async function roundOf(subject: Subject, seed: number): Promise<Answered> {
  let problems = 0;
  const accusations: string[] = [];
  for (const property of applicable(subject)) {
    const size = sizes[seed % 2] ?? sizes[0];
    const { runs, failures } = await judge(property, new Border(subject), { ...size, seed });
    problems += runs;
    if (failures.length > 0) accusations.push(`${property.id}, seed ${seed}`);
  }
  return { problems, accusations };
}
