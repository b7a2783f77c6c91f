import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { failing, verdictOn } from '../../verdict/told.test-setup.ts';
import { exitCode } from '../exit-code.ts';
import { saidBy } from '../said-by.test-setup.ts';
import { readKnown, writeKnown } from './known-file.ts';
import { newEntries, withNew } from './new-entries.ts';
import { today } from './today.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-known-'));
afterAll(() => rmSync(folder, { recursive: true }));
const root = process.cwd();
afterEach(() => {
  process.chdir(root);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const fault = 'bank/faults/misprint.ts';

/** Asks the subject for two properties, with this file of known failures. */
function check(subject: string, known: string, ...more: string[]) {
  const few = ['--property', 'equation-2', '--property', 'row-independence', '--runs', '20'];
  const out = ['--out', join(folder, 'out'), '--quiet', '--no-config', '--known', known];
  return saidBy('check', subject, '--profile', 'smoke', ...few, ...out, ...more);
}

function verdict() {
  return JSON.parse(readFileSync(join(folder, 'out', 'verdict.json'), 'utf8'));
}

/** The misprint, right again, under its own name. */
function cured(): string {
  const path = join(folder, 'cured.ts');
  const lines = [
    `import { reference } from '${resolve('src/contract/reference.ts')}';`,
    "export default { ...reference, name: 'misprint' };",
  ];
  writeFileSync(path, lines.join('\n'));
  return path;
}

test('what fails is written, then known; what is fixed is told, fails under strict, and is pruned', async () => {
  vi.stubEnv('SOURCE_DATE_EPOCH', '1795651200'); // 2026-11-26
  const file = join(folder, 'a', 'known.json');
  const first = await check(fault, file, '--update-known');
  expect(first.said).toContain(`1 known failure written to ${file}`);
  expect([first.code, verdict().conclusion]).toEqual([exitCode.verified, 'violated']);
  expect(readKnown(file)).toMatchObject([
    {
      ...{ property: 'equation-2', subject: 'misprint', since: '2026-11-26' },
      ...{ reason: expect.stringContaining('a transpose is missing') },
      problem: { wrong: 'dW is wrong', where: ['m > 1', 'n > 1'], form: 'X 2×2, W 2×1, dY 2×1' },
    },
  ]);
  const again = await check(fault, file, '--strict', '--seed', '3');
  expect([again.code, again.said]).toEqual([0, expect.stringContaining('1 known to fail')]);

  const other = await check(cured(), file);
  expect(other.code).toBe(exitCode.verified);
  expect(other.said).toMatch(/– equation-2: a known failure is fixed: .* \(this dW is/);
  expect((await saidBy('known', join(folder, 'out'), '--known', file)).said).toMatch(
    /^fixed +equation-2/,
  );
  const strictly = await check(cured(), file, '--strict');
  expect(strictly.code).toBe(exitCode.violated);
  expect(strictly.said).toContain('NOT verified, 1 known failure is to be looked at again');
  expect(readFileSync(join(folder, 'out', 'report.md'), 'utf8')).toContain('Known failures:');

  const pruned = await saidBy('known', join(folder, 'out'), '--known', file, '--prune');
  expect([pruned.code, pruned.said]).toEqual([0, expect.stringMatching(/1 of 1 taken away: /)]);
  expect(readKnown(file)).toEqual([]);
  expect((await check(fault, file)).code).toBe(exitCode.violated);
});

test('an entry expires by the day of the run; what is met and has not expired is not pruned', async () => {
  const file = join(folder, 'b.json');
  vi.stubEnv('SOURCE_DATE_EPOCH', '1795651200');
  await check(fault, file, '--update-known');
  const [entry] = readKnown(file);
  if (entry === undefined) throw new Error('no entry');
  writeKnown(file, [
    { ...entry, reason: 'no. 7', link: 'https://x.example', expires: '2026-12-01' },
  ]);
  expect((await check(fault, file, '--strict')).code).toBe(exitCode.verified);
  const kept = await saidBy('known', join(folder, 'out'), '--known', file, '--prune');
  expect(kept.said).toMatch(/^met .* until 2026-12-01: no\. 7, https:\/\/x\.example\n0 of 1 taken/);
  vi.stubEnv('SOURCE_DATE_EPOCH', '1796083200'); // 2026-12-01
  const late = await check(fault, file, '--strict');
  expect([late.code, late.said]).toEqual([
    exitCode.violated,
    expect.stringContaining('a known failure has expired on 2026-12-01 (no. 7, https://x.example;'),
  ]);
  expect((await check(fault, file)).code).toBe(exitCode.verified);
  expect((await saidBy('known', '--known', file, '--prune')).said).toMatch(
    /^expired .*\n1 of 1 taken/,
  );
});

test('beside the configuration, or as it says, it is found by itself', async () => {
  const home = join(folder, 'project');
  mkdirSync(home, { recursive: true });
  const few = { profile: 'smoke', property: ['equation-2'], adapter: resolve(fault), out: 'o' };
  writeFileSync(join(home, 'gradgate.config.ts'), `export default ${JSON.stringify(few)}`);
  const config = ['check', '--quiet', '--config', join(home, 'gradgate.config.ts')];
  expect((await saidBy(...config)).code).toBe(exitCode.violated);
  expect((await saidBy(...config, '--update-known')).code).toBe(exitCode.verified);
  expect(existsSync(join(home, 'gradgate.known.json'))).toBe(true);
  expect((await saidBy(...config)).code).toBe(exitCode.verified);
  mkdirSync(join(home, 'reports', 'runs'), { recursive: true }); // without a verdict
  process.chdir(home);
  expect((await saidBy('known')).said).toMatch(/^not asked +equation-2/);
  writeFileSync(
    join(home, 'gradgate.config.ts'),
    `export default ${JSON.stringify({ ...few, known: 'other.json' })}`,
  );
  expect((await saidBy('known')).said).toContain(join(home, 'other.json'));
});

test('what is met in one verdict stays, and what none speaks of, too', async () => {
  const file = join(folder, 'c.json');
  await check(fault, file, '--update-known');
  const [entry] = readKnown(file);
  if (entry === undefined) throw new Error('no entry');
  await check(fault, file);
  const met = verdict();
  await check(cured(), file);
  for (const [name, content] of Object.entries({ met, fixed: verdict() })) {
    mkdirSync(join(folder, 'both', name), { recursive: true });
    writeFileSync(join(folder, 'both', name, 'verdict.json'), JSON.stringify(content));
  }
  writeKnown(file, [entry, { ...entry, subject: 'another' }]);
  const both = await saidBy('known', join(folder, 'both'), '--known', file, '--prune');
  expect(both.said).toMatch(/^met .*\nnot asked .*\n0 of 2 taken away/);
  const one = await saidBy('known', join(folder, 'both', 'fixed'), '--known', file, '--prune');
  expect(one.said).toMatch(/^fixed .*\nnot asked .*\n1 of 2 taken away/);
  expect(readKnown(file)).toEqual([{ ...entry, subject: 'another' }]);
});

test('of counted rounds, shards that know of a failure are merged to the bytes of a single run', async () => {
  const file = join(folder, 'd.json');
  const rounds = async (out: string, ...more: string[]) => {
    const few = ['--property', 'equation-2', '--property', 'row-independence', '--runs', '20'];
    const place = ['--out', join(folder, out), '--quiet', '--no-config', '--known', file];
    return (await saidBy('check', fault, ...few, ...place, '--rounds', '4', ...more)).code;
  };
  expect(await rounds('first', '--update-known')).toBe(exitCode.verified);
  expect(await rounds('whole')).toBe(exitCode.verified);
  for (const shard of [1, 2]) {
    expect(await rounds(`part-${shard}`, '--shard', `${shard}/2`)).toBe(exitCode.verified);
  }
  const parts = [1, 2].map((shard) => join(folder, `part-${shard}`));
  expect((await saidBy('merge', ...parts, '--out', join(folder, 'merged'))).code).toBe(0);
  const [whole, merged] = ['whole', 'merged'].map((name) =>
    readFileSync(join(folder, name, 'verdict.json'), 'utf8'),
  );
  expect(whole).toContain('"known to fail"');
  expect(merged).toBe(whole);
});

const good = {
  ...{ property: 'equation-2', subject: 'a', reason: 'b', since: '2026-11-26' },
  problem: { replay: 'equation-2/ci/1/0', wrong: 'dW is wrong', form: 'X' },
};

test.each<[string, unknown, RegExp]>([
  ['no JSON', '{', /--known: expected a file of known failures at .*, got .*JSON/],
  ['no list', {}, /version: expected a value, got nothing/],
  ['another version', { version: 2, failures: [] }, /version: expected exactly 1, got 2/],
  [
    'a field too many',
    [{ ...good, why: 'x' }],
    /failures\[0\]\.why: expected no such field, got x/,
  ],
  ['no reason', [{ ...good, reason: undefined }], /failures\[0\]\.reason: expected a value/],
  [
    'no property',
    [{ ...good, property: 'x' }],
    /failures\[0\]\.property: expected the id of a prop/,
  ],
  [
    'no range',
    [{ ...good, versions: 'new' }],
    /failures\[0\]\.versions: expected a range of versions/,
  ],
  ['no day', [{ ...good, expires: '2026-02-30' }], /failures\[0\]\.expires: expected a day like/],
  ['nor since', [{ ...good, since: 'now' }], /failures\[0\]\.since: expected a day like/],
  [
    'no token',
    [{ ...good, problem: { ...good.problem, replay: 'x' } }],
    /failures\[0\]\.problem\.replay: expected a token like/,
  ],
  [
    'the token of another',
    [{ ...good, property: 'one-hot' }],
    /failures\[0\]\.problem\.replay: expected a token of one-hot/,
  ],
  [
    'sizes that cannot be',
    [{ ...good, problem: { ...good.problem, sizes: { extent: 9999 } } }],
    /failures\[0\]\.problem\.sizes\.extent: expected a whole number from 1 to 1024/,
  ],
])('a file with %s is one sentence, and a wrong request', async (_, content, words) => {
  const file = join(folder, 'bad.json');
  const value = Array.isArray(content) ? { version: 1, failures: content } : content;
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  const { code, said } = await check(fault, file);
  expect(said).toMatch(words);
  expect([code, said.split('\n')]).toEqual([exitCode.request, [said]]);
  expect((await saidBy('known', '--known', file)).code).toBe(exitCode.request);
});

test('a file that is not there is a wrong request, as is a flag without sense', async () => {
  const none = join(folder, 'none.json');
  expect((await check(fault, none)).said).toMatch(/^--known: expected a file of known failures/);
  const token = 'equation-2/ci/1/0';
  const asked = await saidBy('check', fault, '--replay', token, '--update-known');
  expect(asked.said).toMatch(/^--update-known: expected none together with replay/);
  for (const verb of ['check', 'known']) {
    expect((await saidBy(verb, '--known=')).said).toMatch(/^--known: expected a file, got nothing/);
  }
});

test('what follows the schema is what is read', () => {
  const schema = JSON.parse(readFileSync('src/verdict/known-failures.schema.json', 'utf8'));
  const validate = new Ajv().compile(schema);
  const file = join(folder, 'good.json');
  const sizes = { runs: 3, extent: 9, volume: 99, tile: 8, shapes: [{ m: 1, n: 2, k: 3 }] };
  const problem = { ...good.problem, sizes, alone: false, diagnosis: 'd', where: ['n = 1'] };
  const entry = { ...good, versions: '>=1', link: 'l', expires: '2027-01-01', problem };
  const content = { $schema: 's', version: 1, failures: [good, entry] };
  writeFileSync(file, JSON.stringify(content));
  expect([validate(content), validate.errors]).toEqual([true, null]);
  expect(readKnown(file)).toEqual([good, entry]);
  writeKnown(file, []);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...content, failures: [] });
});

test('an entry that is written again keeps what people said of it', () => {
  const old = { ...good, reason: 'no. 7', link: 'l', since: '2026-01-01' };
  const now = { ...good, problem: { ...good.problem, wrong: 'dW is not finite' } };
  expect(withNew([old], [now])).toEqual([{ ...old, since: now.since, problem: now.problem }]);
  const other = { ...good, subject: 'b' };
  expect(withNew([old], [other])).toEqual([old, other]);
});

test('of a run that says nothing, and of what has no problem, nothing is written', () => {
  const crashed = { outcome: 'crashed', runs: 0, message: 'it did not begin' } as const;
  const verdicts = verdictOn([failing(), crashed]);
  expect(newEntries(verdicts, { extent: 9 }, '2026-11-26')).toMatchObject({
    entries: [{ property: 'law-0', problem: { sizes: { extent: 9 } } }],
    left: ['law-1'],
  });
  expect(newEntries({ ...verdicts, conclusion: 'void' }, {}, '2026-11-26')).toEqual({
    entries: [],
    left: ['law-0', 'law-1'],
  });
});

test('the day is that of the clock, or of SOURCE_DATE_EPOCH', () => {
  expect(today({})).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(today({ SOURCE_DATE_EPOCH: '0' })).toBe('1970-01-01');
  expect(() => today({ SOURCE_DATE_EPOCH: 'now' })).toThrow(/^SOURCE_DATE_EPOCH: expected a whole/);
});
