import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, test } from 'vitest';
import { faults } from '../../bank/faults/index.ts';
import complete from '../../bank/unusual/complete.ts';
import { properties, propertyNamed } from '../../properties/index.ts';
import { Border } from '../call/border.ts';
import type { Subject } from '../contract/subject.ts';
import { askLarge } from '../gate/judge/ask-large.ts';
import { planOf } from '../gate/run/plan-of.ts';
import { verdictOn } from '../gate/run/verdict-on.test-setup.ts';
import { checkAdapter } from './check-adapter.ts';
import { ProcessLauncher } from './launcher.ts';
import schema from './protocol.schema.json' with { type: 'json' };
import { stdioSubject } from './stdio-subject.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Compiled, as it runs in a process of its own. */
const served = 'node dist/src/process/fixtures/serve-subject.js';
const eavesdrop = 'node src/process/fixtures/eavesdrop.mjs';
const python = 'python3 subjects/python-by-hand/adapter.py';
const hasPython = spawnSync('python3', ['--version']).status === 0;
/** Few problems, but as many sequences of calls as it takes. */
const planFor = (id: string) =>
  planOf({ profile: 'smoke', runs: id === 'history-independence' ? 80 : 8 });

const ajv = new Ajv({ strict: false }).addSchema(schema, 'protocol');

function expectValid(part: string, value: unknown): void {
  const valid = ajv.validate(`protocol#/definitions/${part}`, value);
  expect(valid, `${ajv.errorsText()} in ${JSON.stringify(value).slice(0, 300)}`).toBe(true);
}

interface Message {
  readonly id: number;
  readonly method: string;
  readonly result?: unknown;
}

/** Every message of a conversation is as the schema says, the results by the method that they answer. */
function expectConversation(lines: readonly string[]): void {
  const asked = new Map<number, string>();
  for (const line of lines) {
    const message: Message = JSON.parse(line.slice(2));
    if (line.startsWith('→')) {
      expectValid('request', message);
      asked.set(message.id, message.method);
    } else {
      expectValid('response', message);
      const method = asked.get(message.id) ?? '';
      if ('result' in message) expectValid(`results/properties/${method}`, message.result);
    }
  }
}

const documentation = readFileSync('docs/protocol.md', 'utf8');
const [, transcript = ''] = /```text\n(.*?)```/s.exec(documentation) ?? [];
const transcribed = transcript.trim().split('\n');

describe('the conversation of docs/protocol.md', () => {
  test('is as the schema says', () => {
    expect(transcribed.length).toBeGreaterThan(10);
    expectConversation(transcribed);
  });

  test.skipIf(!hasPython)('is what subjects/python-by-hand/adapter.py says', () => {
    const [requests, answers] = ['→', '←'].map((mark) =>
      transcribed.filter((line) => line.startsWith(mark)).map((line) => line.slice(2)),
    );
    const [, ...args] = python.split(' ');
    const said = execFileSync('python3', args, { input: `${requests?.join('\n')}\n` }).toString();
    const spoken = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(spoken).toEqual(answers?.map((line) => JSON.parse(line)));
  });
});

describe('every message of a run is as the schema says', () => {
  for (const [name, encodings] of [
    ['decimal', ''],
    ['base64', 'base64'],
  ]) {
    test(`with every claim, in ${name}`, async () => {
      const log = join(folder, `log-${name}`);
      const subject = await stdioSubject(`${eavesdrop} ${log} ${served} complete ${encodings}`);
      for (const property of properties) {
        const verdict = await verdictOn(property, subject, planFor(property.id));
        expect([property.id, verdict.outcome]).toEqual([
          property.id,
          expect.stringMatching(/^holds( weakly)?$/),
        ]);
      }
      await subject.dispose();
      const lines = readFileSync(log, 'utf8').trim().split('\n');
      expect(lines.length).toBeGreaterThan(1000);
      expectConversation(lines);
      // One variable is one on the other side, too.
      expect(lines.filter((line) => /"W":"X".*"shared"/.test(line)).length).toBeGreaterThan(0);
      expect(lines.filter((line) => line.includes('"into":{"dX":"X"')).length).toBeGreaterThan(0);
    });
  }
});

test('a subject with one gradient crosses the wire', async () => {
  const there = await stdioSubject(`${served} "dX alone"`);
  const outcomes = new Map<string, string>();
  for (const property of properties) {
    outcomes.set(property.id, (await verdictOn(property, there, planFor(property.id))).outcome);
  }
  await there.dispose();
  expect(
    [...outcomes].filter(([, outcome]) => outcome === 'not offered').map(([id]) => id),
  ).toEqual(['equation-2', 'transpose-symmetry', 'column-independence', 'requested-gradients']);
  expect(new Set(outcomes.values())).toEqual(new Set(['holds', 'holds weakly', 'not offered']));
});

/** One fault of each kind of claim: what the wire could hide. */
const crossing = [
  'misprint',
  'general-stride-gemm',
  'TT-variant-wrong',
  'scale-outside-submatrix',
  'out-aliases-input',
  'beta0-partial-tile-reads-C',
  'saved-view-mutated',
  'planted-in-place',
  'backward-uses-last-forward',
  'matmul-same-var',
  'planted-tape-reused',
  'weight-uploaded-once',
  'bf16-result-in-f32-gradient',
  'e5m2-codes-read-as-e4m3',
];

/** What asks for most. Each fault is asked these, and the property that must catch it. */
const widest = ['equation-1', 'equation-2', 'purity', 'history-independence', 'joint-options'];

describe('a subject over the wire has the verdict that it has in this process', () => {
  for (const name of crossing) {
    test(name, async () => {
      const fault = faults.find((each) => each.name === name);
      const here: Subject = fault ?? complete;
      expect(here.name).toBe(name);
      const asked = new Set([fault?.caughtBy ?? '', ...widest]);
      const { ownedAnswers: _, ...claims } = here.claims ?? {};
      const there = await stdioSubject(`${served} ${name}`);
      const outcomes = new Set<string>();
      for (const property of properties.filter(({ id }) => asked.has(id))) {
        const plan = planFor(property.id);
        const verdict = await verdictOn(property, there, plan);
        const { counterexample, ...own } = await verdictOn(property, { ...here, claims }, plan);
        // Over the wire the smallest problem is asked of a fresh process, and then only there.
        const { again: _here, ...found } = counterexample ?? {};
        const { again: _there, ...told } = verdict.counterexample ?? {};
        expect({ ...verdict, counterexample: told }).toEqual({ ...own, counterexample: found });
        outcomes.add(verdict.outcome);
      }
      await there.dispose();
      expect(outcomes).toContain('fails');
    });
  }
});

test('an error in answer to what is claimed breaks the claim, with the message', async () => {
  const there = await stdioSubject(`${served} broadcast-backward-throws`);
  const verdicts = [];
  for (const id of ['broadcast-reduction', 'batch-decomposition']) {
    const plan = planOf({ profile: 'smoke', runs: 30 });
    verdicts.push(await verdictOn(propertyNamed(id), there, plan));
  }
  await there.dispose();
  const [broken, kept] = verdicts;
  expect(broken?.outcome).toBe('fails');
  expect(broken?.reason).toMatch(
    /^batching: 'broadcast' is claimed, but backward answered with error -32603: \(InvalidArgument\)/,
  );
  expect(kept?.outcome).toMatch(/^holds/);
});

async function outcomesOf(command: string): Promise<string[]> {
  const outcomes = [];
  for await (const { title, outcome } of checkAdapter(
    new ProcessLauncher(command, { timeout: 5000 }),
  )) {
    outcomes.push(`${outcome}: ${title}`);
  }
  return outcomes;
}

describe('the conformance check', () => {
  test('passes an adapter that can do everything', async () => {
    const outcomes = await outcomesOf(`${served} complete`);
    expect(outcomes.filter((line) => !line.startsWith('passed'))).toEqual([
      'skipped: reset answers',
    ]);
  });

  test.each([
    'float8 e4m3 forward, e5m2 backward, bfloat16 results',
    'float32 activations, bfloat16 weight',
    'float32 through tf32, to nearest',
    'bfloat16 sums in float32 results',
    'complete, out×in',
    'complete, three bits',
  ])('passes an adapter with an arithmetic of its own: %s', async (name) => {
    const outcomes = await outcomesOf(`${served} "${name}"`);
    expect(outcomes.filter((line) => line.startsWith('failed'))).toEqual([]);
  });

  test.each(['dX', 'dW'])('passes an adapter that has %s alone, and says so', async (name) => {
    const outcomes = await outcomesOf(`${served} "${name} alone"`);
    expect(outcomes.filter((line) => !line.startsWith('passed'))).toEqual([
      `skipped: backward answers ${name === 'dX' ? 'dW' : 'dX'}`,
      'skipped: reset answers',
    ]);
  });

  test('names the gradient that is left out and not said to be missing', async () => {
    const outcomes = await outcomesOf(`${served} planted-leaves-out-dW`);
    expect(outcomes[1]).toMatch(/^failed: backward answers the gradients/);
  });

  test.skipIf(!hasPython)('tensors of many numbers go through files, and back', async () => {
    const subject = await stdioSubject(python);
    const problem = {
      shape: { m: 260, n: 260, k: 2 },
      kind: 'exact',
      grows: false,
      salt: 1,
    } as const;
    const { probed } = await askLarge(new Border(subject), problem, 'dX');
    await subject.dispose();
    expect(probed.wrong).toBeUndefined();
    expect(probed.bits).toBeGreaterThanOrEqual(32);
  });

  test.skipIf(!hasPython)('passes subjects/python-by-hand/adapter.py', async () => {
    const outcomes = await outcomesOf(python);
    expect(outcomes.filter((line) => line.startsWith('failed'))).toEqual([]);
  });
});
