import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimList } from '../../claims/index.ts';
import { formatNames } from '../number/formats.ts';
import protocol from '../process/protocol.schema.json' with { type: 'json' };
import verdict from '../verdict/verdict.schema.json' with { type: 'json' };
import { checkSubject } from './check-subject.ts';

const introduction = new Ajv({ strict: false }).compile({
  ...protocol,
  oneOf: [{ $ref: '#/definitions/introduction' }],
});
const claimsOfVerdict = new Ajv().compile(verdict.properties.run.properties.claims);

/** What checkSubject says against a subject; nothing when it is one. */
function complaint(fields: { numberFormat: unknown; claims: unknown }): string | undefined {
  try {
    checkSubject({ name: 'any', backward: () => ({}), ...fields });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

const everyValue = claimList.flatMap(({ name, values, some = [] }) =>
  [...values, ...some.map((word) => [word]), ...(some.length > 0 ? [some] : [])].map(
    (value) => [name, value] as const,
  ),
);

describe.each(formatNames)('an introduction in %s', (numberFormat) => {
  test('may make every claim with every value, but for those that cannot cross', () => {
    const local = claimList.filter((claim) => claim.local).map(({ name }) => name);
    for (const [name, value] of everyValue) {
      const claims = { [name]: value };
      introduction({ protocolVersion: 1, name: 'any', numberFormat, claims });
      const about = expect(introduction.errors, JSON.stringify(claims));
      if (local.includes(name)) about.not.toBeNull();
      else about.toBeNull();
      expect(complaint({ numberFormat, claims })).toBeUndefined();
    }
  });
});

/** Claims that may be wrong in name, value or kind; every right one comes, too. */
const anyClaims = fc.oneof(
  { weight: 9, arbitrary: fc.array(anyClaim(), { maxLength: 4 }).map(Object.fromEntries) },
  fc.constantFrom(null, [], 'all', 3, ['bias']),
);

function anyClaim(): fc.Arbitrary<readonly [string, unknown]> {
  const right = fc.constantFrom<readonly [string, unknown]>(...everyValue);
  return fc.oneof({ weight: 5, arbitrary: right }, fc.tuple(anyName(), anyValue()));
}

function anyName(): fc.Arbitrary<string> {
  const names = claimList.map(({ name }) => name);
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom<string>(...names) }, fc.string());
}

function anyValue(): fc.Arbitrary<unknown> {
  const words: unknown[] = everyValue.map(([, value]) => value);
  const kinds = claimList.flatMap(({ some = [] }) => some);
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<unknown>(...words, 'true', 1, null) },
    fc.array(fc.constantFrom<unknown>(...kinds, 'all', true), { maxLength: 3 }),
  );
}

test('the published schemas and the check of subjects agree on any claims', () => {
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const numberFormat = 'bfloat16';
      const right = complaint({ numberFormat, claims }) === undefined;
      expect(claimsOfVerdict(claims), JSON.stringify(claimsOfVerdict.errors)).toBe(right);
      const local = claimList.some((claim) => claim.local && claim.name in Object(claims));
      const message = { protocolVersion: 1, name: 'any', numberFormat, claims };
      expect(introduction(message), JSON.stringify(introduction.errors)).toBe(right && !local);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('the published schemas and the check of subjects agree on number formats', () => {
  for (const numberFormat of [...formatNames, 'float65', 'constructor', ['float64'], null, 64]) {
    const right = complaint({ numberFormat, claims: {} }) === undefined;
    introduction({ protocolVersion: 1, name: 'any', numberFormat });
    expect(introduction.errors === null, JSON.stringify(introduction.errors)).toBe(right);
  }
});

test('the published schemas and the check of subjects agree on formats of single tensors', () => {
  const some: readonly [unknown, string | undefined][] = [
    [{ X: 'float8_e4m3fn', dW: 'float32' }, undefined],
    [{}, undefined],
    [{ W: { codes: 'float4_e2m1fn', scales: 'float8_e8m0fnu', block: ['all', 32] } }, undefined],
    [{ W: { codes: 'float32', scales: 'float32', block: [1, 1] } }, 'subject.formats.W.codes: '],
    [
      { W: { codes: 'float8_e5m2', scales: 'float32', block: [0, 1] } },
      'subject.formats.W.block: ',
    ],
    [{ W: { codes: 'float8_e5m2', scales: 'float32', block: [1] } }, 'subject.formats.W.block: '],
    [
      { W: { codes: 'float8_e5m2', scales: 'float64', block: [1, 1] } },
      'subject.formats.W.scales: ',
    ],
    [{ dW: { codes: 'float8_e5m2', scales: 'float32', block: [1, 1] } }, 'subject.formats.dW: '],
    [{ x: 'float32' }, 'subject.formats: expected only X, W, dY, Y, dX, dW, db, dC, got x.'],
    [{ X: 'float8' }, 'subject.formats.X: expected one of float64, '],
    [{ X: 'tf32' }, 'subject.formats.X: expected one of float64, '],
    ['float32', 'subject.formats: expected an object or nothing, got "float32".'],
    [[], 'subject.formats: expected an object or nothing, got [].'],
  ];
  for (const [formats, said] of some) {
    const message = { protocolVersion: 1, name: 'any', numberFormat: 'bfloat16', formats };
    introduction(message);
    expect(introduction.errors === null, JSON.stringify(formats)).toBe(said === undefined);
    const check = () => checkSubject({ ...message, backward: () => ({}) });
    if (said === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(said);
  }
});
