import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import misprint from '../../bank/faults/misprint.ts';
import { properties, propertyNamed } from '../../properties/index.ts';
import { Border } from '../call/border.ts';
import { reference, toAnswer, toMatrix } from '../contract/reference.ts';
import type { Subject } from '../contract/subject.ts';
import { planOf } from '../gate/run/plan-of.ts';
import { verdictOf } from '../gate/run/verdict-of.ts';
import { multiply } from '../matrix/multiply.ts';
import { conclude } from '../verdict/conclude.ts';
import { noEvidence } from '../verdict/evidence.ts';
import { held } from '../verdict/held.ts';
import type { Fails, Outcome, PropertyVerdict } from '../verdict/property-verdict.ts';
import { smallestIn } from '../verdict/smallest-in.ts';
import schema from '../verdict/verdict.schema.json' with { type: 'json' };
import type { RunInfo } from '../verdict/verdict.ts';
import { decodeNumber, encodeNumber } from '../wire/json-number.ts';
import { conclusion, headerLine, propertyLine } from './console.ts';
import { markdown } from './markdown.ts';

const run: RunInfo = {
  subject: 'misprint',
  numberFormat: 'float64',
  claims: {},
  profile: 'ci',
  seed: 1,
  runs: 120,
};
const about = { gradgate: '0.1.0', complete: true };
const replay = (token: string): string => `again ${token}`;

async function judged(id: string): Promise<PropertyVerdict> {
  const property = properties.find((candidate) => candidate.id === id);
  if (property === undefined) throw new Error(`no ${id}`);
  return verdictOf(property, new Border(misprint), planOf({}));
}

const law = { id: 'x', cites: 'step 3', statement: 's' };
const problem = { shape: { m: 1, n: 1, k: 1 }, X: [[1]], W: [[1]], dY: [[1]] };
const smallest = { ...problem, shrinks: 0, replay: 'x/ci/1/0', first: problem, steps: [] };

const fails: Fails = {
  ...{ outcome: 'fails', runs: 1 },
  counterexample: { ...smallest, kind: 'fact', where: 'dX', expected: 'a', actual: 'b' },
};

const unasked = { ...noEvidence, unasked: 'no code times a scale' };

/** One verdict of each outcome. */
const outcomes: readonly Outcome[] = [
  { outcome: 'holds', runs: 1 },
  { outcome: 'holds weakly', runs: 1, lacking: ['none was rounded'] },
  fails,
  { outcome: 'crashed', runs: 1, message: 'it threw', counterexample: smallest },
  { outcome: 'not claimed', claim: 'layouts' },
  { outcome: 'not offered', method: 'forward' },
  { outcome: 'not reached', ended: 'before', runs: 0 },
  { outcome: 'no such problem' },
  { outcome: 'known to fail', why: 'upstream no. 7', found: fails },
  { outcome: 'holds again', why: 'upstream no. 7', runs: 1 },
  { outcome: 'our bug', message: 'out of range', stack: 'at f', replay: 'x/ci/1/0' },
];

function verdict(outcome: Outcome['outcome']): PropertyVerdict {
  const found = outcomes.find((each) => each.outcome === outcome);
  if (found === undefined) throw new Error(outcome);
  return { ...law, ...found };
}

test('how it sums is a table, and where it is not as claimed is told', async () => {
  const products = { dX: { order: 'a|b' }, dW: { order: 'pairwise', stored: 'as summed' } };
  const warnings = ['not as claimed: x; y', 'coarser than seen: z'];
  const seen = { size: 24, products, claims: { reproducible: true }, warnings, calls: 3 };
  const told = conclude(run, [verdict('holds')], { ...about, arithmetic: seen });
  expect(markdown(told, replay)).toContain(
    [
      '- **not as claimed: x; y**\n- **coarser than seen: z**\n',
      '| | dX | dW |\n| --- | --- | --- |\n| order | a\\|b | pairwise |\n| stored |  | as summed |\n',
      'It bears out `claims: { reproducible: true }`.',
    ].join('\n'),
  );
  expect(conclusion(told, replay)).toContain(
    '\n– not as claimed: x; y\n\n– coarser than seen: z\n',
  );
  const silent = { ...told, arithmetic: { ...seen, claims: {}, warnings: [] } };
  expect(markdown(silent, replay)).toContain('It bears no claim out.');
  expect(conclusion(silent, replay)).not.toContain('as claimed');
  const unseen = { ...told, arithmetic: { unknown: 'it threw' } };
  expect(markdown(unseen, replay)).toContain(
    '## Arithmetic\n\nHow it sums could not be seen: it threw',
  );
  const validate = new Ajv({ strict: false }).compile(schema);
  for (const each of [told, silent, unseen]) {
    expect(validate(JSON.parse(JSON.stringify(each))), JSON.stringify(validate.errors)).toBe(true);
  }
});

test('a failure is told with its law, entry, diagnosis, matrices and replay', async () => {
  const both = [await judged('equation-1'), await judged('equation-2')];
  expect(conclusion(conclude(run, both, about), replay)).toMatchInlineSnapshot(`
    "
    sizes: extents up to 80 along one axis, and up to 18 along all three at once

    ✗ equation-2 (eq. (2)): dW = Xᵀ · dY
      dW, entry (0, 0): expected exactly 1, got 0
      diagnosis: this dW is what comes out when a transpose is missing: the entries of X are read in their stored order
      three routes: the formulas and its forward pass agree, its backward pass is wrong
      where: it fails in 22 of 24 fresh problems with m > 1 and n > 1, in no other (0 of 63)
      smallest problem, after 8 shrinks: X 2×2, W 2×1, dY 2×1
        X =         W =     dY =
        [ 0   0 ]   [ 0 ]   [ 0 ]
        [ 1   0 ]   [ 0 ]   [ 1 ]
        dW, expected =   actual =
        [›1‹]            [›0‹]
        [ 0 ]            [ 0 ]
      would others have caught it? caught by PyTorch gradcheck, PyTorch gradcheck (fast), JAX check_grads, TensorFlow compute_gradient, hand-written test
      replay: again equation-2/ci/1/0:1:3:0:4:3:3:4:11

    misprint: NOT verified, 1 of 2 properties are violated"
  `);
});

test('product-terms reads the wrong formula off the answer', async () => {
  expect(await judged('product-terms')).toMatchObject({
    counterexample: {
      sentence: expect.stringMatching(/^dW\[\d,\d\] sums .*dY.*X.*; it should sum .*dY.*X/),
    },
  });
});

test('a failure among rounded entries says how far beyond rounding it is', () => {
  const sides = { actual: [[1.5]], expected: [[1]], wrong: [[0, 0]] } as const;
  const failed: PropertyVerdict = {
    ...{ ...law, ...fails },
    counterexample: {
      ...{ ...smallest, kind: 'entries', where: 'dX', entry: [0, 0], sides },
      ...{ expected: { mid: 1, rad: 2 ** -50 }, actual: 1.5, excess: 0.5 },
    },
  };
  const text = conclusion(conclude(run, [failed, { ...failed }], about), replay);
  expect(text).toContain('got 1.5, 0.5 beyond what rounding allows');
  expect(text).toContain('✗ x: dX, entry (0, 0)'); // the second failure, in one line
});

test('a traceback is told once in full, and elsewhere by its first line', () => {
  const base = { ...law, outcome: 'crashed', runs: 1 } as const;
  const bare: PropertyVerdict = { ...base, message: 'Traceback:\n  f(x)\nValueError: no' };
  const crashed = { ...bare, counterexample: smallest };
  expect(propertyLine(crashed)).toMatch(/ Traceback: …$/);
  expect(propertyLine(bare)).toContain('ValueError'); // which nothing else tells
  const text = conclusion(conclude(run, [crashed, { ...crashed }], about), replay);
  expect(text.match(/ValueError/g)).toHaveLength(1);
  expect(text).toContain('  Traceback:\n      f(x)\n    ValueError: no\n');
});

test('the report has the table, the failure and every shrink step', async () => {
  const failed = await judged('equation-2');
  const some = [failed, verdict('not claimed')];
  const text = markdown(conclude(run, some, { ...about, complete: false }), replay);
  expect(text).toContain('| ✗ **fails** | equation-2 | eq. (2) |');
  expect(text).toContain('**The run did not finish.**');
  const steps = text.split('\n').filter((line) => /^\| (found|\d)/.test(line));
  expect(steps).toHaveLength((smallestIn(failed)?.shrinks ?? 0) + 1);
});

describe('the conclusion', () => {
  test('does not rest on properties of which no problem could be asked', () => {
    const { outcome, ...told } = held(
      propertyNamed('equation-1'),
      {},
      { runs: 0, evidence: unasked },
    );
    expect(told).toMatchObject({ lacking: ['no problem could be asked (no code times a scale)'] });
    const none = { ...law, outcome, ...told } as PropertyVerdict;
    const alone = conclude(run, [none], about);
    expect(alone.conclusion).toBe('not run');
    const beside = conclude(run, [verdict('holds'), none], about);
    expect(beside.conclusion).toBe('verified');
    expect(conclusion(beside, replay)).toContain(
      'verified, 1 of 1 properties hold, 1 without a problem that could be asked',
    );
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(JSON.parse(JSON.stringify(beside))), JSON.stringify(validate.errors)).toBe(
      true,
    );
  });

  test('is a bug when the canaries could not be judged, and void when one failed', () => {
    const bug = { message: 'out of range', stack: 'RangeError: out of range' };
    const broken = conclude(run, [verdict('holds')], { ...about, bug });
    expect(broken.conclusion).toBe('bug');
    expect(conclusion(broken, replay)).toMatch(
      /RangeError: out of range\n\nmisprint: .* a bug in gradgate 0\.1\.0 \(seed 1\): out of range\. Please report it/,
    );
    const canaries = [{ name: 'a', property: 'x', outcome: 'missed' }] as const;
    const gone = conclude(run, [verdict('our bug')], { ...about, bug, canaries });
    expect(gone.conclusion).toBe('void');
  });
});

test('what is told of each outcome', () => {
  const lines = outcomes.map((outcome) => propertyLine({ ...law, ...outcome }));
  expect(lines.map((line) => line.replace(/ +/g, ' ')).join('\n')).toMatchInlineSnapshot(`
    "✓ x 1 problem s
    ≈ x 1 problem holds on weak evidence: none was rounded
    ✗ x 1 problem s
    ! x 1 problem it threw
    – x not claimed: claims.layouts
    – x not checked: the subject has no forward
    ! x not judged: the run ended before this property was done
    ! x nothing was asked: the replay token names no problem of this property
    ~ x 1 problem known to fail: upstream no. 7
    ✗ x 1 problem listed as a known failure (upstream no. 7), but it holds: take it off the list
    ! x a bug in gradgate, please report it: out of range"
  `);
  const all = conclude(
    run,
    outcomes.map((outcome) => ({ ...law, ...outcome })),
    about,
  );
  expect(markdown(all, replay)).toMatchInlineSnapshot(`
    "# misprint: not judged, this is a bug in gradgate 0.1.0 (seed 1): out of range. Please report it, with all that is printed here and the command.

    float64, profile ci, seed 1, gradgate 0.1.0

    | | property | cites | problems | |
    | --- | --- | --- | ---: | --- |
    | ✓ holds | x | step 3 | 1 |  |
    | ≈ holds, on weak evidence | x | step 3 | 1 | none was rounded |
    | ✗ **fails** | x | step 3 | 1 | dX: expected a, got b |
    | ! **could not be run** | x | step 3 | 1 | it threw |
    | – not claimed | x | step 3 | 0 | not claimed: claims.layouts |
    | – not checked | x | step 3 | 0 | not checked: the subject has no forward |
    | ! **could not be run** | x | step 3 | 0 | not judged: the run ended before this property was done |
    | ! **could not be run** | x | step 3 | 0 | nothing was asked: the replay token names no problem of this property |
    | ~ known to fail | x | step 3 | 1 | upstream no. 7; dX: expected a, got b |
    | ✗ **fails** | x | step 3 | 1 | listed as a known failure (upstream no. 7), but it holds: take it off the list |
    | ! **a bug in gradgate** | x | step 3 | 0 | a bug in gradgate, please report it: out of range |

    ## A bug in gradgate

    \`\`\`text
    x (step 3): s
      a bug in gradgate, please report it: out of range
      replay: again x/ci/1/0
        at f
    \`\`\`

    ## x

    \`\`\`text
    x (step 3): s
      dX: expected a, got b
      smallest problem, after 0 shrinks: X 1×1, W 1×1, dY 1×1
        X =     W =     dY =
        [ 1 ]   [ 1 ]   [ 1 ]
      replay: again x/ci/1/0
    \`\`\`

    ### How it shrank

    First failing problem (m = 1, n = 1, k = 1):

    \`\`\`text
    X =     W =     dY =
    [ 1 ]   [ 1 ]   [ 1 ]
    \`\`\`

    | step | X·W | more | non-zero entries | largest entry | disagrees at |
    | --- | --- | --- | ---: | ---: | --- |

    ## x

    \`\`\`text
    x (step 3): s
      it threw
      smallest problem, after 0 shrinks: X 1×1, W 1×1, dY 1×1
        X =     W =     dY =
        [ 1 ]   [ 1 ]   [ 1 ]
      replay: again x/ci/1/0
    \`\`\`

    ### How it shrank

    First failing problem (m = 1, n = 1, k = 1):

    \`\`\`text
    X =     W =     dY =
    [ 1 ]   [ 1 ]   [ 1 ]
    \`\`\`

    | step | X·W | more | non-zero entries | largest entry | disagrees at |
    | --- | --- | --- | ---: | ---: | --- |

    ## x

    \`\`\`text
    x (step 3): s
      known to fail: upstream no. 7
      dX: expected a, got b
      smallest problem, after 0 shrinks: X 1×1, W 1×1, dY 1×1
        X =     W =     dY =
        [ 1 ]   [ 1 ]   [ 1 ]
      replay: again x/ci/1/0
    \`\`\`

    ### How it shrank

    First failing problem (m = 1, n = 1, k = 1):

    \`\`\`text
    X =     W =     dY =
    [ 1 ]   [ 1 ]   [ 1 ]
    \`\`\`

    | step | X·W | more | non-zero entries | largest entry | disagrees at |
    | --- | --- | --- | ---: | ---: | --- |
    "
  `);
  expect(conclusion(all, replay)).toMatchInlineSnapshot(`
    "
    – not claimed: x

    ✗ x (step 3): s
      dX: expected a, got b
      smallest problem, after 0 shrinks: X 1×1, W 1×1, dY 1×1
        X =     W =     dY =
        [ 1 ]   [ 1 ]   [ 1 ]
      replay: again x/ci/1/0
    ! x: it threw
        replay: again x/ci/1/0

    ! x (step 3): s
      a bug in gradgate, please report it: out of range
      replay: again x/ci/1/0
        at f

    misprint: not judged, this is a bug in gradgate 0.1.0 (seed 1): out of range. Please report it, with all that is printed here and the command."
  `);
});

test('every outcome follows the schema of verdicts', () => {
  const validate = new Ajv().compile(schema);
  const { counterexample: _, ...failed } = fails;
  const wrong = { kind: 'throw', claims: { emptyExtents: true }, message: 'it threw' } as const;
  const thrown: Fails = { ...failed, counterexample: { ...smallest, ...wrong } };
  for (const outcome of [...outcomes, thrown]) {
    validate(conclude(run, [{ ...law, ...outcome }], about));
    expect(validate.errors, outcome.outcome).toBeNull();
  }
  // Fields of one outcome are no fields of another.
  validate(conclude(run, [{ ...verdict('holds'), ...{ why: 'a link' } }], about));
  expect(validate.errors).not.toBeNull();
});

test('a large product that is wrong, however, follows the schema, and its token asks it again', async () => {
  const validate = new Ajv().compile(schema);
  const [equation1] = properties.filter(({ id }) => id === 'equation-1');
  if (equation1 === undefined) throw new Error('no equation-1');
  const sizes = { extent: 300, volume: 2 ** 20 };
  const spoilt = (place: number, value: number) => (dX: Float64Array) => {
    if (dX.length > place) dX[place] = value;
  };
  const changes = [
    spoilt(250, Number.NaN),
    spoilt(1, Number.NEGATIVE_INFINITY),
    ({ length }: Float64Array) => {
      if (length >= 200) throw new Error('too large');
    },
  ];
  for (const change of changes) {
    const wrong: Subject = {
      ...reference,
      backward: ({ X, W, dY }) => {
        const [dX, dW] = [
          multiply(toMatrix(dY), toMatrix(W).T),
          multiply(toMatrix(X).T, toMatrix(dY)),
        ];
        change(dX.storage);
        return { dX: toAnswer(dX), dW: toAnswer(dW) };
      },
    };
    const found = await verdictOf(
      equation1,
      new Border(wrong),
      planOf({ profile: 'large', ...sizes }),
    );
    const told = conclude({ ...run, profile: 'large', ...sizes }, [found], about);
    validate(JSON.parse(JSON.stringify(told)));
    expect(validate.errors).toBeNull();
    expect(markdown(told, replay)).toContain('large/1/');
    const token = smallestIn(found)?.replay ?? '';
    const again = await verdictOf(
      equation1,
      new Border(wrong),
      planOf({ replay: token, ...sizes }),
    );
    expect(smallestIn(again)?.shape).toEqual(smallestIn(found)?.shape);
  }
});

test('a claim that settles all that fails is told, and only then', () => {
  const settledBy = [{ claims: { subnormals: 'flushed' } }] as const;
  const settled: PropertyVerdict = { ...law, ...fails, settledBy };
  const sentence = /^Everything that fails here .* claims: \{ subnormals: 'flushed' \}: /m;
  const told = conclude(run, [settled, verdict('holds'), verdict('not claimed')], about);
  expect([told.conclusion, told.settledBy]).toEqual(['violated', settledBy]);
  expect(conclusion(told, replay)).toMatch(sentence);
  expect(conclusion(told, replay)).toContain("  it holds with claims: { subnormals: 'flushed' }\n");
  expect(markdown(told, replay)).toContain('\n\n**Everything that fails here ');
  const validate = new Ajv().compile(schema);
  validate(told);
  expect(validate.errors).toBeNull();
  for (const other of ['fails', 'crashed', 'not reached', 'holds again', 'our bug'] as const) {
    const more = conclude(run, [settled, verdict(other)], about);
    expect(more.settledBy, other).toBeUndefined();
    expect(conclusion(more, replay)).not.toMatch(sentence);
  }
  const late = conclude(run, [settled], { ...about, trouble: 'too late' });
  expect(late.settledBy).toBeUndefined();
});

test('numbers that JSON cannot carry are text, and are read back', () => {
  for (const value of [-0, Number.NaN, Number.POSITIVE_INFINITY, -1 / 0, 0.1, 5e-324]) {
    const text = JSON.stringify(encodeNumber(value));
    expect(decodeNumber('it', JSON.parse(text))).toBe(value);
  }
});

test.each([
  ['bfloat16', {}, true],
  ['float16', {}, true],
  ['bfloat16', { accumulates: 'float32' }, false],
  ['bfloat16', { algorithm: 'strassen' }, false],
  ['float32', {}, false],
  ['float64', {}, false],
])('by whose sums a subject in %s that claims %o was judged', (numberFormat, claims, isTold) => {
  const narrow = { ...run, numberFormat, claims };
  const words = `judged as a ${numberFormat} accumulator; claim accumulates: 'float32'`;
  expect(headerLine(narrow, '0.1.0').includes(words)).toBe(isTold);
  const report = markdown(conclude(narrow, [], about), replay);
  expect(report.includes(`Sums are ${words}`)).toBe(isTold);
});

test('formats of single tensors are told, and by whose sums what is stored narrowly was judged', () => {
  const formats = { X: 'float8_e4m3fn', W: 'float8_e4m3fn', dW: 'float32' };
  const mixed = { ...run, numberFormat: 'bfloat16', formats, claims: {} };
  const said = 'bfloat16, with X and W float8_e4m3fn, dW float32';
  expect(headerLine(mixed, '0.1.0')).toContain(`(${said})`);
  expect(headerLine(mixed, '0.1.0')).toContain('judged as a bfloat16 accumulator');
  expect(markdown(conclude(mixed, [], about), replay)).toContain(said);
  const tiles = { codes: 'float8_e4m3fn', scales: 'float32', block: [128, 128] } as const;
  const scaled = { ...mixed, formats: { X: tiles, W: { ...tiles } } };
  expect(headerLine(scaled, '0.1.0')).toContain(
    'with X and W float8_e4m3fn with float32 scales of 128×128',
  );
  const wide = { ...mixed, formats: { Y: 'float32', dX: 'float32', dW: 'float32' } };
  expect(headerLine(wide, '0.1.0')).not.toContain('accumulator');
});
