import { expect, test, vi } from 'vitest';
import { exitCode } from './exit-code.ts';
import { parse } from './parse.ts';
import { linesOf, probeClaims } from './probe-claims.ts';

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
  expect(said).toMatch(/ended while \{.*\} was tried; \d+ were not tried\./);
});

test('what is no subject is refused as ever', async () => {
  const { code, said } = await probe('src/cli/fixtures/no-subject.ts');
  expect(code).toBe(exitCode.request);
  expect(said).toMatch(/^subject.numberFormat: expected one of/);
});

test('claims are told as code', () => {
  const kinds = linesOf([
    { claims: { layouts: ['gaps', 'offset'] }, holds: true },
    { claims: { algorithm: 'conventional' }, holds: true },
  ]);
  expect(kinds[0]).toBe("✓ layouts: ['gaps', 'offset']");
  expect(kinds.at(-1)).toBe("  claims: { layouts: ['gaps', 'offset'] },");
  const lines = linesOf([
    { claims: { vectors: true }, holds: true },
    { claims: { bias: true }, holds: true },
    { claims: { algorithm: 'conventional' }, holds: true },
    { claims: { scaling: true }, holds: false, reason: 'scaling: dX', isRefuted: true },
    { claims: { subsets: true }, holds: false, reason: 'threw: no\n  at a.py', isRefuted: true },
    { claims: { overflow: 'infinity' }, holds: false, reason: 'not needed' },
    { claims: { batching: 'broadcast' }, holds: true },
    { claims: { batching: 'leading' }, holds: false, reason: 'dX', isRefuted: true },
  ]);
  expect(lines[3]).toMatch(/^✗ scaling: true +scaling: dX$/);
  expect(lines[4]).toMatch(/^✗ subsets: true +threw: no …$/);
  expect(lines[5]).toMatch(/^– overflow: 'infinity' +not needed$/);
  // What holds by chance, although less of it does not, is not recommended.
  expect(lines.at(-1)).toBe('  claims: { vectors: true, bias: true },');
});
