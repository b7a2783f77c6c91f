/** The committed files of which a part follows from the catalogues or from another source. */
import { claims } from '../../claims/index.ts';
import { formatNames } from '../../src/number/formats.ts';
import { vectorsNames } from '../../src/vectors/published.ts';
import {
  allClaims,
  claimsNeeded,
  claimsThatCross,
  formatsByTensor,
  options,
} from './claims-schema.ts';
import { claimsTable, formatsInWords, optionsTable } from './claims-table.ts';
import { countsInWords } from './counts-in-words.ts';
import { equations } from './equations.ts';
import { jsonText } from './json-text.ts';
import { kernelSource } from './kernel-source.ts';
import { licencesTable } from './licences-table.ts';
import { pythonCatalogue } from './python-catalogue.ts';
import { reportsIndex } from './reports-index.tsx';
import { tableOfReport } from './table-of-report.ts';

/** By schema, its derived parts: where in the schema each is, and what stands there. */
const schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'src/process/protocol.schema.json': {
    'definitions/introduction/properties/numberFormat/enum': formatNames,
    'definitions/introduction/properties/formats': formatsByTensor,
    'definitions/claims': claimsThatCross,
    'definitions/options': options,
  },
  'src/verdict/verdict.schema.json': {
    'properties/run/properties/numberFormat/enum': formatNames,
    'properties/run/properties/formats': formatsByTensor,
    'properties/run/properties/claims': allClaims,
  },
  'vectors/vectors.schema.json': {
    'properties/numberFormat/enum': formatNames,
    'properties/formats': formatsByTensor,
    'properties/accumulates/enum': claims.accumulates.values,
    'properties/fusedSums/enum': claims.fusedSums.values,
    'properties/groups/items/properties/claims/properties': claimsNeeded['properties'],
    'definitions/options': options,
  },
  'vectors/results.schema.json': {
    'properties/numberFormat/enum': formatNames,
    'properties/formats': formatsByTensor,
    'properties/algorithm/enum': claims.algorithm.values,
    'properties/accumulates/enum': claims.accumulates.values,
    'properties/fusedSums/enum': claims.fusedSums.values,
    'properties/multiplies/enum': claims.multiplies.values,
    'properties/stores/enum': claims.stores.values,
    'properties/subnormals/enum': claims.subnormals.values,
  },
  'vectors/manifest.schema.json': { 'properties/formats/propertyNames/enum': vectorsNames },
};

/** A part that also follows from files. */
type Counted = (read: (path: string) => string) => string;

/** By Markdown file, its derived parts by the names of their markers. */
const documents: Readonly<Record<string, Readonly<Record<string, string | Counted>>>> = {
  'README.md': { counts: (read) => `\n${countsInWords(read)}\n` },
  'docs/claims.md': { claims: `\n${claimsTable()}\n` },
  'docs/comparison.md': {
    others: (read) => `\n${tableOfReport(read('reports/detection.md'), 'What others catch')}\n`,
    real: (read) => `\n${tableOfReport(read('reports/real-peers.md'))}\n`,
    hypothesis: (read) => `\n${tableOfReport(read('reports/hypothesis.md'))}\n`,
    diagnosis: (read) => `\n${tableOfReport(read('reports/diagnosis.md'))}\n`,
  },
  'docs/licences.md': {
    licences: (read) => `\n${licencesTable(read('package-lock.json'))}\n`,
  },
  'docs/protocol.md': { formats: formatsInWords(), options: `\n${optionsTable()}\n` },
};

/**
 * Every such file as it should be, by its path from the repository's root. What is written by hand
 * is taken from `read`, which gets such a path. @throws Error, when a part has no place in its file
 */
export function derivedFiles(read: (path: string) => string): Map<string, string> {
  const schemaFiles = Object.entries(schemas).map(([path, parts]): [string, string] => {
    const schema = Object.entries(parts).reduce(
      (whole, [place, part]) => replaced(whole, place.split('/'), part),
      JSON.parse(read(path)),
    );
    // The formatter leaves the folder vectors alone, which is written as JSON.stringify has it.
    const text = path.startsWith('vectors/') ? JSON.stringify(schema, null, 2) : jsonText(schema);
    return [path, `${text}\n`];
  });
  const documentFiles = Object.entries(documents).map(([path, parts]): [string, string] => [
    path,
    Object.entries(parts).reduce(
      (text, [name, part]) =>
        marked(path, text, [name, typeof part === 'string' ? part : part(read)]),
      read(path),
    ),
  ]);
  const catalogue = ['python/src/gradgate/catalogue.py', pythonCatalogue()] as const;
  const formulas = ['src/report/html/equations.json', `${jsonText(equations())}\n`] as const;
  const index = ['reports/index.html', reportsIndex(read('reports/README.md'))] as const;
  const kernel = [
    'src/matrix/tile-kernel.ts',
    kernelSource(read('src/matrix/tile-kernel.wat')),
  ] as const;
  return new Map([...schemaFiles, ...documentFiles, catalogue, formulas, index, kernel]);
}

/** `whole` with `part` at this place, which must be there. @throws Error */
function replaced(whole: unknown, [key, ...rest]: readonly string[], part: unknown): unknown {
  if (key === undefined) return part;
  const fields: Readonly<Record<string, unknown>> = Object(whole);
  if (!(key in fields)) throw new Error(`a schema has no ${[key, ...rest].join('/')} any more`);
  return { ...fields, [key]: replaced(fields[key], rest, part) };
}

/** The text with `part` between the markers of this name. @throws Error, when there are none */
function marked(path: string, text: string, [name, part]: readonly [string, string]): string {
  const open = `<!-- ${name}: written by npm run derive -->`;
  const [before, rest] = text.split(open);
  const close = `<!-- /${name} -->`;
  const end = rest?.indexOf(close) ?? -1;
  if (rest === undefined || end < 0) throw new Error(`${path} has no ${open} … ${close} any more`);
  return `${before}${open}${part}${rest.slice(end)}`;
}
