/**
 * `npm run bench` prints ratios of times, measured in this run. With options:
 * `-- --generator` compares arbitraries, which a seed determines;
 * `-- --protocol` measures what a process costs that is asked;
 * `-- --write` also writes what it prints into reports/.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { generatorReport } from './generator-report.ts';
import { protocolReport } from './protocol-report.ts';
import { speedReport } from './speed-report.ts';

const { values } = parseArgs({
  options: {
    generator: { type: 'boolean' },
    protocol: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});

const [path, report] = values.generator
  ? ['reports/generator.md', await generatorReport()]
  : values.protocol
    ? ['reports/protocol.md', await protocolReport()]
    : ['reports/bench.md', await speedReport()];
console.log(report);
if (values.write) {
  await writeFile(path, report);
  console.log(`Written to ${path}`);
}
