/**
 * `npm run fuzz` feeds everything that parses a million inputs in all: valid ones that were changed, and some of no
 * kind at all. Each is parsed to something valid that comes back, or refused in one sentence. With options:
 * `-- --inputs N` for more or fewer; `-- --target TEXT` for the parsers whose name has it; `-- --seed N`.
 */
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { targets } from './targets.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    target: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});

const seed = Number(values.seed);
const chosen = targets.filter(({ name }) => name.includes(values.target));
const each = Math.ceil(Number(values.inputs) / chosen.length);
let total = 0;
console.log(`seed ${seed}, ${each} inputs for each of ${chosen.length} parsers`);
for (const target of chosen) {
  const { inputs, parsed, refused, slowest, complaint } = await fuzz(target, seed, each);
  total += inputs;
  const slow = `slowest ${slowest.time.toFixed(0)} ms`;
  if (complaint === undefined) {
    console.log(`✓ ${target.name}: ${parsed} parsed, ${refused} refused, ${slow}`);
  } else {
    process.exitCode = 1;
    console.log(`✗ ${target.name}: ${complaint}`);
  }
  if (slowest.time > 1000) console.log(`  ${JSON.stringify(slowest.text)}`);
}
console.log(`${total} inputs`);
