import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, expect, test, vi } from 'vitest';
import { check } from './check.ts';
import { plainlyVerified } from './counts.test-setup.ts';
import { exitCode } from './exit-code.ts';
import { parse } from './parse.ts';

/** The command without a process of its own; `command.test.ts` has what needs one. */
const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const request = parse(['check', '--out', folder, '--profile', 'smoke', ...args]);
  if (request.verb !== 'check') throw new Error(request.verb);
  const code = await check(request);
  const complained = error.mock.calls.flat().join('\n');
  const said = [...log.mock.calls.flat(), complained].join('\n');
  vi.restoreAllMocks();
  return { code, said, complained };
}

test('the built-in reference is verified', async () => {
  const { code, said } = await run();
  expect(code).toBe(exitCode.verified);
  expect(said).toContain(`reference: ${plainlyVerified}`);
  expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('# reference: verified');
});

test('a whole run at profile ci tells how it sums, and where that is not as claimed', async () => {
  const { code, said } = await run(
    'src/cli/fixtures/sums-wider.ts',
    '--profile',
    'ci',
    '--runs',
    '1',
  );
  expect(code).toBe(exitCode.verified);
  const words = "nothing is said of accumulates; claim accumulates: 'float64' to be judged by it";
  expect(said).toContain(`– coarser than seen: ${words}`);
  const { arithmetic } = JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8'));
  expect(arithmetic.products.dX.order).toBe('left to right');
  const report = readFileSync(join(folder, 'report.md'), 'utf8');
  expect(report).toContain('| operands | as given | as given |');
  await run('bank/faults/misprint.ts', '--profile', 'ci', '--runs', '1', '--bail');
  expect(readFileSync(join(folder, 'verdict.json'), 'utf8')).not.toContain('arithmetic');
  await run('src/cli/fixtures/sums-wider.ts');
  expect(readFileSync(join(folder, 'verdict.json'), 'utf8')).not.toContain('arithmetic');
});

test('who is started is said before anything is known of it, and where the report is, at the end', async () => {
  const { said } = await run('bank/faults/misprint.ts', '--property', 'equation-2');
  const lines = said.trim().split('\n');
  expect(lines[0]).toBe('starting bank/faults/misprint.ts …');
  expect(lines[1]).toMatch(/^gradgate .* · misprint /);
  const report = relative(process.cwd(), join(folder, 'report.html'));
  expect(lines.at(-2)).toBe(`report: ${report}`);
  expect(readFileSync(report, 'utf8')).toContain('misprint');
});

test('a fault is violated, and the line that asks it again is printed', async () => {
  const { code, said } = await run('bank/faults/misprint.ts', '--property', 'equation-2');
  expect(code).toBe(exitCode.violated);
  expect(said).toContain('replay: npx gradgate check bank/faults/misprint.ts --replay equation-2/');
});

test('quietly, only what fails and the last line are printed; as JSON, the verdict is', async () => {
  const args = ['bank/faults/misprint.ts', '--property', 'equation-2'];
  const quiet = await run(...args, '--quiet');
  expect(quiet.code).toBe(exitCode.violated);
  expect(quiet.said.trim()).toMatch(
    /^✗ equation-2 .*NOT verified, 1 of 1 properties are violated$/s,
  );
  const asJson = await run(...args, '--json');
  const written = JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8'));
  expect(JSON.parse(asJson.said)).toEqual(written);
  expect(written.conclusion).toBe('violated');
});

test.each(['verdict.json', 'report.md'])('what cannot be written is told: %s', async (name) => {
  const out = join(folder, `no-${name}`);
  mkdirSync(join(out, name), { recursive: true });
  const args = ['bank/faults/misprint.ts', '--property', 'equation-2'];
  const { code, said } = await run(...args, '--out', out);
  expect(code).toBe(exitCode.surroundings);
  expect(said).toContain('--replay equation-2/');
  expect(said).toContain('NOT verified, 1 of 1 properties are');
  expect(said).toMatch(/^Nothing could be written to .*: E.*\. Free some space there, or name/m);
  expect(said).not.toContain('    at ');
  const quiet = await run(...args, '--out', out, '--reporter', 'dot');
  expect([quiet.code, quiet.said]).toEqual([code, expect.stringContaining('NOT verified, 1 of 1')]);
});

test('a subject that ends its process is not run, and keeps what was judged', async () => {
  const { code, said } = await run('src/cli/fixtures/kills-itself.ts');
  expect(code).toBe(exitCode['not run']);
  expect(said).toMatch(/✓ gradient-shape/);
  expect(said).toContain('the run ended while this property was being judged');
});

test('a subject that ends its process while it loads is not run', async () => {
  const { code, said } = await run('src/cli/fixtures/dies-at-once.ts');
  expect(code).toBe(exitCode['not run']);
  expect(said).toContain('its process ended before any property was judged');
});

test('an adapter that does not load is not run; one that is no subject is a wrong request', async () => {
  const broken = await run('src/cli/fixtures/does-not-load.ts');
  expect([broken.code, broken.complained]).toEqual([
    exitCode['not run'],
    'cannot find libkernel.so',
  ]);
  const { code, complained } = await run('src/cli/fixtures/no-subject.ts');
  expect(code).toBe(exitCode.request);
  expect(complained).toMatch(/^subject.numberFormat: expected one of .*, got "float65"\./);
});

test.each([
  ['bad.ts', 'const x: number = ;\n', /bad\.ts:1:18: ParseError: Unexpected token$/],
  ['bad.mjs', 'const x = ;\n', /bad\.mjs:1:10: ParseError: Unexpected token$/],
  ['via.ts', "import './bad.ts';\n", /bad\.ts:1:18: ParseError: Unexpected token$/],
  [
    'json.ts',
    "import './bad.json';\n",
    /bad\.json: Expected property name or '\}' in JSON at position 2/,
  ],
])('why %s does not load is said, with the place', async (name, text, sentence) => {
  const home = join(folder, 'load 100%20 #?');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'bad.json'), '{ bad');
  writeFileSync(join(home, 'bad.ts'), 'const x: number = ;\n');
  writeFileSync(join(home, name), text);
  const { code, complained } = await run(join(home, name));
  expect(complained).toMatch(sentence);
  expect(complained.split('\n')).toHaveLength(1);
  expect(code).toBe(exitCode['not run']);
});

test('another reporter speaks instead of ours', async () => {
  const { code, said } = await run('--property', 'one-hot', '--reporter', 'dot');
  expect(code).toBe(exitCode.verified);
  expect(said).not.toContain('verified');
});

/** As Hypothesis documents its observations of test cases. */
const observation = {
  type: 'object',
  properties: {
    type: { const: 'test_case' },
    status: { enum: ['passed', 'failed', 'gave_up'] },
    status_reason: { type: 'string' },
    representation: { type: 'string' },
    arguments: { type: 'object' },
    how_generated: { type: ['string', 'null'] },
    features: { type: 'object' },
    coverage: { type: 'null' },
    timing: { type: 'object', additionalProperties: { type: 'number', minimum: 0 } },
    metadata: { type: 'object' },
    property: { type: 'string' },
    run_start: { type: 'number' },
  },
  additionalProperties: false,
};

test('every problem is told in a file, as Hypothesis does', async () => {
  const path = join(folder, 'deep', 'observed.jsonl');
  const properties = ['equation-1', 'history-independence', 'row-independence'];
  const chosen = properties.flatMap((id) => ['--property', id]);
  await run('bank/faults/misprint.ts', ...chosen, '--observe', path, '--extent', '6');
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  const observations = lines.map((line) => JSON.parse(line));
  const schema = { ...observation, required: Object.keys(observation.properties) };
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  for (const each of observations) {
    validate(each);
    expect(validate.errors).toBeNull();
  }
  const of = (id: string) => observations.filter(({ property }) => property === id);
  expect(of('equation-1')).toHaveLength(10);
  expect(of('equation-1').every(({ status }) => status === 'passed')).toBe(true);
  const [first, ...smaller] = of('history-independence').filter(
    ({ status }) => status === 'failed',
  );
  expect(first).toMatchObject({ how_generated: 'drawn' });
  expect(smaller[0]).toMatchObject({ how_generated: 'while shrinking' });
  const [wide] = of('row-independence');
  expect(wide.features).toMatchObject({ layout: 'dense', batch: 'none', options: 'none' });
  expect(wide.features.calls).toBeGreaterThan(0);
});

test('what cannot be written, or is too large to be told, is one sentence', async () => {
  await expect(run('--observe', '/dev/null/file')).rejects.toThrow(/^--observe: expected a file/);
  await expect(run('--observe', 'x', '--profile', 'large')).rejects.toThrow(
    /^--observe: expected none together with profile large/,
  );
});
