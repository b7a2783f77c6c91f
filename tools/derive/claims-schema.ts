/** The parts of JSON Schemas that follow from the catalogues of claims and of number formats. */
import type { Claim } from '../../claims/claim.ts';
import { claimList, optionList } from '../../claims/index.ts';
import { scaleFormatNames } from '../../src/number/coding.ts';
import { codeFormatNames, tensorFormatNames } from '../../src/number/formats.ts';
import { operandNames, tensorNames } from '../../src/number/tensor-formats.ts';

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** An object with some of these claims, and with no others. */
export function claimsSchema(claims: readonly Claim[], valueSchema = schemaOf): Schema {
  const properties = claims.map((claim) => {
    return [claim.name, { description: claim.sentence, ...valueSchema(claim) }];
  });
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(properties),
  };
}

/** Every claim that a subject may make. */
export const allClaims: Schema = claimsSchema(claimList);

/** Every claim that a subject in another process may make. */
export const claimsThatCross: Schema = claimsSchema(claimList.filter(({ local }) => !local));

/** Every claim that a question of the golden vectors may need; that it is `false`, none needs. */
export const claimsNeeded: Schema = claimsSchema(
  claimList.filter(({ neededBy }) => neededBy),
  (claim) => (claim.values.some((value) => value === false) ? { const: true } : schemaOf(claim)),
);

/** The options of a call; the file it stands in defines `tensor`. */
export const options: Schema = {
  description: 'What is asked beyond the plain problem Y = X·W.',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    optionList.map(({ name, sentence, schema }) => [name, { description: sentence, ...schema }]),
  ),
};

const named: Schema = { enum: tensorFormatNames };

const extentOfBlock: Schema = { oneOf: [{ const: 'all' }, { type: 'integer', minimum: 1 }] };

const scaled: Schema = {
  description:
    'Codes and scales: an entry is its code times the scale of its block, and the global scale where there is one.',
  type: 'object',
  required: ['codes', 'scales', 'block'],
  additionalProperties: false,
  properties: {
    codes: { enum: codeFormatNames },
    scales: { enum: scaleFormatNames },
    block: { type: 'array', minItems: 2, maxItems: 2, items: extentOfBlock },
    globalScale: { const: 'float32' },
  },
};

/** The number formats of single tensors; those of operands may be scaled. */
export const formatsByTensor: Schema = {
  type: 'object',
  propertyNames: { enum: tensorNames },
  properties: Object.fromEntries(operandNames.map((name) => [name, { oneOf: [named, scaled] }])),
  additionalProperties: named,
};

/** What may be said of one claim. */
function schemaOf({ values, some }: Claim): Schema {
  const flags = values.every((value) => typeof value === 'boolean');
  const word: Schema = flags ? { type: 'boolean' } : { enum: values };
  if (some === undefined) return word;
  return { oneOf: [word, { type: 'array', minItems: 1, items: { enum: some } }] };
}
