/** The tables of the documentation that follow from the catalogues. */
import type { Claim } from '../../claims/claim.ts';
import { claimList, optionList } from '../../claims/index.ts';
import { properties } from '../../properties/index.ts';
import { formatNames } from '../../src/number/formats.ts';

/** A row a claim: how it is written, what it adds, and the properties that are about it. */
export function claimsTable(): string {
  const rows = claimList.map((claim) => [written(claim), claim.sentence, idsFor(claim)]);
  return table(['claim', 'what comes', 'property'], rows);
}

/** A row an option: its name, the claim that allows it, and what is asked with it. */
export function optionsTable(): string {
  const rows = optionList.map(({ name, claim, sentence }) => [code(name), code(claim), sentence]);
  return table(['option', 'claim', ''], rows);
}

/** The number formats in a sentence: "`float64`, `float32`, `bfloat16` or `float16`". */
export function formatsInWords(): string {
  const names = formatNames.map(code);
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.map((line) => line.replaceAll('|  |', '| |')).join('\n');
}

/** `bias`; `batching: 'leading'`, `'broadcast'`; the weaker first, without what silence says. */
function written({ name, values, some = [], assumed }: Claim): string {
  if (values.every((value) => typeof value === 'boolean')) return code(name);
  const worth = values.filter((value) => value !== false && value !== assumed).toReversed();
  const [first, ...rest] = worth.map((value) =>
    typeof value === 'string' ? `'${value}'` : String(value),
  );
  const words = [`${name}: ${first}`, ...rest].map(code).join(', ');
  if (some.length === 0) return words;
  return `${words}, or some of ${some.map((word) => code(`'${word}'`)).join(', ')}`;
}

function idsFor({ needs = {}, properties: stricter }: Claim): string {
  const needing = properties.filter((property) => property.needs && property.needs in needs);
  const ids = stricter ?? needing.map(({ id }) => id);
  return ids.length === 0 ? 'all' : ids.join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}
