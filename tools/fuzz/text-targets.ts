/** Parsers of texts that a person writes: command lines, tokens, times, the environment. */

import { argsOf } from '../../src/cli/config/args-of.ts';
import { configurable } from '../../src/cli/config/requests-for.ts';
import { duration } from '../../src/cli/duration.ts';
import { parse } from '../../src/cli/parse.ts';
import { slug } from '../../src/cli/place.ts';
import { shardIn } from '../../src/cli/shard-in.ts';
import { extentsFrom } from '../../src/cli/verbs/extents-from.ts';
import { verbs } from '../../src/cli/verbs/index.ts';
import { planOf } from '../../src/gate/run/plan-of.ts';
import { formatReplay, parseReplay } from '../../src/gate/run/replay.ts';
import { formatNumber } from '../../src/number/format-number.ts';
import { LineReader } from '../../src/process/line-reader.ts';
import { isObject } from '../../src/wire/is-object.ts';
import { numberFrom } from '../../src/wire/json-number.ts';
import { parseJson } from '../../src/wire/parse-json.ts';
import { must, same, type Target } from './target.ts';

const tokens = [
  ...['equation-1/ci/42/17:0:2', 'equation-2/deep/1/0:1:3:0:4:3:3:4:11', 'product-terms/large/7/3'],
  ...['history-independence/ci/1/12:0/AaBb+/=:ii:12', 'purity/smoke/2147483647/9999999'],
];

/** It is there. */
const adapter = 'bank/faults/misprint.ts';

const lines = [
  ['check', adapter, '--profile', 'deep', '--seed', '42', '--runs', '3', '--out', 'x', '--quiet'],
  [
    'check',
    '--command',
    'python3 a.py',
    '--timeout',
    '1.5s',
    '--for',
    '10m',
    '--shard',
    '2/8',
    '--resume',
  ],
  ['check', '--rounds', '80', '--shard=1/8', '--property', 'equation-1', '--property=equation-2'],
  ['check', '--shapes', '128x512x64,1x64x64', '--extent', '1024', '--volume', '1048576', '--json'],
  [
    'check',
    '--replay',
    'equation-1/ci/42/17:0:2',
    '--reporter',
    'junit=x.xml',
    '--observe',
    'o.jsonl',
  ],
  ['check', '--probe-claims', '--seed', '7', '--no-config'],
  ['check', '--secret', 's', '--print-config', '--config', 'c.ts'],
  ['inspect', adapter, '--shapes', '1x64x64', '--json'],
  ...[
    ['merge', 'a', 'b', '--out', 'c'],
    ['bisect', 'v1..main', '--', 'npx', 'gradgate', 'check', '--replay', 'x'],
    ['explain', 'a', '--json'],
    ['report', 'a', 'b'],
  ],
  ...[
    ['init', 'python', 'x'],
    ['check-adapter', '--command', 'x'],
    ['check-vectors', 'r.json'],
  ],
  ...[
    ['oracle', '--serve'],
    ['doctor', '--seed', '3'],
    ['help', 'check'],
    ['version'],
    ['--version'],
  ],
];

const verbNames = [...verbs.map(({ name }) => name), 'probe'];

function commandLine(args: readonly string[]): boolean {
  const request = parse(args);
  must(verbNames.includes(request.verb), `${request.verb} is no verb`);
  must(typeof JSON.stringify(request) === 'string', 'the request is no JSON');
  if (request.verb === 'check') planOf(request.options);
  return true;
}

/** Parsers of texts. */
export const textTargets: readonly Target[] = [
  {
    name: 'command lines',
    seeds: lines.map((args) => args.join('\n')),
    read: (text) => commandLine(text.split('\n')),
  },
  {
    name: 'configurations',
    seeds: [
      '{"adapter":"bank/faults/misprint.ts","profile":"ci","seed":42,"shapes":["1x2x3"],"property":["equation-1"],"out":"x"}',
      '{"command":"python3 b.py","timeout":"1m","for":"10m","shard":"2/8","resume":true,"quiet":false}',
      '{"browser":true,"adapter":"bank/faults/misprint.ts","reporter":["junit=x.xml","console"],"rounds":8,"runs":3}',
    ],
    read: (text) => {
      const options = parseJson(text);
      if (!isObject(options)) return false;
      const source = { name: 'gradgate.config.ts', folder: process.cwd() };
      return commandLine(['check', ...argsOf(options, source, configurable)]);
    },
  },
  {
    name: 'replay tokens',
    seeds: tokens,
    read: (text) => {
      const replay = parseReplay(text);
      same('a token that was read and written', parseReplay(formatReplay(replay)), replay);
      try {
        planOf({ replay: text });
      } catch (error) {
        if (!String(error).includes('property: expected one of')) throw error;
      }
      return true;
    },
  },
  {
    name: 'times',
    seeds: ['500ms', '1.5s', '10m', '2h', '999999.999h', '0s'],
    read: (text) => {
      const time = duration('--for', text);
      must(Number.isFinite(time) && time >= 0, `${time} is no time`);
      return true;
    },
  },
  {
    name: 'shapes',
    seeds: ['1x2x3', '512x4096x512', '4294967296x1x1'],
    read: (text) => {
      const shape = extentsFrom(text);
      if (shape === undefined) return false;
      must(Object.values(shape).every(Number.isSafeInteger), 'an extent is no whole number');
      return true;
    },
  },
  {
    name: 'shards in the environment',
    seeds: [
      '{"GRADGATE_SHARD":"2","GRADGATE_SHARDS":"8"}',
      '{"JOB_COMPLETION_INDEX":"0","GRADGATE_SHARDS":"8"}',
      '{"SLURM_ARRAY_TASK_ID":"5","SLURM_ARRAY_TASK_MIN":"4","SLURM_ARRAY_TASK_COUNT":"3"}',
    ],
    read: (text) => {
      const found = parseJson(text);
      const fields = Object.entries(isObject(found) ? found : {});
      const shard = shardIn(
        Object.fromEntries(
          fields.map(([name, each]) => [
            name,
            typeof each === 'string' ? each : JSON.stringify(each),
          ]),
        ),
      );
      if (shard === undefined) return false;
      planOf({ for: 1, shard });
      return true;
    },
  },
  {
    name: 'numbers',
    seeds: [
      '1',
      '-0',
      '0.1',
      '1e-300',
      'NaN',
      '-Infinity',
      '+inf',
      '5e-324',
      '1.7976931348623157e308',
    ],
    read: (text) => {
      const number = numberFrom(text);
      if (number === undefined) return false;
      must(Object.is(numberFrom(formatNumber(number)), number), `${number} does not come back`);
      return true;
    },
  },
  {
    name: 'names of subjects as folders',
    seeds: ['tfjs 4.22.0 (wasm)', 'a/b', '..', 'x'.repeat(200)],
    read: (text) => {
      const folder = slug(text);
      must(/^[\w-][\w.-]{0,90}$/.test(folder), `${JSON.stringify(folder)} is no folder`);
      return true;
    },
  },
  {
    name: 'lines of a pipe',
    seeds: ['{"id":1}\n{"id":2}\n', 'é\n\n€\nx', 'a\r\nb\n'],
    read: (text) => {
      const bytes = Buffer.from(text);
      const whole = [...new LineReader().push(bytes)];
      const byByte = new LineReader();
      const pieces = Array.from(bytes, (byte) => [...byByte.push(Buffer.of(byte))]).flat();
      same('lines that come byte by byte', pieces, whole);
      return whole.length > 0;
    },
  },
];
