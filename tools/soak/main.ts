/**
 * `npm run soak` checks the arithmetic that judges against exact arithmetic, on 100,000 random and
 * adversarial inputs a law. With options: `-- --inputs N` for more or fewer; `-- --law TEXT` for the
 * laws whose name has it; `-- --again` begins anew. What was checked is kept: a run that is cut off goes
 * on where it was.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import type { Law } from './law.ts';
import { laws } from './laws.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    law: { type: 'string', default: '' },
    again: { type: 'boolean', default: false },
  },
});

const kept = 'reports/runs/soak.json';
const goal = Number(values.inputs);
/** Inputs that each law was checked on: those of the seeds from 1 to this. */
const done: Record<string, number> =
  existsSync(kept) && !values.again ? JSON.parse(readFileSync(kept, 'utf8')) : {};

mkdirSync(dirname(kept), { recursive: true });
const broken = laws.filter(({ name }) => name.includes(values.law)).filter((law) => !holds(law));
if (broken.length > 0) process.exitCode = 1;
else console.log(`every law holds on ${goal} inputs`);

function holds(law: Law): boolean {
  const { name } = law;
  let shown = performance.now();
  for (let seed = (done[name] ?? 0) + 1; seed <= goal; seed += 1) {
    const complaint = law.broken(drawFrom(seed));
    if (complaint !== undefined) {
      console.error(`✗ ${name}: seed ${seed}: ${complaint}`);
      return false;
    }
    done[name] = seed;
    if (performance.now() - shown < 2000) continue;
    shown = performance.now();
    console.error(`${name}: ${seed} of ${goal}`);
    writeFileSync(kept, JSON.stringify(done));
  }
  writeFileSync(kept, JSON.stringify(done));
  console.log(`✓ ${name}`);
  return true;
}
