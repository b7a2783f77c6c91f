/**
 * `npm run templates` writes the protocol libraries into the skeletons of
 * `gradgate init`. With `-- --check` it writes nothing, and fails where a file is not as written.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { templateFiles } from './template-files.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
const stale = [...templateFiles()].filter(
  ([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
);

for (const [path, text] of stale) {
  if (values.check) {
    console.error(`${path} is not what npm run templates writes`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(path);
  }
}
if (stale.length === 0) console.log('The templates are as npm run templates writes them');
