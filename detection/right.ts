import { judge } from '../src/gate/judge.ts';
import { profiles } from '../src/gate/profiles.ts';
import { Border } from '../src/subject/border.ts';
import type { Subject } from '../src/subject/subject.ts';
import { peersOf } from './hunt-fault.ts';
import type { RightRecord } from './record.ts';
import { applicable } from './try-fault.ts';

/**
 * Asks right subjects problems of the sizes of profile smoke, round after round, at least `problems`
 * in all. Tells how they fared after every round.
 */
export async function huntRight(
  subjects: readonly Subject[],
  problems: number,
  told: (records: readonly RightRecord[]) => Promise<void>,
): Promise<void> {
  const records: RightRecord[] = [];
  for (const subject of subjects) {
    records.push({
      name: subject.name,
      problems: 0,
      accusations: 0,
      peers: await peersOf(subject),
    });
  }
  let asked = 0;
  for (let seed = 1; asked < problems; seed += 1) {
    for (const [place, subject] of subjects.entries()) {
      const more = await oneRound(subject, seed);
      asked += more.problems;
      records.splice(place, 1, added(records[place], more));
    }
    await told(records);
  }
}

/** Problems of a property in one round. */
const perRound = 200;

type Count = Pick<RightRecord, 'problems' | 'accusations'>;

async function oneRound(subject: Subject, seed: number): Promise<Count> {
  let [problems, accusations] = [0, 0];
  for (const property of applicable(subject)) {
    const plan = { ...profiles.smoke, runs: perRound, seed };
    const { runs, failures } = await judge(property, new Border(subject), plan);
    problems += runs;
    if (failures.length === 0) continue;
    accusations += 1;
    console.error(`${subject.name} is accused by ${property.id}, seed ${seed}`);
  }
  return { problems, accusations };
}

function added(before: RightRecord | undefined, more: Count): RightRecord {
  if (before === undefined) throw new RangeError('no such subject');
  const problems = before.problems + more.problems;
  return { ...before, problems, accusations: before.accusations + more.accusations };
}
