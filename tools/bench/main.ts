/**
 * `npm run bench` writes reports/bench.md, ratios of times measured in this run;
 * `npm run bench -- --generator` writes reports/generator.md, which a seed determines;
 * `npm run bench -- --protocol` writes reports/protocol.md, what a process costs that is asked.
 */
import { writeFile } from 'node:fs/promises';
import { generatorReport } from './generator-report.ts';
import { protocolReport } from './protocol-report.ts';
import { speedReport } from './speed-report.ts';

const reports = {
  '--generator': ['reports/generator.md', generatorReport],
  '--protocol': ['reports/protocol.md', protocolReport],
  '--speed': ['reports/bench.md', speedReport],
} as const;

const asked = Object.entries(reports).find(([flag]) => process.argv.includes(flag));
const [path, write] = asked?.[1] ?? reports['--speed'];
const report = await write();
await writeFile(path, report);
console.log(`${report}\nWritten to ${path}`);
