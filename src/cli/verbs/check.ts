import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import { defined } from '../../defined.ts';
import { GradgateError } from '../../errors.ts';
import { roundSize, type Shard } from '../../gate/run/budget.ts';
import { checkOptions, type GateOptions, isInRounds } from '../../gate/run/gate-options.ts';
import { type ProfileName, profiles } from '../../gate/run/profiles.ts';
import { parseReplay } from '../../gate/run/replay.ts';
import type { Shape } from '../../problem/shape.ts';
import { duration } from '../duration.ts';
import type { Flags, Given, Values } from '../flags.ts';
import { secretSeed } from '../secret-seed.ts';
import { shardIn } from '../shard-in.ts';
import { wrong } from '../wrong.ts';
import { chosen } from './chosen.ts';
import { extentsFrom } from './extents-from.ts';
import { subjectFlags } from './external-from.ts';
import { knownFlags, knownFrom } from './known-from.ts';
import { outFrom } from './out-from.ts';
import { reportersFrom } from './reporters-from.ts';
import type { CheckRequest, Chosen, ProbeRequest } from './request.ts';
import { type Verb, verbOf } from './verb.ts';

const profileLines = Object.entries(profiles).map(
  ([name, { runs, extent }]) => `${name}: ${runs} problems a property, extents to ${extent}`,
);

const flags = {
  ...subjectFlags,
  profile: { value: 'NAME', about: ['how much work (default ci)', ...profileLines] },
  seed: { value: 'N', about: ['every random choice follows from it (default 1)'] },
  secret: {
    value: 'TEXT',
    about: ['the seed follows from this text too, which the subject cannot know'],
  },
  runs: { value: 'N', about: ["problems per property, instead of the profile's"] },
  extent: { value: 'N', about: ["the largest extent of an axis, instead of the profile's"] },
  volume: { value: 'N', about: ["the largest m·n·k, instead of the profile's"] },
  shapes: {
    value: 'LIST',
    many: true,
    about: [
      'the formulas are asked of these shapes, too (profile large: of no others), like',
      '128x512x64,1x64x64',
    ],
  },
  tile: {
    value: 'N',
    about: ['the extent of your tiles: extents about its multiples are asked, too'],
  },
  for: {
    value: 'TIME',
    about: [
      'work that long (90s, 10m, 2h): every property an equal share, in rounds of',
      `${roundSize} problems of the size of deep; at least one round each`,
    ],
  },
  rounds: {
    value: 'N',
    about: [
      'instead of --for, so many rounds, of all shards together: the verdict follows',
      'from the seed alone; --runs says how many problems a round has',
    ],
  },
  shard: {
    value: 'I/N',
    about: ['with --for or --rounds: every Nth round, from the Ith; merge joins all'],
  },
  resume: {
    about: ['with --for or --rounds: go on from what an earlier session kept there'],
  },
  bail: { about: ['end at the first property that fails; the others are not judged'] },
  property: { value: 'ID', many: true, about: ['only this property; may be repeated'] },
  ...knownFlags,
  out: {
    value: 'DIR',
    about: [
      'where verdict.json and the reports go (default reports/runs/<subject>, and below',
      'it a folder for each profile but ci); the last lines name the report',
    ],
  },
  corpus: { value: 'DIR', about: ['where what failed is kept, for all runs (default: beside it)'] },
  replay: {
    value: 'TOKEN',
    about: ['ask one counterexample again, and nothing else; exit code 6 when it holds'],
  },
  reporter: {
    value: 'NAME',
    many: true,
    about: [
      "a reporter of vitest's (junit, json, github-actions, …) speaks instead;",
      'may be repeated: junit=FILE and json=FILE write there, console speaks, too',
    ],
  },
  observe: {
    value: 'FILE',
    about: ['write a line of JSON for every problem, as Hypothesis does and Tyche reads'],
  },
  quiet: { about: ['print what fails and the last line, and nothing else'] },
  json: { about: ['print the verdict as JSON, and nothing else; it is also in verdict.json'] },
  config: {
    value: 'FILE',
    about: ['options where none are given; default: the nearest gradgate.config.ts (js, …)'],
  },
  'no-config': { about: ['look for none'] },
  'print-config': { about: ['print what would be asked for, as JSON, and do nothing'] },
  'probe-claims': {
    about: [
      'instead of judging, look at how it sums, try every claim and print those that',
      'hold; takes --seed',
    ],
  },
} as const satisfies Flags;

type CheckValues = Values<typeof flags>;

/** `gradgate check`: judges a subject, or tries its claims. */
export const check: Verb = verbOf({
  name: 'check',
  usage: ['gradgate check [adapter] [options]', 'gradgate check --command TEXT [options]'],
  summary: 'decides whether the matmul backward pass of a subject is right',
  about: [
    'An adapter is a module whose default export is the subject. Without one, the built-in',
    'float64 reference is judged. With --command, the subject is a program in any language',
    'that speaks the protocol of docs/protocol.md.',
  ],
  flags,
  request: (given) => (given.values['probe-claims'] ? parseProbe(given) : parseCheck(given)),
});

function parseCheck({ positionals, values }: Given<typeof flags>): CheckRequest {
  const { resume = false, quiet, json } = values;
  const reporters = reportersFrom(values.reporter);
  if (json && (quiet || reporters.some(({ file }) => file === undefined))) {
    throw wrong('--json', 'neither quiet nor a reporter beside it', 'one');
  }
  const options = optionsFrom(values);
  return {
    verb: 'check',
    subject: patient(chosen(positionals, values), options),
    options,
    reporters,
    resume: resume && needsRounds(values),
    ...knownFrom(values, values.replay),
    ...defined({ observe: observeFrom(values, options) }),
    ...defined({ corpus: values.corpus === undefined ? undefined : resolve(values.corpus) }),
    ...defined({ out: outFrom(values.out), prints: json ? 'json' : quiet && 'failures' }),
  };
}

/** @throws GradgateError OPTION, with profile large, whose problems are too large to be told */
function observeFrom({ observe }: CheckValues, options: GateOptions): string | undefined {
  if (observe === undefined) return undefined;
  if (isLarge(options)) throw wrong('--observe', 'none together with profile large', observe);
  return resolve(observe);
}

function isLarge({ profile, replay }: GateOptions): boolean {
  return profile === 'large' || (replay !== undefined && parseReplay(replay).profile === 'large');
}

/** Where no time is given, a large problem has more of it. */
function patient(subject: Chosen, options: GateOptions): Chosen {
  return isLarge(options) && subject.from !== 'built-in'
    ? { timeout: 120_000, ...subject }
    : subject;
}

function parseProbe({ positionals, values }: Given<typeof flags>): ProbeRequest {
  const { 'probe-claims': _, 'no-config': _none, ...asked } = values;
  const { command, timeout, browser, seed, ...others } = asked;
  const [other] = Object.keys(others);
  if (other !== undefined) throw wrong(`--${other}`, 'none together with --probe-claims', 'it');
  const external = defined({ command, timeout, browser });
  const options = optionsFrom(defined({ seed }));
  return { verb: 'probe', subject: chosen(positionals, external), options };
}

/** @throws GradgateError OPTION, as of the gate, with the names that they have here */
function optionsFrom({ profile, property, replay, shapes, ...values }: CheckValues): GateOptions {
  const { secret } = values;
  if (secret !== undefined && replay !== undefined) {
    throw wrong('--secret', 'none together with replay, whose seed is told', 'it');
  }
  const seed = whole('--seed', values.seed);
  const options = defined({
    // SAFETY: what is no name of a profile is refused below.
    profile: profile as ProfileName | undefined,
    seed: secret === undefined ? seed : secretSeed(secret, seed ?? 1),
    runs: whole('--runs', values.runs),
    extent: whole('--extent', values.extent),
    volume: whole('--volume', values.volume),
    shapes: shapes?.flatMap((list) => list.split(',')).map(shapeFrom),
    tile: whole('--tile', values.tile),
    properties: property,
    bail: values.bail,
    strict: values.strict,
    replay,
    for: values.for === undefined ? undefined : duration('--for', values.for),
    rounds: whole('--rounds', values.rounds),
    shard: shardOf(values),
  });
  try {
    checkOptions(options);
    return options;
  } catch (error) {
    if (!(error instanceof GradgateError)) throw error;
    throw new GradgateError('OPTION', { ...error.mismatch, where: `--${error.mismatch.where}` });
  }
}

function needsRounds(values: CheckValues): true {
  if (!isInRounds(values)) throw wrong('--resume', 'only together with for or rounds', 'neither');
  return true;
}

function whole(where: string, text: string | undefined): number | undefined {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? text : Number(text);
  throw wrong(where, 'a whole number', JSON.stringify(text));
}

/** The longest array of float64 that Node 20 has. */
const longest = 2 ** 32;

function shapeFrom(text: string): Shape {
  const shape = extentsFrom(text);
  if (shape === undefined) {
    throw wrong('--shapes', 'm, n and k, like 512x4096x512', JSON.stringify(text));
  }
  const { m, n, k } = shape;
  const sizes = [m * n, n * k, m * k];
  const bytes = 16 * sizes.reduce((sum, size) => sum + size); // the judge's operands, and the subject's
  if (Math.max(...sizes) <= longest && bytes <= totalmem()) return shape;
  const room = `${(totalmem() / 2 ** 30).toFixed(1)} GiB of memory`;
  throw wrong('--shapes', `operands of at most 2^32 entries that fit twice into ${room}`, text);
}

/** What is said, or else, of a run in rounds, what an engine says in the environment. */
function shardOf({ shard, ...values }: CheckValues): Shard | undefined {
  if (shard !== undefined) return shardFrom(shard);
  return isInRounds(values) ? shardIn(process.env) : undefined;
}

function shardFrom(text: string): Shard {
  const [, index, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index !== undefined && of !== undefined) return { index, of };
  throw wrong('--shard', 'one of how many, like 1/8 to 8/8', JSON.stringify(text));
}
