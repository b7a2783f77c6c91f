import { createRequire } from 'node:module';
import type { Verdict } from '../verdict/verdict.ts';
import { complaintBySchema, type Schema } from '../wire/check-schema.ts';
import { isObject } from '../wire/is-object.ts';
import { malformed } from '../wire/malformed.ts';

/** Of the package, so that it is found from both src and dist. */
const schema: Schema = createRequire(import.meta.url)('gradgate/verdict.schema.json');

/** What was read as a verdict. @throws GradgateError FORMAT, naming the first thing that is not */
export function asVerdict(value: unknown): Verdict {
  if (!isObject(value)) throw malformed('the verdict', 'an object', value);
  if (value['version'] !== 3)
    throw malformed('version', 'that of this gradgate, 3', value['version']);
  const complaint = complaintBySchema(value, schema);
  if (complaint !== undefined) {
    const { where, expected, actual } = complaint;
    throw malformed(where, expected, actual);
  }
  // SAFETY: the schema says all that the type does, which tests of the reports hold it to.
  const verdict = value as unknown as Verdict;
  checkShards(verdict);
  return verdict;
}

/** What a schema cannot say. */
function checkShards({ run: { shards } }: Verdict): void {
  const beyond = shards?.asked.find((shard) => shard > shards.of);
  if (beyond === undefined) return;
  throw malformed('run.shards.asked', `shards from 1 to ${shards?.of}`, beyond);
}
