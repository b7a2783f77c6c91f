import { expect, test } from 'vitest';
import { shardIn } from './shard-in.ts';

test.each<[engine: string, environment: Record<string, string>, shard: unknown]>([
  ['none', {}, undefined],
  ['ours', { GRADGATE_SHARD: '2', GRADGATE_SHARDS: '8' }, { index: 2, of: 8 }],
  ['Kubernetes', { JOB_COMPLETION_INDEX: '0', GRADGATE_SHARDS: '8' }, { index: 1, of: 8 }],
  [
    'Slurm',
    { SLURM_ARRAY_TASK_ID: '5', SLURM_ARRAY_TASK_MIN: '4', SLURM_ARRAY_TASK_COUNT: '3' },
    { index: 2, of: 3 },
  ],
  [
    'AWS Batch',
    { AWS_BATCH_JOB_ARRAY_INDEX: '9', AWS_BATCH_JOB_ARRAY_SIZE: '10' },
    { index: 10, of: 10 },
  ],
  ['Nomad', { NOMAD_ALLOC_INDEX: '1', GRADGATE_SHARDS: '2' }, { index: 2, of: 2 }],
])('%s', (_, environment, shard) => {
  expect(shardIn(environment)).toEqual(shard);
});

test('what is missing, or beyond, is one sentence', () => {
  expect(() => shardIn({ JOB_COMPLETION_INDEX: '0' })).toThrow(
    /^GRADGATE_SHARDS: expected a whole number in the environment, got nothing/,
  );
  expect(() => shardIn({ NOMAD_ALLOC_INDEX: '2', GRADGATE_SHARDS: '2' })).toThrow(
    /^NOMAD_ALLOC_INDEX: expected an index of 2 shards, got no. 3 of them/,
  );
  expect(() => shardIn({ SLURM_ARRAY_TASK_ID: 'x' })).toThrow(/^SLURM_ARRAY_TASK_ID: expected/);
});
