/**
 * `npm run bench` writes reports/bench.md, ratios of times measured in this run;
 * `npm run bench -- --generator` writes reports/generator.md, which a seed determines.
 */
import { writeFile } from 'node:fs/promises';
import { generatorReport } from './generator-report.ts';
import { speedReport } from './speed-report.ts';

const generator = process.argv.includes('--generator');
const path = generator ? 'reports/generator.md' : 'reports/bench.md';
const report = generator ? await generatorReport() : await speedReport();
await writeFile(path, report);
console.log(`${report}\nWritten to ${path}`);
