import type { Shard } from '../gate/run/budget.ts';
import { wrong } from './wrong.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where an engine for many machines says which one of an array this is. */
interface Engine {
  readonly index: string;
  /** The variable with the first index, or the first index itself. */
  readonly first: string | number;
  /** The variable with how many there are; where the engine has none, we ask for one of our own. */
  readonly of: string;
}

const own = 'GRADGATE_SHARDS';

const engines: readonly Engine[] = [
  { index: 'GRADGATE_SHARD', first: 1, of: own },
  { index: 'JOB_COMPLETION_INDEX', first: 0, of: own }, // Kubernetes, an Indexed Job
  { index: 'SLURM_ARRAY_TASK_ID', first: 'SLURM_ARRAY_TASK_MIN', of: 'SLURM_ARRAY_TASK_COUNT' },
  { index: 'AWS_BATCH_JOB_ARRAY_INDEX', first: 0, of: 'AWS_BATCH_JOB_ARRAY_SIZE' },
  { index: 'NOMAD_ALLOC_INDEX', first: 0, of: own },
];

/** The shard that the variables of an engine name; nothing, where none does. @throws GradgateError OPTION */
export function shardIn(environment: Environment): Shard | undefined {
  const engine = engines.find(({ index }) => environment[index] !== undefined);
  if (engine === undefined) return undefined;
  const first =
    typeof engine.first === 'number' ? engine.first : whole(engine.first, environment, '0');
  const index = whole(engine.index, environment) - first + 1;
  const of = whole(engine.of, environment);
  if (index >= 1 && index <= of) return { index, of };
  throw wrong(engine.index, `an index of ${of} shards`, `no. ${index} of them`);
}

function whole(name: string, environment: Environment, otherwise = ''): number {
  const text = environment[name] ?? otherwise;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const actual = text === '' ? 'nothing' : JSON.stringify(text);
  throw wrong(name, 'a whole number in the environment', actual);
}
