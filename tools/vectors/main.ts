/**
 * `npm run vectors` writes the JSON of the folder vectors/. With options:
 * `-- --binary` writes its .npz and .safetensors beside it, which are made for a release;
 * `-- --check` writes nothing, and fails where a file is not what would be written;
 * `-- --measure` asks the fault bank the files that are there, and writes reports/vectors.md; with
 * `--check` it writes nothing, and fails where that report is not what would be written.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faults } from '../../bank/faults/index.ts';
import { vectorsNames } from '../../src/vectors/published.ts';
import { readManifest, readVectors, vectorsFolder } from '../../src/vectors/read-vectors.ts';
import { allFiles, type Files } from './all-files.ts';
import { binaryFiles } from './binary-files.ts';
import { isCaught, type Measured, measure, measureReport } from './measure.ts';

const { values } = parseArgs({
  options: {
    binary: { type: 'boolean' },
    check: { type: 'boolean' },
    measure: { type: 'boolean' },
  },
});

if (values.measure) await report(await measured(), values.check ?? false);
else if (values.check) check(await allFiles(), vectorsFolder);
else if (values.binary) {
  for (const name of vectorsNames) write(binaryFiles(name, readVectors(name)));
} else write(await allFiles());

function write(files: Files): void {
  mkdirSync(vectorsFolder, { recursive: true });
  for (const [name, content] of files) {
    writeFileSync(join(vectorsFolder, name), content);
    console.log(`${name}: ${content.length} bytes`);
  }
}

/** Says which of the files is not as it lies in the folder. */
function check(files: Files, folder: string): void {
  const stale = [...files].filter(
    ([name, content]) => !Buffer.from(content).equals(bytesOf(join(folder, name))),
  );
  for (const [name] of stale) console.error(`${name} is not what npm run vectors writes`);
  if (stale.length > 0) process.exitCode = 1;
  else console.log(`${files.size} files are as npm run vectors writes them`);
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    return new Uint8Array();
  }
}

/** How each fault of the bank fares with the vectors of its arithmetic, or of its operands. */
async function measured(): Promise<Measured[]> {
  const all: Measured[] = [];
  for (const fault of faults) all.push(await measure(fault));
  return all;
}

async function report(all: readonly Measured[], isCheck: boolean): Promise<void> {
  const reports = join(vectorsFolder, '..', 'reports');
  const text = measureReport(all, readManifest());
  if (isCheck) return check(new Map([['vectors.md', new TextEncoder().encode(text)]]), reports);
  writeFileSync(join(reports, 'vectors.md'), text);
  console.log(`${all.filter(isCaught).length} of ${all.length} faults are caught: vectors.md`);
}
