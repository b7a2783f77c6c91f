import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import { usage } from './usage.ts';

test('a full request', () => {
  const adapter = 'bank/faults/misprint.ts';
  const flags = '--profile deep --seed 7 --runs 9 --property one-hot --property purity --out o';
  expect(parse(['check', adapter, ...flags.split(' '), '--reporter', 'junit'])).toEqual({
    named: adapter,
    adapter: resolve(adapter),
    out: resolve('o'),
    reporter: 'junit',
    options: { profile: 'deep', seed: 7, runs: 9, properties: ['one-hot', 'purity'] },
  });
});

test('an adapter named by its URL is the file there', () => {
  const adapter = resolve('bank/faults/misprint.ts');
  const named = pathToFileURL(adapter).href;
  expect(parse(['check', named])).toEqual({ named, adapter, options: {} });
});

test('the shortest request', () => {
  expect(parse(['check'])).toEqual({ options: {} });
  expect(parse(['check', '--replay', 'one-hot/ci/1/3:0'])).toEqual({
    options: { replay: 'one-hot/ci/1/3:0' },
  });
});

test('a time, a shard of it, and going on with it', () => {
  const flags = '--for 90s --profile deep --shard 2/8 --resume'.split(' ');
  const shard = { index: 2, of: 8 };
  expect(parse(['check', ...flags])).toEqual({
    resume: true,
    options: { profile: 'deep', for: 90_000, shard },
  });
  expect(parse(['check', '--for', '10m'])).toEqual({ options: { for: 600_000 } });
  expect(parse(['check', '--for', '2h'])).toEqual({ options: { for: 7_200_000 } });
});

test('verdicts to be merged', () => {
  const merge = ['a', 'b/verdict.json'];
  expect(parse(['merge', ...merge, '--out', 'o'])).toEqual({
    merge,
    out: resolve('o'),
    options: {},
  });
});

test('a subject in a process of its own, judged or only its plumbing', () => {
  const command = 'python3 adapter.py';
  const judged = parse(['check', '--command', command, '--timeout', '1.5s']);
  expect(judged).toEqual({ command, timeout: 1500, options: {} });
  const plumbing = parse(['check-adapter', '--command', command, '--timeout', '2m']);
  expect(plumbing).toEqual({ command, timeout: 120_000, plumbing: true, options: {} });
  expect(parse(['check-adapter', '--command', command])).toEqual({
    command,
    plumbing: true,
    options: {},
  });
});

test('what judges no subject', () => {
  expect(parse(['oracle'])).toEqual({ oracle: true, options: {} });
  expect(parse(['oracle', '--serve'])).toEqual({ serve: true, options: {} });
  expect(parse(['check-vectors', 'r.json'])).toEqual({ checkVectors: 'r.json', options: {} });
  expect(parse(['init', 'go'])).toEqual({
    init: { language: 'go', folder: 'gradgate-go' },
    options: {},
  });
  expect(parse(['check', '--probe-claims'])).toEqual({ probe: true, options: {} });
});

test('help, asked for in every way, names every flag', () => {
  for (const args of [[], ['help'], ['--help'], ['check', '--help']]) {
    expect(parse(args)).toBe('help');
  }
  const flags = ['profile', 'seed', 'runs', 'property', 'out', 'replay', 'reporter'];
  for (const flag of [...flags, 'for', 'shard', 'resume']) {
    expect(usage()).toContain(`--${flag} `);
  }
});

describe('a wrong request gets one sentence', () => {
  const requests: [args: string[], sentence: RegExp][] = [
    [['check', 'nowhere.ts'], /^adapter: expected a file, got nowhere.ts, which does not exist\./],
    [['check', '--profile', 'fast'], /^--profile: expected smoke, ci, deep, got fast\./],
    [['check', '--seed', 'x'], /^--seed: expected a whole number from 0 to 2147483647, got "x"\./],
    [['check', '--seed', '4294967296'], /^--seed: expected a whole number from 0 to 2147483647/],
    [['check', '--runs', '0'], /^--runs: expected a whole number from 1/],
    [['check', '--replay', 'nope'], /^--replay: expected a token like .*, got "nope"\. Copy it/],
    [['check', '--out', ''], /^--out: expected a folder, got nothing\./],
    [['check', 'src/cli'], /^adapter: expected a file, got src\/cli, which is a folder\./],
    [['check', '--replay', 'one-hot/ci/1/0', '--property', 'purity'], /^--property: expected not/],
    [['check', '--bogus'], /^options: expected those that gradgate --help lists, got Unknown/],
    [['check', 'a.ts', 'b.ts'], /^adapter: expected one, got a.ts b.ts\./],
    [['judge'], /^command: expected check, check-adapter, check-vectors, init, oracle or merge, /],
    [['check', '--for', '10'], /^--for: expected a time like 90s, 10m or 2h, got "10"\./],
    [['check', '--for', '0m'], /^--for: expected a time like 90s, 10m or 2h, got "0m"\./],
    [
      ['check', '--for', '1s', '--profile', 'ci'],
      /^--for: expected --profile deep, or none, got ci/,
    ],
    [['check', '--for', '1s', '--runs', '9'], /^--runs: expected not together with --for, got 9\./],
    [['check', '--for', '1s', '--replay', 'one-hot/ci/1/0'], /^--replay: expected not together/],
    [
      ['check', '--for', '1s', '--probe-claims'],
      /^--probe-claims: expected not together with --for/,
    ],
    [['check', '--shard', '1/2'], /^--shard: expected only together with --for, got 1\/2 alone\./],
    [
      ['check', '--for', '1s', '--shard', '3/2'],
      /^--shard: expected one of how many, like 1\/8 to 8/,
    ],
    [['check', '--for', '1s', '--shard', '0/2'], /^--shard: expected one of how many/],
    [['check', '--resume'], /^--resume: expected only together with --for, got it alone\./],
    [['merge'], /^merge: expected verdicts, or folders of them, got none\./],
    [['check', '--timeout', '1s'], /^--timeout: expected only together with --command, got 1s/],
    [['check', '--command', ' '], /^--command: expected what starts an adapter, got nothing/],
    [
      ['check', 'bank/faults/misprint.ts', '--command', 'x'],
      /^--command: expected not together with the file of an adapter/,
    ],
    [
      ['check', '--command', 'x', '--timeout', '1h'],
      /^--timeout: expected a time like 500ms, 10s or 2m, got "1h"/,
    ],
    [['check', '--command', 'x', '--timeout', '0s'], /^--timeout: expected a time like/],
    [['check-adapter'], /^check-adapter: expected a --command to start, got none/],
    [
      ['check-adapter', '--command', 'x', '--seed', '1'],
      /^check-adapter: expected --command and --timeout alone, got --seed/,
    ],
    [['check-adapter', 'a.py'], /^check-adapter: expected --command and --timeout alone, got a.py/],
    [['check-vectors'], /^check-vectors: expected one file of results, got none/],
    [['check-vectors', 'a', 'b'], /^check-vectors: expected one file of results, got a b/],
    [['check-vectors', 'a', '--seed', '1'], /^--seed: expected no option with check-vectors/],
    [['oracle', 'a.json'], /^oracle: expected a problem on stdin and no file, got a.json/],
    [['oracle', '--runs', '1'], /^--runs: expected no option with oracle/],
    [['init', 'cobol'], /^init: expected python, rust, .*, got cobol/],
    [['init'], /^init: expected python, .*, got no language/],
    [['init', 'go', 'a', 'b'], /^init: expected one folder, got a b/],
    [['init', 'go', '--seed', '1'], /^--seed: expected no option with init/],
    [['merge', 'a', '--seed', '1'], /^--seed: expected no option but --out with merge, got it\./],
  ];
  for (const [args, sentence] of requests) {
    test(args.join(' '), () => {
      expect(() => parse(args)).toThrow(sentence);
    });
  }
});
