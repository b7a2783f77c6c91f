/** What the Python package knows of the catalogues: formats and claims as types, and the laws. */
import type { Claim } from '../../claims/claim.ts';
import { claimList } from '../../claims/index.ts';
import { properties } from '../../properties/index.ts';
import { formatNames } from '../../src/number/formats.ts';

/** The Python module. */
export function pythonCatalogue(): string {
  const claims = claimList.filter(({ local }) => !local).flatMap(linesOf);
  const laws = properties.map(({ id, statement }) => `    ${quoted(id)}: ${quoted(statement)},`);
  return `"""Number formats, claims and properties. Written by npm run derive."""
from __future__ import annotations

from typing import Literal, Mapping, Sequence, TypedDict, Union

NumberFormat = Literal[${formatNames.map(quoted).join(', ')}]


class Claims(TypedDict, total=False):
    """What a subject says it can do beyond the plain problem, as docs/claims.md of gradgate has it."""

${claims.join('\n')}


#: Every property by its id, with what it states, in the order in which they are judged.
laws: Mapping[str, str] = {
${laws.join('\n')}
}
`;
}

function linesOf({ name, sentence, ...claim }: Claim): string[] {
  return [`    #: ${sentence}`, `    ${name}: ${typeOf(claim)}`];
}

function typeOf({ values, some = [] }: Pick<Claim, 'values' | 'some'>): string {
  const flags = values.every((value) => typeof value === 'boolean');
  const word = flags ? 'bool' : `Literal[${values.map(literal).join(', ')}]`;
  if (some.length === 0) return word;
  return `Union[${word}, Sequence[Literal[${some.map(literal).join(', ')}]]]`;
}

function literal(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? `${value}` : quoted(value);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
