import { type Fault, faults } from '../../bank/faults/index.ts';
import { unusual } from '../../bank/unusual/index.ts';
import { propertyNamed } from '../../properties/index.ts';
import type { Detection, FaultRecord } from './detection.ts';
import { checkers } from './hunt-fault.ts';
import { trial } from './trial.ts';

/** A subject whose record is not what would be found now, and why. */
export interface Stale {
  readonly name: string;
  readonly why: string;
}

/** Judges each fault again, by the property that it names; finds the records that no longer hold. */
export async function staleRecords({ faults: records, seed }: Detection): Promise<Stale[]> {
  const stale: Stale[] = [];
  for (const fault of faults) {
    const why = await changeOf(
      fault,
      records.find(({ name }) => name === fault.name),
      seed,
    );
    if (why !== undefined) stale.push({ name: fault.name, why });
  }
  const gone = records.filter(({ name }) => faults.every((fault) => fault.name !== name));
  return [...stale, ...gone.map(({ name }) => ({ name, why: 'is gone' }))];
}

/** What is different about a fault now; nothing when it is caught as recorded. */
async function changeOf(
  fault: Fault,
  record: FaultRecord | undefined,
  seed: number,
): Promise<string | undefined> {
  const property = propertyNamed(fault.caughtBy);
  const { caught, problems } = await trial(fault, property, { profile: 'ci', seed });
  if (record === undefined) return 'is new';
  const unasked = checkers.find(({ name }) => record.peers[name] === undefined);
  if (unasked !== undefined) return `was not shown to ${unasked.name}`;
  const known = record.by[property.id];
  if (known !== undefined && !caught) return `was caught by ${property.id}, and is no longer`;
  if (known === (caught ? problems : undefined)) return undefined;
  return `took ${known ?? 'no'} problems, and takes ${caught ? problems : 'no'} now`;
}

/** The right subjects that were accused, or that nobody asked. */
export function accusedOrUnasked({ right }: Detection): Stale[] {
  return unusual.flatMap(({ name }): Stale[] => {
    const record = right.find((each) => each.name === name);
    if (record === undefined) return [{ name, why: 'is right, and was not asked (-- --right N)' }];
    return record.accusations > 0 ? [{ name, why: 'is right, and was accused' }] : [];
  });
}
