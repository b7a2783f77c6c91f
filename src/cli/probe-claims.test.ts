import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { exitCode } from './exit-code.ts';
import { parse } from './parse.ts';
import { closingLines, lineOf, probeClaims } from './probe-claims.ts';

async function probe(...args: string[]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const request = parse(['check', ...args, '--probe-claims']);
  if (request.verb !== 'probe') throw new Error(request.verb);
  const code = await probeClaims(request);
  const said = [...log.mock.calls, ...error.mock.calls].flat().join('\n');
  vi.restoreAllMocks();
  return { code, said };
}

test('the reference is told which claims hold, ready to paste, and which do not', async () => {
  const { code, said } = await probe();
  expect(code).toBe(exitCode.verified);
  expect(said).toMatch(/^dX, of 24 terms\n {2}order {8}left to right\n/m);
  expect(said).toContain('✓ emptyExtents: true');
  expect(said).toMatch(/✗ transposeFlags: true +transpose-flags: /);
  expect(said).toMatch(/ {2}claims: \{ .*emptyExtents: true.* \},$/);
});

test('a subject that ends its process is left without the claim it was at', async () => {
  const { code, said } = await probe('src/cli/fixtures/kills-itself.ts');
  expect(code).toBe(exitCode['not run']);
  expect(said).toMatch(/ended while \w+: .* was tried; \d+ were not tried\./);
});

test('what is no subject is refused as ever', async () => {
  const { code, said } = await probe('src/cli/fixtures/no-subject.ts');
  expect(code).toBe(exitCode.request);
  expect(said).toMatch(/^subject.numberFormat: expected one of/m);
});

test('each claim is told when it was tried: a subject that waits for that goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
  const word = join(folder, 'word');
  vi.stubEnv('GRADGATE_TEST_WORD', word);
  const log = vi.spyOn(console, 'log').mockImplementation((line) => {
    if (String(line).startsWith('✓ ')) writeFileSync(word, '');
  });
  const request = parse(['check', 'src/cli/fixtures/waits-for-a-word.ts', '--probe-claims']);
  if (request.verb !== 'probe') throw new Error(request.verb);
  await probeClaims(request);
  const lines = log.mock.calls.flat().map(String);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  expect(lines[0]).toMatch(/^gradgate .* · trying every claim · seed 1$/);
  expect(lines[1]).toBe('starting src/cli/fixtures/waits-for-a-word.ts …');
  const [batch = ''] = lines.filter((line) => line.includes("batching: 'broadcast'"));
  expect(batch).toContain('backward threw: data: expected');
});

test('claims are told as code', () => {
  expect(lineOf({ claims: { layouts: ['gaps', 'offset'] }, holds: true })).toBe(
    "✓ layouts: ['gaps', 'offset']",
  );
  const scaling = { claims: { scaling: true }, holds: false, isRefuted: true } as const;
  const told = [
    { ...scaling, reason: 'scaling: dX' },
    { ...scaling, claims: { subsets: true }, reason: 'threw: no\n  at a.py' },
    { claims: { overflow: 'infinity' }, holds: false, reason: 'not needed' } as const,
  ].map(lineOf);
  expect(told[0]).toMatch(/^✗ scaling: true +scaling: dX$/);
  expect(told[1]).toMatch(/^✗ subsets: true +threw: no …$/);
  expect(told[2]).toMatch(/^– overflow: 'infinity' +not needed$/);
  const lines = closingLines([
    { claims: { layouts: ['gaps', 'offset'] }, holds: true },
    { claims: { vectors: true }, holds: true },
    { claims: { algorithm: 'conventional' }, holds: true },
    { ...scaling, reason: 'scaling: dX' },
    { claims: { batching: 'broadcast' }, holds: true },
    { claims: { batching: 'leading' }, holds: false, reason: 'dX', isRefuted: true },
  ]);
  // What holds by chance, although less of it does not, is not recommended.
  expect(lines.at(-1)).toBe("  claims: { layouts: ['gaps', 'offset'], vectors: true },");
  expect(closingLines([{ ...scaling, reason: 'dX' }]).at(-1)).toMatch(/^The plain problem fails/);
});
