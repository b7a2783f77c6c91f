/**
 * `npm run diagnosis` judges every fault of the bank, and those held out, and writes what is said of each, and how
 * often it is so, into reports/diagnosis.md. `-- --seeds 3` asks three seeds, and prints the counts alone.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { faults } from '../../bank/faults/index.ts';
import { causesOf } from './causes-of.ts';
import { diagnosisReport } from './diagnosis-report.ts';
import { heldOut } from './held-out.ts';
import { type Known, type Told, told } from './told.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1' } } });
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);
const bank = faults.map((fault) => ({ fault, causes: causesOf(fault) }));
const [ofBank, ofHeldOut] = [await all(bank), await all(heldOut)];
const report = diagnosisReport(ofBank, ofHeldOut);
if (seeds.length === 1) await writeFile('reports/diagnosis.md', report);
console.log(
  report
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(0, 4)
    .join('\n'),
);
for (const each of [...ofBank, ...ofHeldOut]) {
  if (each.outcome === 'wrong')
    console.log(`wrong, seed ${each.seed}: ${each.fault}: ${each.text}`);
}

async function all(known: readonly Known[]): Promise<Told[]> {
  const found: Told[] = [];
  for (const each of known) for (const seed of seeds) found.push(await told(each, seed));
  return found;
}
