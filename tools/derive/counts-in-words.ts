/** How much there is of everything, in sentences: prose has no other numbers of this kind. */
import { classes, faults } from '../../bank/faults/index.ts';
import { unusual } from '../../bank/unusual/index.ts';
import { properties } from '../../properties/index.ts';

/** The paragraph of the README; `read` gets a path from the repository's root. */
export function countsInWords(read: (path: string) => string): string {
  const { cases }: { cases: number } = JSON.parse(read('vectors/manifest.json'));
  const reported = faults.filter(({ thread }) => thread !== undefined).length;
  const [, mutants] = classes.mutants;
  const planted = faults.length - reported - mutants.length;
  const lines = [
    `There are ${properties.length} properties and ${written(cases)} golden cases.`,
    `The bank has ${faults.length} wrong subjects: ${reported} after public bug reports, ` +
      `${mutants.length} mutants of the two formulas, ${planted} planted ones.`,
    // Worker threads are one more: they cannot be asked where the others are.
    `It has ${unusual.length + 1} right but unusual ones.`,
  ];
  return lines.join('\n');
}

/** 1339 → "1,339" */
function written(count: number): string {
  return count.toLocaleString('en-US');
}
