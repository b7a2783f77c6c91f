import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { faults } from '../../bank/faults/index.ts';
import { propertyNamed } from '../../properties/index.ts';
import { at } from '../at.ts';
import { Border } from '../call/border.ts';
import { GradgateError } from '../errors.ts';
import { planOf } from '../gate/run/plan-of.ts';
import { verdictOf } from '../gate/run/verdict-of.ts';
import { conclusion } from '../report/console.ts';
import { markdown } from '../report/markdown.ts';
import { conclude } from '../verdict/conclude.ts';
import { mergeVerdicts } from '../verdict/merge-verdicts.ts';
import type { PropertyVerdict } from '../verdict/property-verdict.ts';
import schema from '../verdict/verdict.schema.json' with { type: 'json' };
import type { Verdict } from '../verdict/verdict.ts';
import { complaintBySchema, type Schema } from '../wire/check-schema.ts';
import { asVerdict } from './as-verdict.ts';
import { exitCode } from './exit-code.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Counterexamples of many kinds: views, batches, sequences, facts. */
const ids = [
  ...['equation-2', 'layout-independence', 'batch-decomposition', 'history-independence'],
  ...['destinations', 'purity', 'scaling', 'empty-extents', 'one-hot'],
];
const run = {
  subject: 's',
  numberFormat: 'float64',
  claims: {},
  profile: 'deep',
  seed: 1,
} as const;
const law = { cites: 'eq. (1)', statement: 's' };
const others: PropertyVerdict[] = [
  { ...law, id: 'a', outcome: 'not claimed', claim: 'layouts' },
  { ...law, id: 'b', outcome: 'not reached', ended: 'while', runs: 3 },
  { ...law, id: 'c', outcome: 'our bug', message: 'm', stack: 's', replay: 'c/deep/1/0' },
  { ...law, id: 'd', outcome: 'holds again', why: 'a link', runs: 3 },
];

let properties: PropertyVerdict[] = [];
beforeAll(async () => {
  const plan = planOf({ profile: 'smoke', runs: 60 });
  for (const id of ids) {
    const fault = faults.find(({ caughtBy }) => caughtBy === id) ?? at(faults, 0);
    properties.push(await verdictOf(propertyNamed(id), new Border(fault), plan));
  }
  properties = JSON.parse(JSON.stringify([...properties, ...others]));
});

function shard(index: number, of = 3): Verdict {
  const shards = { asked: [index], of };
  const canaries = [{ name: 'n', property: 'p', outcome: 'caught' }] as const;
  const seen = { order: 'left to right', operands: 'as given' };
  const arithmetic = {
    ...{ size: 24, products: { dX: seen, dW: seen }, claims: { reproducible: true }, calls: 31 },
    warnings: ['not as claimed: nothing is said of multiplies; operands were seen rounded to tf32'],
  };
  const about = { gradgate: '0.1.0', complete: true, canaries, arithmetic };
  return conclude({ ...run, runs: 250, shards }, properties, about);
}

/** All places in a value, as paths. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[...path], ...below.flatMap(([name, each]) => placesIn(each, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...Object(value) };
  const changed = replaced(copy[name], rest, by);
  if (changed === undefined && !Array.isArray(copy)) delete copy[name];
  else copy[name] = changed ?? null;
  return copy;
}

const text = fc.oneof(
  fc.constantFrom('', 'x', 'NaN', '-0', 'fails', 'holds', '__proto__', '\u001b[31m', 'a\r\n| b'),
  fc.constantFrom('<img>', 'a\n```\n# b', '::error::a', 'a\\| b'),
);
const number = fc.constantFrom(-1, 0, 1, 3, 0.5, 1e9, 1e308);
const value = fc.oneof(text, number, fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));
/** Where to change something, and to what: to another of its kind, or to anything. */
const change = fc.record({ place: fc.nat(), kept: fc.boolean(), text, number, value });
const changes = fc.array(change, { minLength: 1, maxLength: 3 });
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function mutated(verdict: Verdict, drawn: readonly Change[]): unknown {
  return drawn.reduce<unknown>((now, { place, kept, ...by }) => {
    const places = placesIn(now);
    const path = at(places, place % places.length);
    const old = path.reduce((each, name) => Object(each)[name], now);
    const isPlain = typeof old === 'string' || typeof old === 'number';
    return replaced(
      now,
      path,
      kept && isPlain ? by[typeof old === 'string' ? 'text' : 'number'] : by.value,
    );
  }, verdict);
}

/** Nothing moves a cursor, leaves its line or its fence, or is HTML. */
function expectHarmless([text = '', report = '']: readonly string[]): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  for (const each of [text, report]) expect(each).not.toMatch(/[\0-\u0008\u000b-\u001f]|^\s*::/m);

  const prose = report.replaceAll(/^(`{3,})text\n.*?\n\1$/gms, '');
  expect(prose.match(/^# /gm) ?? []).toHaveLength(report === '' ? 0 : 1);
  expect(prose).not.toMatch(/<img|^`/m);
  for (const row of prose.match(/^\|.*$/gm) ?? []) {
    expect([3, 4, 6, 7]).toContain(row.replaceAll(/\\./g, '').match(/\|/g)?.length);
  }
}

test('a mutated verdict is merged, printed and reported, or refused in one sentence', () => {
  const replay = (token: string): string => token;
  let merged = 0;
  fc.assert(
    fc.property(changes, (drawn) => {
      let told: string[] = [];
      try {
        const named = [mutated(shard(1), drawn), ...(drawn.length > 1 ? [shard(2)] : [])].map(
          (value) => ({
            ...{ path: 'p', verdict: asVerdict(JSON.parse(JSON.stringify(value) ?? 'null')) },
          }),
        );
        const verdict = mergeVerdicts(named);
        told = [conclusion(verdict, replay), markdown(verdict, replay)];
        merged += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(GradgateError);
      }
      expectHarmless(told);
    }),
    { seed: 1, numRuns: 600 },
  );
  expect(merged).toBeGreaterThan(100);
});

test('what our checker says of the schema is what ajv says', () => {
  const validate = new Ajv({ strict: false }).compile(schema);
  // SAFETY: it is a schema, and has only keywords that are known, as ajv agrees.
  const own = schema as unknown as Schema;
  fc.assert(
    fc.property(changes, (drawn) => {
      const value: unknown = JSON.parse(JSON.stringify(mutated(shard(1), drawn)) ?? 'null');
      const complaint = complaintBySchema(value, own);
      expect(complaint === undefined, JSON.stringify(complaint)).toBe(validate(value));
    }),
    { seed: 2, numRuns: 800 },
  );
  expect(complaintBySchema(shard(1), own)).toBe(undefined);
});

async function merging(...verdicts: unknown[]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const paths = verdicts.map((verdict, place) => {
    const path = join(folder, String(place));
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'verdict.json'), JSON.stringify(verdict));
    return path;
  });
  const code = await runCommand(['merge', ...paths, '--out', join(folder, 'merged')]);
  const said = error.mock.calls.flat().join('\n');
  log.mockRestore();
  error.mockRestore();
  return { code, said };
}

test('a verdict that claims would settle is read again', () => {
  const failing = { ...shard(1), settledBy: [{ claims: { subnormals: 'flushed' } }] };
  expect(asVerdict(JSON.parse(JSON.stringify(failing))).settledBy).toEqual(failing.settledBy);
  const odd = { ...failing, settledBy: [{ claims: { subnormals: 'kept' } }] };
  expect(() => asVerdict(odd)).toThrow(/^settledBy.*claims.subnormals: expected/);
});

test('of how it sums, the shard that looked is told', () => {
  const { arithmetic, ...silent } = shard(1);
  const verdicts = [silent, shard(2)].map((verdict) => ({ path: 'p', verdict }));
  expect(mergeVerdicts(verdicts).arithmetic).toEqual(arithmetic);
});

test('shards that nobody named are: nothing is verified without them', async () => {
  const holds: PropertyVerdict = { ...law, id: 'x', outcome: 'holds', runs: 3 };
  const part = (index: number) => ({
    ...shard(index, 9),
    conclusion: 'verified',
    properties: [holds],
  });
  const { code, said } = await merging(part(2), part(4), part(8));
  expect(said).toBe('Shards that were not named: 1, 3, 5 to 7, 9 of 9. Merge them, too.');
  expect(code).toBe(exitCode['not run']);
  const all = Array.from({ length: 9 }, (_, place) => part(place + 1));
  expect(await merging(...all)).toEqual({ code: exitCode.verified, said: '' });
  expect((await merging({ ...shard(2) })).code).toBe(exitCode.bug);
});

test.each<[asked: unknown, sentence: string]>([
  [[99], 'run.shards.asked: expected shards from 1 to 3, got 99.'],
  [[], 'run.shards.asked: expected at least 1 of them, got 0.'],
  ['x', 'run.shards.asked: expected a list, got x.'],
  [[1, 1], 'run.shards.asked: expected each entry once, got [1,1].'],
])('asked %j is no verdict', async (asked, sentence) => {
  const verdict = shard(1);
  const wrong = { ...verdict, run: { ...verdict.run, shards: { asked, of: 3 } } };
  const { code, said } = await merging(wrong);
  expect(code).toBe(exitCode.request);
  expect(said).toContain(sentence);
});
