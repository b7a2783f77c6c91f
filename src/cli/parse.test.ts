import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import { usage } from './usage.ts';

test('a full request', () => {
  const adapter = 'src/faults/misprint.ts';
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
  const adapter = resolve('src/faults/misprint.ts');
  const named = pathToFileURL(adapter).href;
  expect(parse(['check', named])).toEqual({ named, adapter, options: {} });
});

test('the shortest request', () => {
  expect(parse(['check'])).toEqual({ options: {} });
  expect(parse(['check', '--replay', 'one-hot/ci/1/3:0'])).toEqual({
    options: { replay: 'one-hot/ci/1/3:0' },
  });
});

test('help, asked for in every way, names every flag', () => {
  for (const args of [[], ['help'], ['--help'], ['check', '--help']]) {
    expect(parse(args)).toBe('help');
  }
  for (const flag of ['profile', 'seed', 'runs', 'property', 'out', 'replay', 'reporter']) {
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
    [['judge'], /^command: expected check, got judge\./],
  ];
  for (const [args, sentence] of requests) {
    test(args.join(' '), () => {
      expect(() => parse(args)).toThrow(sentence);
    });
  }
});
