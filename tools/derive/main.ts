/**
 * `npm run derive` writes the parts of schemas and tables that follow from the catalogues of claims
 * and number formats. `-- --check` writes nothing, and fails where a file is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { derivedFiles } from './derived-files.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean' } } });

const read = (path: string): string => readFileSync(path, 'utf8');
const files = derivedFiles(read);
const stale = [...files].filter(([path, text]) => read(path) !== text);
for (const [path, text] of stale) {
  if (values.check) console.error(`${path} is stale: run npm run derive`);
  else {
    writeFileSync(path, text);
    console.log(`${path} is written`);
  }
}
if (values.check && stale.length > 0) process.exitCode = 1;
else if (stale.length === 0) console.log(`${files.size} files are as npm run derive writes them`);
