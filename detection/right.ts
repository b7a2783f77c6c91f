import { judge } from '../src/gate/judge.ts';
import { profiles } from '../src/gate/profiles.ts';
import { Border } from '../src/subject/border.ts';
import type { Subject } from '../src/subject/subject.ts';
import { peersOf } from './hunt-fault.ts';
import type { RightRecord } from './record.ts';
import { applicable } from './try-fault.ts';

/** Asks a right subject this many problems in all, at the sizes of profile smoke. */
export async function huntRight(subject: Subject, problems: number): Promise<RightRecord> {
  const applying = applicable(subject);
  let [asked, accusations] = [0, 0];
  for (let seed = 1; asked < problems; seed += 1) {
    for (const property of applying) {
      const plan = { ...profiles.smoke, runs: perRound, seed };
      const { runs, failures } = await judge(property, new Border(subject), plan);
      asked += runs;
      if (failures.length === 0) continue;
      accusations += 1;
      console.error(`${subject.name} is accused by ${property.id}, seed ${seed}`);
    }
  }
  return { name: subject.name, problems: asked, accusations, peers: await peersOf(subject) };
}

/** Problems of a property with one seed. */
const perRound = 200;
