/** Both directions of the protocol, and the files that runs leave to one another. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAnswer } from '../../src/call/read-answer.ts';
import { Journal } from '../../src/cli/journal.ts';
import { resumable } from '../../src/cli/keep-progress.ts';
import { keptIn } from '../../src/cli/kept-failures.ts';
import { readKnown, writeKnown } from '../../src/cli/known/known-file.ts';
import { askedAt } from '../../src/cli/place.ts';
import { version } from '../../src/cli/version.ts';
import { reference } from '../../src/contract/reference.ts';
import { introductionFrom } from '../../src/process/introduce.ts';
import { messageFrom, replyFrom } from '../../src/process/message-from.ts';
import { methodsOf } from '../../src/process/methods-of.ts';
import { mismatchFrom } from '../../src/process/mismatch-from.ts';
import { errorCodes } from '../../src/process/protocol.ts';
import { repliesOf } from '../../src/process/replies.test-setup.ts';
import { serve } from '../../src/process/serve.ts';
import { serveOracle } from '../../src/process/serve-oracle.ts';
import { toBase64 } from '../../src/process/tensor-data.ts';
import { Wire } from '../../src/process/wire.ts';
import { parseJson } from '../../src/wire/parse-json.ts';
import { must, same, type Target } from './target.ts';

const X = '{"shape":[2,3],"datatype":"float64","data":[1,2,3,4,5,6]}';
const W = `{"shape":[3,2],"datatype":"float64","data":${JSON.stringify(toBase64([1, 0, 0, 1, 1, 1], 'float64'))}}`;
const dY = '{"shape":[2,2],"datatype":"float64","data":[1,2,3,"NaN"]}';
const requests = [
  '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersions":[1],"gradgate":"0","encodings":["decimal","base64"],"folder":""}}',
  `{"jsonrpc":"2.0","id":2,"method":"backward","params":{"X":${X},"W":${W},"dY":${dY}}}`,
  `{"jsonrpc":"2.0","id":3,"method":"backward","params":{"X":${X},"W":${W},"dY":${dY},"options":{"alpha":2,"wants":["dW"]}}}`,
  `{"jsonrpc":"2.0","id":4,"method":"forward","params":{"X":${X},"W":${W}}}`,
  ...[
    '{"jsonrpc":"2.0","id":5,"method":"reset","params":{}}',
    '{"jsonrpc":"2.0","id":6,"method":"shutdown","params":{}}',
  ],
];
const answers = [
  '{"dX":{"shape":[2,3],"data":[1,2,3,4,5,6]},"dW":{"shape":[3,2],"data":[1,0,0,1,1,"-0"]}}',
  `{"dX":${X},"dW":${W},"operands":{"X":{"data":[1,2,3,4,5,6]}},"into":{"dX":{"data":[1]}}}`,
];
const replies = [
  ...answers.map((answer) => `{"jsonrpc":"2.0","id":1,"result":${answer}}`),
  '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"what?","data":{"where":"a","expected":"b","actual":"c"}}}',
];
const introductions = [
  '{"protocolVersion":1,"name":"s","numberFormat":"float32","claims":{"deterministic":true},"methods":["forward"],"encodings":["decimal","base64"]}',
  '{"protocolVersion":1,"name":"s","numberFormat":"float64","formats":{"X":"float32"},"methods":null,"encodings":"decimal","knownFailures":{"purity":"x"},"arrays":true}',
];

const folder = mkdtempSync(join(tmpdir(), 'gradgate-fuzz-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A folder with a file that says this. */
function saying(file: string, text: string, below = '.'): string {
  mkdirSync(join(folder, below), { recursive: true });
  writeFileSync(join(folder, below, file), text);
  return join(folder, below);
}

const run = {
  subject: 's',
  numberFormat: 'float64',
  claims: {},
  profile: 'deep',
  seed: 1,
  runs: 250,
};
const law = { id: 'equation-1', cites: '(1)', statement: 's' };
const shape = { m: 1, n: 1, k: 1 };

/** What is asked of a server: each line is answered by JSON-RPC, and by no error of its own code. */
async function served(server: Parameters<typeof repliesOf>[0], text: string): Promise<boolean> {
  const lines = text.replaceAll(/\r?\n/g, ' ');
  const [first, ...more] = await repliesOf(server, [lines]);
  must(more.length === 0, 'one line has two replies');
  const { code, message } = first?.error ?? {};
  must(code !== errorCodes.internal, `an error of its own: ${message}`);
  return first !== undefined && code === undefined;
}

/** Parsers of what comes through pipes, and of files beside verdicts. */
export const wireTargets: readonly Target[] = [
  {
    name: 'requests to a subject',
    seeds: requests,
    read: (text) => served((...io) => serve(methodsOf(reference), ...io), text),
  },
  {
    name: 'requests to the oracle',
    seeds: requests.filter((each) => !each.includes('reset')),
    read: (text) => served((...io) => serveOracle('0', ...io), text),
  },
  {
    name: 'lines of adapters',
    seeds: replies,
    read: (text) => {
      const message = messageFrom(text);
      if (message.kind === 'noise') {
        must(message.complaint.length < 2000, 'a complaint as long as the line');
        return false;
      }
      const { id, error } = message.reply;
      must(id === null || typeof id === 'number', 'an id that is no number');
      mismatchFrom(error?.data);
      replyFrom(message.reply);
      return true;
    },
  },
  {
    name: 'answers of adapters',
    seeds: answers,
    read: (text) => {
      const wire = new Wire(
        { numberFormat: 'float64', encodings: ['decimal', 'base64', 'file'] },
        '',
      );
      const of = (...shape: number[]) => ({
        shape,
        data: new Float64Array(shape.reduce((p, q) => p * q)),
      });
      const given = { X: of(2, 3), W: of(3, 2), dY: of(2, 2) };
      const found = wire.answers(parseJson(text), given);
      readAnswer('dX', found.dX, [2, 3]);
      return readAnswer('dW', found.dW, [3, 2]).length === 6;
    },
  },
  {
    name: 'introductions of adapters',
    seeds: introductions,
    read: (text) => typeof introductionFrom(parseJson(text)).name === 'string',
  },
  {
    name: 'kept progress',
    seeds: [
      JSON.stringify({
        gradgate: version,
        run: { ...run, shards: { asked: [1], of: 1 } },
        properties: { 'equation-1': { count: { runs: 1, rounds: 1, evidence: {} }, time: 2.5 } },
      }),
    ],
    read: (text) => {
      const { properties } = resumable(saying('progress.json', text));
      const counts = Object.values(properties).map(({ count, time }) => [
        count.runs,
        count.rounds,
        time,
      ]);
      must(
        counts.flat().every((each) => each >= 0),
        'a count is no number',
      );
      return true;
    },
  },
  {
    name: 'kept failures',
    seeds: ['{"property":"equation-1","replay":"equation-1/ci/1/3:0","shape":{"m":1,"n":1,"k":1}}'],
    read: (text) => keptIn(saying('a.json', text, 'failures')).length > 0,
  },
  {
    name: 'files of known failures',
    seeds: [
      '{"version":1,"failures":[]}',
      '{"version":1,"failures":[{"property":"equation-1","subject":"s","versions":">=2.0 <2.3","reason":"a link","since":"2026-11-26","expires":"2027-01-01","problem":{"replay":"equation-1/ci/1/3:0","wrong":"dX is wrong","form":"X 1×1, W 1×1, dY 1×1","where":["n = 1"],"sizes":{"tile":64}}}]}',
    ],
    read: (text) => {
      const path = join(saying('known.json', text), 'known.json');
      const entries = readKnown(path);
      writeKnown(path, entries);
      same('a file that was written', readKnown(path), entries);
      return true;
    },
  },
  {
    name: 'whose folder it is',
    seeds: [
      '{"numberFormat":"float64","asked":{"from":"module","named":"a.ts","path":"/a.ts"}}',
      '{"asked":{"from":"command","command":"x"}}',
      '{"asked":{"from":"built-in"}}',
    ],
    read: (text) => askedAt(saying('adapter.json', text)) !== undefined,
  },
  {
    name: 'lines of journals',
    seeds: [
      JSON.stringify({ kind: 'registered', run, laws: [law] }),
      JSON.stringify({
        kind: 'property judged',
        subject: 's',
        verdict: { ...law, outcome: 'holds', runs: 3 },
      }),
      JSON.stringify({
        kind: 'failing',
        subject: 's',
        verdict: { ...law, outcome: 'fails', runs: 3, counterexample: { shape } },
      }),
      ...[
        '{"worker":1}',
        '{"child":2,"mark":"x"}',
        '{"kind":"stopped","ending":"request","message":"m"}',
      ],
    ],
    read: (text) => {
      saying('journal.jsonl', `${text}\n`);
      return new Journal(join(folder, 'journal.jsonl'))
        .read()
        .every((each) => typeof each.kind === 'string');
    },
  },
];
