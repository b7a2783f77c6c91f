import { faults } from '../../bank/faults/index.ts';
import { propertyNamed } from '../../properties/index.ts';
import type { Detection } from './detection.ts';
import { trial } from './trial.ts';

/**
 * Judges each fault again, by the property that it names. Resolves to what is no longer as
 * detection.json has it, one sentence each.
 */
export async function check({ faults: records, seed }: Detection): Promise<string[]> {
  const complaints: string[] = [];
  for (const fault of faults) {
    const before = records.find(({ name }) => name === fault.name);
    const property = propertyNamed(fault.caughtBy);
    const { caught, problems } = await trial(fault, property, { profile: 'ci', seed });
    const known = before?.by[property.id];
    if (before === undefined) {
      complaints.push(`${fault.name} is new: run npm run detection`);
    } else if (known !== undefined && !caught) {
      complaints.push(`${fault.name} was caught by ${property.id}, and is no longer`);
    } else if (known !== (caught ? problems : undefined)) {
      const [was, is] = [known ?? 'no', caught ? problems : 'no'];
      complaints.push(`${fault.name}: ${was} problems became ${is}: run npm run detection`);
    }
  }
  const gone = records.filter(({ name }) => faults.every((fault) => fault.name !== name));
  return [...complaints, ...gone.map(({ name }) => `${name} is gone: run npm run detection`)];
}
