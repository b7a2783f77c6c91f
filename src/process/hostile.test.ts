import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { properties } from '../../properties/index.ts';
import { planOf } from '../gate/run/plan-of.ts';
import { verdictOn } from '../gate/run/verdict-on.test-setup.ts';
import { isGroupRunning, isRunning } from './fixtures/is-running.ts';
import { stdioSubject } from './stdio-subject.ts';
import { Wire } from './wire.ts';

const patient = { timeout: 20_000, startTimeout: 20_000 };
const impatient = { ...patient, timeout: 500 };

function hostile(deed: string): string {
  return `exec node src/process/fixtures/hostile.mjs '${deed}'`;
}

/** Nothing of what was started is left. */
async function allGone(groups: readonly number[]): Promise<void> {
  expect(groups.length).toBeGreaterThan(0);
  for (const group of groups) {
    await vi.waitFor(() => expect(isGroupRunning(group)).toBe(false), { timeout: 60_000 });
  }
}

async function judged(deed: string, options = patient, id = 'equation-1') {
  const groups: number[] = [];
  const watch = (note: object): void => {
    if ('child' in note) groups.push(Number(note.child));
  };
  const subject = await stdioSubject(hostile(deed), { ...options, watch });
  const property = properties.find((each) => each.id === id);
  if (property === undefined) throw new Error(id);
  const verdict = await verdictOn(property, subject, planOf({ profile: 'smoke', runs: 10 }));
  await subject.dispose();
  await allGone(groups);
  return verdict;
}

/** What it does at three rows or more, whether that is a wrong answer or none, and the sentence. */
const deeds: [deed: string, outcome: 'crashed' | 'fails', sentence: RegExp][] = [
  ['hangs', 'crashed', /^backward: expected an answer within 0\.5 s, got none\.$/],
  ['hangs and ignores SIGTERM', 'crashed', /^backward: expected an answer within 0\.5 s, got none/],
  [
    'exits',
    'crashed',
    /^backward: .* ended with exit code 7\. .* stderr: Traceback .* \| segment fault/,
  ],
  ['is killed', 'crashed', /^backward: expected an answer, but the process was ended by SIGKILL\./],
  [
    'prints garbage',
    'crashed',
    /got "\[info\] 3 rows, how exciting"\. Print everything else to stderr/,
  ],
  ['prints half a line', 'crashed', /got the beginning of a line, "\{.*without an end.*flush/],
  [
    'prints half a line and exits',
    'crashed',
    /ended with exit code 0, in the middle of a line, "\{/,
  ],
  [
    'prints a long line',
    'crashed',
    /^expected lines of at most 1 MiB on stdout, got a longer one\./,
  ],
  [
    'answers another id',
    'crashed',
    /^expected an answer with the id of a request, got id 1\d+, which/,
  ],
  ['answers a text as id', 'crashed', /^expected the id of a request, which is a number, got/],
  [
    'answers twice',
    'crashed',
    /^expected one answer to a request, got a second one with id \d+\.$/,
  ],
  ['answers no result', 'crashed', /^expected a result or an error, got/],
  ['asks instead', 'crashed', /^expected answers alone, got a request/],
  ['answers an error', 'crashed', /^backward answered with error -32603: the matrix is singular$/],
  ['answers a wrong shape', 'fails', /^the subject's dX: expected 3×1, got 1×3$/],
  ['answers texts', 'fails', /^the subject's dX: expected only numbers, got string </],
  ['answers a number', 'fails', /^backward: expected an object, got 42$/],
  ['answers null', 'fails', /^backward: expected an object, got null$/],
  ['answers NaN', 'fails', /^dX, entry .* got NaN|dX.*NaN/],
  ['answers bare NaN', 'crashed', /JSON has no NaN: write "NaN"/],
  ['answers too few bytes', 'fails', /^the subject's dX: expected a multiple of 8 bytes, got 5$/],
  ['answers a file that is none', 'fails', /the name of a plain file .*, got "\.\.\/\.\.\/etc/],
  ['answers a pipe', 'fails', /^the subject's dX: expected the name of a plain file/],
  ['answers a link to a device', 'fails', /^the subject's dX: expected the name of a plain file/],
  ['answers a great file', 'fails', /^the subject's dX: expected 24 bytes, got 1500000000, in "g/],
  ['answers a great length', 'fails', /^the subject's dX: expected 3 entries, got 1000000000$/],
  ['answers a great shape', 'fails', /^the subject's dX: expected 3×1, got 1000000000×1$/],
  [
    'answers what is nested deep',
    'crashed',
    /^expected JSON-RPC messages on stdout, one a line, got .*: it is nested more than 64 deep/,
  ],
  [
    'answers a line that is almost no answer',
    'crashed',
    /^expected lines of at most 1 MiB on stdout, got a longer one\./,
  ],
  ['answers a long error', 'crashed', /^backward answered with error -32603: e{2000}…$/],
  [
    'prints beside the answer',
    'crashed',
    /got "Using device cpu"\. Print everything else to stderr/,
  ],
  [
    'forks and exits',
    'crashed',
    /^backward: expected an answer, but the process ended with exit code 1/,
  ],
  ['forks and hangs', 'crashed', /^backward: expected an answer within 0\.5 s, got none\.$/],
  ['closes stdout', 'crashed', /^backward: expected an answer within 0\.5 s, got none\.$/],
];

describe.concurrent('an adapter that, from three rows on,', () => {
  for (const [deed, outcome, sentence] of deeds) {
    test(`${deed}: ${outcome === 'crashed' ? 'could not be run' : 'is wrong'}, smallest at 3×1·1×1`, async () => {
      const waits = deed.endsWith('half a line') || sentence.source.includes('within');
      const options = waits ? impatient : patient;
      const verdict = await judged(deed, options);
      expect(verdict.outcome).toBe(outcome);
      expect(verdict.reason).toMatch(sentence);
      if (deed === 'answers twice') return; // the second answer is seen at the next call
      expect(verdict.counterexample?.shape).toEqual({ m: 3, n: 1, k: 1 });
    });
  }

  test('forks a daemon, in a session of its own, leaves no daemon behind', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'gradgate-')), 'daemon');
    const subject = await stdioSubject(`${hostile('forks a daemon and hangs')} ${file}`, impatient);
    const column = { shape: [3, 1], data: new Float64Array(3) };
    const W = { shape: [1, 1], data: new Float64Array(1) };
    await expect(subject.backward({ X: column, W, dY: column })).rejects.toThrow('got none');
    const daemon = Number(readFileSync(file, 'utf8'));
    await vi.waitFor(() => expect(isRunning(daemon)).toBe(false), { timeout: 60_000 });
    await subject.dispose();
    rmSync(dirname(file), { recursive: true });
  });

  test('floods stderr is none the worse for it', async () => {
    expect((await judged('floods stderr')).outcome).toBe('holds');
  });

  test('is right when it is not asked three rows', async () => {
    expect((await judged('hangs', patient, 'inner-product-reduction')).outcome).toBe('holds');
  });
});

const atStart: [deed: string, sentence: RegExp][] = [
  ['is silent', /^initialize: expected an answer within 1 s, got none\.$/],
  [
    'exits at once',
    /^initialize: .* exit code 1\. .* stderr: ModuleNotFoundError: No module named torch/,
  ],
  ['speaks another version', /^initialize, protocolVersion: expected 1, got 7\. See docs/],
  ['claims what there is not', /^subject\.claims: expected only .*, got fast\./],
  [
    'claims what cannot cross',
    /^initialize, claims: expected no ownedAnswers, got it: arrays are copied/,
  ],
  ['has no format', /^subject\.numberFormat: expected one of float64, .*, got undefined\./],
  ['prints a banner', /got "Welcome!"\. Print everything else to stderr/],
];

describe.concurrent('an adapter that, from the start,', () => {
  for (const [deed, sentence] of atStart) {
    test(`${deed}: is no subject`, async () => {
      await expect(stdioSubject(hostile(deed), { ...patient, startTimeout: 1000 })).rejects.toThrow(
        sentence,
      );
    });
  }

  test('does not exist: is a wrong request', async () => {
    const sentence = /^--command: expected a command that can be run, got nowhere-to-be-found \(/;
    await expect(stdioSubject('nowhere-to-be-found', patient)).rejects.toThrow(sentence);
  });

  test('does not end after shutdown: is ended', async () => {
    expect((await judged('does not end')).outcome).toBe('holds');
  });
});

test('what our own end of the conversation throws is a bug of ours, not a crash', async () => {
  vi.spyOn(Wire.prototype, 'given').mockImplementation(() => {
    throw new TypeError('planted');
  });
  const { outcome, reason } = await judged('nothing');
  vi.restoreAllMocks();
  expect(outcome).toBe('our bug');
  expect(reason).toBe('a bug in gradgate, please report it: planted');
});
