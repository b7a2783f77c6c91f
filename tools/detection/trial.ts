import { properties } from '../../properties/index.ts';
import { Border } from '../../src/call/border.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { judge } from '../../src/gate/judge/judge.ts';
import { type ProfileName, profiles } from '../../src/gate/run/profiles.ts';
import { unmet } from '../../src/property/need.ts';
import type { Property } from '../../src/property/property.ts';

/** What one property, alone, said of a subject. */
export interface Trial {
  readonly property: string;
  readonly caught: boolean;
  readonly problems: number;
  readonly milliseconds: number;
}

/** The properties that apply to a subject, in the order of the catalogue. */
export function applicable(subject: Subject): readonly Property[] {
  const border = new Border(subject);
  return properties.filter((property) => unmet(property, border) === undefined);
}

/** Judges one property up to its first failure, without shrinking. */
export async function trial(
  subject: Subject,
  property: Property,
  { profile, seed }: { profile: ProfileName; seed: number },
): Promise<Trial> {
  const start = performance.now();
  const plan = { ...profiles[profile], seed, unshrunk: true };
  const { runs, failures } = await judge(property, new Border(subject), plan);
  const milliseconds = performance.now() - start;
  return { property: property.id, caught: failures.length > 0, problems: runs, milliseconds };
}

/** Whether a run catches the subject: `likely` is asked first, as most often it does. */
export async function isCaught(
  subject: Subject,
  likely: string,
  plan: { profile: ProfileName; seed: number },
): Promise<boolean> {
  const all = applicable(subject);
  const ordered = all.toSorted((a, b) => Number(b.id === likely) - Number(a.id === likely));
  for (const property of ordered) {
    if ((await trial(subject, property, plan)).caught) return true;
  }
  return false;
}
