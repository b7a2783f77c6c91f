/** `npm run docs` builds the site of the documents into reports/site/html; `-- --out DIR` elsewhere. */
import { parseArgs } from 'node:util';
import { buildSite } from './build-site.ts';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const out = values.out ?? 'reports/site/html';

await buildSite(out);
console.log(`${out}/index.html is the site: serve the folder, under any path`);
