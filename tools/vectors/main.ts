/**
 * `npm run vectors` writes the JSON of the folder vectors/. With options:
 * `-- --binary` writes its .npz and .safetensors beside it, which are made for a release;
 * `-- --check` writes nothing, and fails where a file is not what would be written;
 * `-- --measure` asks the fault bank the files that are there, and writes reports/vectors.md.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faults } from '../../bank/faults/index.ts';
import { readManifest, readVectors, vectorsFolder } from '../../src/vectors/read-vectors.ts';
import { allFiles, type Files } from './all-files.ts';
import { binaryFiles } from './binary-files.ts';
import { isCaught, type Measured, measure, measureReport } from './measure.ts';
import { published } from './vector-file.ts';

const { values } = parseArgs({
  options: {
    binary: { type: 'boolean' },
    check: { type: 'boolean' },
    measure: { type: 'boolean' },
  },
});

if (values.measure) await writeMeasured();
else if (values.check) await check();
else if (values.binary) published.map(readVectors).map(binaryFiles).forEach(write);
else write(await allFiles());

function write(files: Files): void {
  mkdirSync(vectorsFolder, { recursive: true });
  for (const [name, content] of files) {
    writeFileSync(join(vectorsFolder, name), content);
    console.log(`${name}: ${content.length} bytes`);
  }
}

async function check(): Promise<void> {
  const files = [...(await allFiles())];
  const stale = files.filter(([name, content]) => !Buffer.from(content).equals(bytesOf(name)));
  for (const [name] of stale) console.error(`vectors/${name} is not what npm run vectors writes`);
  if (stale.length > 0) process.exitCode = 1;
  else console.log(`${files.length} files are as npm run vectors writes them`);
}

function bytesOf(name: string): Uint8Array {
  try {
    return readFileSync(join(vectorsFolder, name));
  } catch {
    return new Uint8Array();
  }
}

async function writeMeasured(): Promise<void> {
  const measured: Measured[] = [];
  const { formats } = readManifest();
  for (const fault of faults) {
    const { numberFormat: format } = fault;
    measured.push(await measure(fault, format in formats ? readVectors(format) : { groups: [] }));
  }
  const path = join(vectorsFolder, '..', 'reports', 'vectors.md');
  writeFileSync(path, measureReport(measured, readManifest()));
  const caught = measured.filter(isCaught);
  console.log(`${caught.length} of ${measured.length} faults are caught: reports/vectors.md`);
}
