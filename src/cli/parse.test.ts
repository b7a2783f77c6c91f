import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { helpOn, overview } from './help-on.ts';
import { parse, verbNamed } from './parse.ts';
import { replayCommand } from './replay-command.ts';
import { verbs } from './verbs/index.ts';

const builtIn = { from: 'built-in' };

test('large problems have more time, also when one is asked again', () => {
  for (const flags of ['--profile large --shapes 300x2x2', '--replay equation-1/large/1/0']) {
    const request = parse(['check', 'bank/faults/misprint.ts', ...flags.split(' ')]);
    expect(request).toMatchObject({ subject: { from: 'module', timeout: 120_000 } });
  }
});

test('a full request', () => {
  const named = 'bank/faults/misprint.ts';
  const flags = '--profile deep --seed 7 --runs 9 --property one-hot --property purity --out o';
  expect(parse(['check', named, ...flags.split(' '), '--reporter', 'junit=o/j.xml'])).toEqual({
    verb: 'check',
    subject: { from: 'module', named, path: resolve(named) },
    options: { profile: 'deep', seed: 7, runs: 9, properties: ['one-hot', 'purity'] },
    resume: false,
    out: resolve('o'),
    reporters: [{ name: 'junit', file: resolve('o/j.xml') }],
  });
});

test('several reporters, of which one at most is alone on stdout', () => {
  const named = (...names: string[]) =>
    parse(['check', ...names.flatMap((name) => ['--reporter', name])]);
  expect(named('console', 'junit=j.xml', 'github-actions')).toMatchObject({
    reporters: [
      { name: 'console' },
      { name: 'junit', file: resolve('j.xml') },
      { name: 'github-actions' },
    ],
  });
  expect(() => named('junit', 'json')).toThrow(/^--reporter: expected one .*, got junit and json/);
  expect(() => named('dot=d')).toThrow(
    /^--reporter: expected junit or json before a file, got dot=d/,
  );
  expect(() => named('junit=')).toThrow(/^--reporter: expected a name, .*, got junit=/);
});

test('what is printed is everything, what fails, or JSON', () => {
  expect(parse(['check'])).not.toHaveProperty('prints');
  expect(parse(['check', '--quiet'])).toMatchObject({ prints: 'failures' });
  expect(parse(['check', '--json'])).toMatchObject({ prints: 'json' });
  expect(() => parse(['check', '--json', '--quiet'])).toThrow(/^--json: expected neither quiet/);
});

test('a module may be run in a browser, whatever is asked of it', () => {
  const named = 'bank/faults/misprint.ts';
  const subject = { from: 'module', named, path: resolve(named), browser: true };
  for (const words of ['check', 'check --probe-claims', 'inspect', 'explain o']) {
    expect(parse([...words.split(' '), named, '--browser'])).toMatchObject({ subject });
  }
  for (const words of ['check --browser', 'check --browser --command x']) {
    expect(() => parse(words.split(' '))).toThrow(/^--browser: expected only together with/);
  }
  const chosen = { ...subject, from: 'module', browser: true } as const;
  expect(replayCommand(chosen, 'a/b', {})).toBe(
    `npx gradgate check ${named} --browser --replay a/b`,
  );
});

test('an adapter named by its URL is the file there', () => {
  const path = resolve('bank/faults/misprint.ts');
  const named = pathToFileURL(path).href;
  const subject = { from: 'module', named, path };
  expect(parse(['check', named])).toMatchObject({ subject });
});

test('the shortest request', () => {
  const check = { verb: 'check', subject: builtIn, options: {}, reporters: [], resume: false };
  expect(parse(['check'])).toEqual(check);
  expect(parse(['check', '--replay', 'one-hot/ci/1/3:0'])).toEqual({
    ...check,
    options: { replay: 'one-hot/ci/1/3:0' },
  });
});

test('a time, a shard of it, and going on with it', () => {
  const flags = '--for 90s --profile deep --shard 2/8 --resume'.split(' ');
  const shard = { index: 2, of: 8 };
  expect(parse(['check', ...flags])).toMatchObject({
    resume: true,
    options: { profile: 'deep', for: 90_000, shard },
  });
  expect(parse(['check', '--for', '10m'])).toMatchObject({ options: { for: 600_000 } });
  expect(parse(['check', '--for', '2h'])).toMatchObject({ options: { for: 7_200_000 } });
});

test('a subject in a process of its own, judged or only its plumbing', () => {
  const command = 'python3 adapter.py';
  const judged = parse(['check', '--command', command, '--timeout', '1.5s']);
  expect(judged).toMatchObject({ subject: { from: 'command', command, timeout: 1500 } });
  const plumbing = parse(['check-adapter', '--command', command, '--timeout', '2m']);
  expect(plumbing).toEqual({
    verb: 'check-adapter',
    subject: { from: 'command', command, timeout: 120_000 },
  });
  expect(parse(['check-adapter', `--command=${command}`])).toEqual({
    verb: 'check-adapter',
    subject: { from: 'command', command },
  });
});

test('what judges no subject', () => {
  expect(parse(['merge', 'a', 'b/verdict.json', '--out', 'o'])).toEqual({
    verb: 'merge',
    paths: ['a', 'b/verdict.json'],
    out: resolve('o'),
  });
  expect(parse(['oracle'])).toEqual({ verb: 'oracle', serve: false });
  expect(parse(['oracle', '--serve'])).toEqual({ verb: 'oracle', serve: true });
  expect(parse(['check-vectors', 'r.json'])).toEqual({ verb: 'check-vectors', path: 'r.json' });
  const explain = { verb: 'explain', path: 'o', subject: { from: 'command', command: 'x' } };
  expect(parse(['explain', 'o', '--command', 'x', '--json'])).toEqual({ ...explain, json: true });
  const init = { verb: 'init', language: 'go' };
  expect(parse(['init', 'go'])).toEqual({ ...init, folder: 'gradgate-go' });
  expect(parse(['init', 'go', 'there'])).toEqual({ ...init, folder: 'there' });
  expect(parse(['check', '--probe-claims', '--seed', '3'])).toEqual({
    verb: 'probe',
    subject: builtIn,
    options: { seed: 3 },
  });
  expect(parse(['inspect', '--sizes', '64,8,8', '--json'])).toEqual({
    verb: 'inspect',
    subject: builtIn,
    sizes: [8, 64],
    json: true,
  });
  expect(parse(['inspect', '--command', 'x'])).toMatchObject({ subject: { command: 'x' } });
  for (const args of [['version'], ['--version']]) expect(parse(args)).toEqual({ verb: 'version' });
});

describe('help', () => {
  test('is asked for in many ways, of all or of one verb', () => {
    for (const args of [[], ['help'], ['--help'], ['-h']]) {
      expect(parse(args)).toEqual({ verb: 'help' });
    }
    for (const { name } of verbs) {
      expect(parse([name, '--help'])).toEqual({ verb: 'help', topic: name });
    }
    expect(parse(['help', 'merge'])).toEqual({ verb: 'help', topic: 'merge' });
    expect(parse(['check', 'nowhere.ts', '-h'])).toEqual({ verb: 'help', topic: 'check' });
  });

  test('names every verb, and every option of its verb', () => {
    for (const verb of verbs) {
      expect(overview(verbs)).toContain(`gradgate ${verb.name} `);
      for (const flag of Object.keys(verb.flags)) expect(helpOn(verb)).toContain(`--${flag}`);
    }
  });

  test('fits a terminal', () => {
    const texts = [overview(verbs), ...verbs.map(helpOn)];
    const lines = texts.flatMap((text) => text.split('\n'));
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  test('reads like this', () => {
    expect(overview(verbs)).toMatchInlineSnapshot(`
      "gradgate decides whether the backward pass of a matrix multiplication is right, and shows the
      smallest problem on which it is not.

        gradgate check          decides whether the matmul backward pass of a subject is right
        gradgate inspect        shows in which order and precision a subject sums, and what it may claim
        gradgate merge          makes one verdict of those of several shards
        gradgate explain        tells every failure of a verdict in full, with its smallest problem
        gradgate bisect         finds the commit of your library with which a verdict turns, by git bisect
        gradgate report         shows many verdicts on one page: libraries down, properties across
        gradgate compare        says what is new, fixed, and failing still since an earlier verdict
        gradgate known          lists the failures that are known, and takes away those that are no more
        gradgate init           writes a working adapter to start from
        gradgate check-adapter  tests whether an adapter is one, step by step: numbers in, numbers out
        gradgate check-vectors  judges what a port answered to the golden cases of vectors/
        gradgate oracle         answers with certified gradients: of one problem, or over the protocol
        gradgate doctor         tries itself on twenty known subjects, and says what is installed
        gradgate help           says what there is, or how one verb is used
        gradgate version        prints the version

      gradgate help <verb> has the options of one.

      exit codes
          0  verified
          1  a property is violated
          2  the request was wrong: an option, a module that is no subject, an unknown command
          3  the subject could not be run: it did not load, hung, ended, or threw on a plain problem
          4  void: the gate failed on its own canaries, and nothing it says counts
          5  a bug in gradgate; please report it
          6  not reproduced: the problem that --replay asks again holds, and nothing else was asked
          7  the surroundings failed: a file cannot be written, a package is missing
        130  interrupted; what was judged is written all the same"
    `);
    expect(helpOn(verbNamed('check'))).toMatchInlineSnapshot(`
      "gradgate check [adapter] [options]
      gradgate check --command TEXT [options]

      Decides whether the matmul backward pass of a subject is right.
      An adapter is a module whose default export is the subject. Without one, the built-in
      float64 reference is judged. With --command, the subject is a program in any language
      that speaks the protocol of docs/protocol.md.

        --command TEXT   what starts the adapter, in words of the shell
        --timeout TIME   how long it may keep silent while it owes an answer
                         (500ms, 10s, 2m; default 10s, 2m where problems are large)
        --browser        run the module in a page of an installed Chromium (CHROME_PATH names it)
        --profile NAME   how much work (default ci)
                         smoke: 10 problems a property, extents to 17
                         ci: 120 problems a property, extents to 80
                         deep: 2000 problems a property, extents to 130
                         large: 24 problems a property, extents to 4194304
        --seed N         every random choice follows from it (default 1)
        --secret TEXT    the seed follows from this text too, which the subject cannot know
        --runs N         problems per property, instead of the profile's
        --extent N       the largest extent of an axis, instead of the profile's
        --volume N       the largest m·n·k, instead of the profile's
        --shapes LIST    the formulas are asked of these shapes, too (profile large: of no others), like
                         128x512x64,1x64x64
        --tile N         the extent of your tiles: extents about its multiples are asked, too
        --for TIME       work that long (90s, 10m, 2h): every property an equal share, in rounds of
                         250 problems of the size of deep; at least one round each
        --rounds N       instead of --for, so many rounds, of all shards together: the verdict follows
                         from the seed alone; --runs says how many problems a round has
        --shard I/N      with --for or --rounds: every Nth round, from the Ith; merge joins all
        --resume         with --for or --rounds: go on from what an earlier session kept there
        --bail           end at the first property that fails; the others are not judged
        --property ID    only this property; may be repeated
        --known FILE     failures that are let pass (default gradgate.known.json, beside the
                         configuration or here): see docs/ci.md
        --strict         a known failure that has expired or is fixed makes its property fail
        --update-known   write everything that fails into the file of known failures
        --base PATH      say what is new, fixed and failing still since that verdict, or folder of them
        --only-new       with --base: what failed there, and fails still, is no failure
        --out DIR        where verdict.json and the reports go (default reports/runs/<subject>, and below
                         it a folder for each profile but ci); the last lines name the report
        --corpus DIR     where what failed is kept, for all runs (default: beside it)
        --replay TOKEN   ask one counterexample again, and nothing else; exit code 6 when it holds
        --reporter NAME  a reporter of vitest's (junit, json, github-actions, …) speaks instead;
                         may be repeated: junit=FILE and json=FILE write there, console speaks, too
        --observe FILE   write a line of JSON for every problem, as Hypothesis does and Tyche reads
        --quiet          print what fails and the last line, and nothing else
        --json           print the verdict as JSON, and nothing else; it is also in verdict.json
        --config FILE    options where none are given; default: the nearest gradgate.config.ts (js, …)
        --no-config      look for none
        --print-config   print what would be asked for, as JSON, and do nothing
        --probe-claims   instead of judging, look at how it sums, try every claim and print those that
                         hold; takes --seed"
    `);
    expect(helpOn(verbNamed('init'))).toMatchInlineSnapshot(`
      "gradgate init python|rust|go|java|cpp|ts|wgsl [folder]

      Writes a working adapter to start from.
      The folder is gradgate-<language>, unless another is named. It gets gradgate.config.ts and an
      empty gradgate.known.json, and its repository a workflow. Nothing is overwritten or asked."
    `);
  });
});

describe('a wrong request gets one sentence', () => {
  const requests: [args: string[], sentence: RegExp][] = [
    [['check', 'nowhere.ts'], /^adapter: expected a file, got nowhere.ts, which does not exist\./],
    [
      ['check', '--profile', 'fast'],
      /^--profile: expected one of smoke, ci, deep, large, got fast\. See gradgate check --help\.$/,
    ],
    [['check', '--seed', 'x'], /^--seed: expected a whole number, got "x"\./],
    [['check', '--seed', '4294967296'], /^--seed: expected a whole number from 0 to 2147483647/],
    [['check', '--runs', '0'], /^--runs: expected a whole number from 1/],
    [['check', '--replay', 'nope'], /^--replay: expected a token like .*, got "nope"\. Copy it/],
    [['check', '--out', ''], /^--out: expected a folder, got nothing\./],
    [['check', 'src/cli'], /^adapter: expected a file, got src\/cli, which is a folder\./],
    [
      ['check', '--replay', 'one-hot/ci/1/0', '--property', 'purity'],
      /^--property: expected none together with replay/,
    ],
    [
      ['check', '--sede', '1'],
      /^option: expected one of --command, .* got --sede, which may mean --seed/,
    ],
    [
      ['check', '--bogus'],
      /^option: expected one of .*, got --bogus\. See gradgate check --help\.$/,
    ],
    [['check', '-x'], /^option: expected one of .*, got -x\./],
    [['check', '--seed'], /^--seed: expected N after it, got nothing\./],
    [['check', '--seed', '--resume'], /^--seed: expected N after it, got --resume\./],
    [['check', '--resume=yes'], /^--resume: expected no value, got yes\./],
    [['check', 'a.ts', 'b.ts'], /^adapter: expected one, got a.ts b.ts\./],
    [
      ['judge'],
      /^command: expected first one of check, inspect, merge, .* got judge\. See gradgate --help\.$/,
    ],
    [['chekc'], /got chekc, which may mean check\./],
    [['--seed', '1', 'check'], /^command: expected first one of .*, got --seed\./],
    [['help', 'check', 'merge'], /^help: expected one verb, got check merge/],
    [['version', '1'], /^version: expected nothing after it, got 1/],
    [['check', '--for', '10'], /^--for: expected a time like 500ms, 90s, 10m or 2h, got "10"\./],
    [['check', '--for', '0m'], /^--for: expected more than 0 milliseconds, got 0\./],
    [
      ['check', '--shapes', '9x9x9,1024x1024x17'],
      /^--shapes: expected m·n·k of at most 2\^24, but with profile large, got 1024x1024x17/,
    ],
    [['check', '--shapes', '9x9x9', '--for', '9s'], /^--shapes: expected none together with for/],
    [['check', '--tile', '300'], /^--tile: expected a whole number from 2 to 256, got 300/],
    [
      ['check', '--profile', 'large', '--tile', '64'],
      /^--tile: expected none together with profile large/,
    ],
    [
      ['check', '--profile', 'large', '--shapes', '9x9'],
      /^--shapes: expected m, n and k, like 512x4096x512, got "9x9"/,
    ],
    [
      ['check', '--profile', 'large', '--shapes', '9x9x0'],
      /^--shapes: expected three extents of at least 1, like 512x4096x512, got 9x9x0/,
    ],
    [
      ['check', '--profile', 'large', '--shapes', '9999999999x9999x1'],
      /^--shapes: expected operands of at most 2\^32 entries that fit twice into [\d.]+ GiB of memory, got 9999999999x9999x1/,
    ],
    [
      ['check', '--profile', 'large', '--shapes', '9x9x9', '--runs', '3'],
      /^--runs: expected none together with shapes, which is all that is asked, got 3/,
    ],
    [['check', '--extent', '3000'], /^--extent: expected a whole number from 1 to 1024, got 3000/],
    [
      ['check', '--profile', 'large', '--volume', '100'],
      /^--volume: expected a whole number from 1048576, got 100/,
    ],
    [['check', '--for', '1s', '--profile', 'ci'], /^--for: expected profile deep, or none, got ci/],
    [['check', '--for', '1s', '--runs', '9'], /^--runs: expected none together with for, got 9\./],
    [['check', '--for', '1s', '--replay', 'one-hot/ci/1/0'], /^--replay: expected none together/],
    [
      ['check', '--for', '1s', '--probe-claims'],
      /^--for: expected none together with --probe-claims/,
    ],
    [
      ['check', '--shard', '1/2'],
      /^--shard: expected only together with for or rounds, got neither\./,
    ],
    [
      ['check', '--for', '1s', '--shard', '3/2'],
      /^--shard: expected an index from 1 to the number of shards, got 3 of 2/,
    ],
    [['check', '--for', '1s', '--shard', '0/2'], /^--shard: expected an index from 1/],
    [['check', '--for', '1s', '--shard', '2'], /^--shard: expected one of how many, like 1\/8/],
    [['check', '--resume'], /^--resume: expected only together with for or rounds, got neither\./],
    [['merge'], /^merge: expected verdicts, or folders of them, got none\./],
    [['explain'], /^explain: expected a verdict, or its folder, got none\./],
    [['explain', 'o', '--seed', '1'], /^option: expected one of --command, .*--json, got --seed/],
    [['check', '--timeout', '1s'], /^--timeout: expected only together with an adapter, got 1s/],
    [['check', '--command', ' '], /^--command: expected what starts an adapter, got nothing/],
    [
      ['check', 'bank/faults/misprint.ts', '--command', 'x'],
      /^--command: expected not together with the file of an adapter/,
    ],
    [
      ['check', '--command', 'x', '--timeout', '25h'],
      /^--timeout: expected from 1ms to 24h, got 25h/,
    ],
    [['check', '--command', 'x', '--timeout', '0s'], /^--timeout: expected from 1ms/],
    [
      ['check-adapter'],
      /^check-adapter: expected the file of an adapter, or a --command to start, got none/,
    ],
    [
      ['check-adapter', '--command', 'x', '--seed', '1'],
      /^option: expected one of --command, --timeout, got --seed/,
    ],
    [['check-adapter', 'a.py'], /^adapter: expected a file, got a.py, which does not exist/],
    [['check-vectors'], /^check-vectors: expected one file of results, got none/],
    [['check-vectors', 'a', 'b'], /^check-vectors: expected one file of results, got a b/],
    [
      ['check-vectors', 'a', '--seed', '1'],
      /^option: expected no option, got --seed\. See gradgate check-vectors --help/,
    ],
    [['inspect', '--sizes', '4'], /^--sizes: expected whole numbers from 8 to 512, .*, got "4"\./],
    [['inspect', 'a', 'b'], /^adapter: expected one, got a b\./],
    [['oracle', 'a.json'], /^oracle: expected a problem on stdin and no file, got a.json/],
    [['oracle', '--runs', '1'], /^option: expected one of --serve, got --runs/],
    [['init', 'cobol'], /^init: expected python, rust, .*, got cobol/],
    [['init'], /^init: expected python, .*, got no language/],
    [['init', 'go', 'a', 'b'], /^init: expected one folder, got a b/],
    [['init', 'go', '--seed', '1'], /^option: expected no option, got --seed/],
    [['merge', 'a', '--seed', '1'], /^option: expected one of --out, got --seed\./],
  ];
  for (const [args, sentence] of requests) {
    test(args.join(' '), () => {
      expect(() => parse(args)).toThrow(sentence);
    });
  }
});
