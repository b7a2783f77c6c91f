/**
 * `npm run bench` prints ratios of times, measured in this run. With options:
 * `-- --generator` compares arbitraries, which a seed determines;
 * `-- --protocol` measures what a process costs that is asked;
 * `-- --large N` what probing N×N products costs, beside multiplying them out; N may be repeated;
 * `-- --write` also writes what it prints into reports/.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { generatorReport } from './generator-report.ts';
import { largeReport } from './large-report.ts';
import { protocolReport } from './protocol-report.ts';
import { speedReport } from './speed-report.ts';

const { values } = parseArgs({
  options: {
    generator: { type: 'boolean' },
    protocol: { type: 'boolean' },
    large: { type: 'string', multiple: true },
    write: { type: 'boolean' },
  },
});

async function reported(): Promise<[path: string, report: string]> {
  const { generator, protocol, large } = values;
  if (generator) return ['reports/generator.md', await generatorReport()];
  if (protocol) return ['reports/protocol.md', await protocolReport()];
  if (large) return ['reports/bench-large.md', largeReport(large.map(Number))];
  return ['reports/bench.md', await speedReport()];
}

const [path, report] = await reported();
console.log(report);
if (values.write) {
  await writeFile(path, report);
  console.log(`Written to ${path}`);
}
