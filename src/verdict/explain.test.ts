import { describe, expect, test } from 'vitest';
import type { Counterexample, JsonProblem } from './counterexample.ts';
import { explain, printProblem, sizesOf } from './explain.ts';
import type { Outcome } from './property-verdict.ts';
import { again, failing, outcomes } from './told.test-setup.ts';

/** What is told of an outcome, below the law. */
function told(outcome: Outcome): string {
  const text = explain({ id: 'x', cites: 'step 3', statement: 'the law', ...outcome }, again);
  const [law, ...lines] = text.split('\n');
  expect(law).toBe('x (step 3): the law');
  return lines.join('\n');
}

/** What is told of a failure of a 1×1 problem of which more is known. */
function toldOf(more: Partial<Counterexample>): string[] {
  return told(failing(more)).split('\n');
}

const matrices = ['    X =     W =     dY =', '    [ 1 ]   [ 1 ]   [ 1 ]'];
const [fact, smallest, replay] = [
  '  dX: expected a, got b',
  '  smallest problem, after 0 shrinks: X 1×1, W 1×1, dY 1×1',
  '  replay: again x/ci/1/0',
];
const plain = [fact, smallest, ...matrices, replay];
const shape = { m: 1, n: 1, k: 1 };

test('of each outcome: why, and whatever there is to see', () => {
  const thrown = ['  it threw', '    at line 2', smallest, ...matrices, replay];
  expect(outcomes.map(told)).toEqual(
    [
      ['  it holds'],
      ['  holds on weak evidence: none was rounded'],
      plain,
      thrown,
      ['  it did not begin'],
      ['  not claimed: claims.layouts'],
      ['  not checked: the subject has no forward'],
      ['  not judged: the run ended before this property was done'],
      ['  not judged: the run was to end at the first property that fails (bail)'],
      ['  nothing was asked: the replay token names no problem of this property'],
      ['  known to fail: upstream no. 7', ...plain],
      ['  listed as a known failure (upstream no. 7), but it holds: take it off the list'],
      ['  a bug in gradgate, please report it: out of range', replay, '    at f'],
    ].map((lines) => lines.join('\n')),
  );
});

describe('a failure tells, after what is wrong,', () => {
  const besides = (more: Partial<Counterexample>): string[] =>
    toldOf(more).filter((line) => !plain.includes(line));

  test('that it is not what is known to fail, and which claim settles it', () => {
    const changes = { settledBy: [{ claims: { subnormals: 'flushed' } }] } as const;
    const unlike = { unlike: ['no. 7', 'no. 8'] };
    const lines = [
      '  new: it is not what is known to fail here (no. 7; no. 8)',
      "  it holds with claims: { subnormals: 'flushed' }",
    ];
    const [first, ...rest] = plain;
    expect(told({ ...failing(), ...changes, ...unlike }).split('\n')).toEqual([
      ...[first, ...lines, ...rest],
    ]);
    const crashed = { outcome: 'crashed', runs: 1, message: 'it threw' } as const;
    expect(told({ ...crashed, ...changes, ...unlike }).split('\n')).toEqual([
      '  it threw',
      ...lines,
    ]);
    expect(told({ ...crashed, settledBy: [], unlike: ['it'] }).split('\n')).toHaveLength(2);
  });

  test('its diagnosis, or what may explain it, or that nothing known does', () => {
    expect(besides({ diagnosis: 'this dX is odd' })).toEqual(['  diagnosis: this dX is odd']);
    expect(besides({ candidates: ['one', 'two'] })).toEqual([
      ...['  diagnosis: it may be that', '    - one', '    - two'],
    ]);
    expect(besides({ candidates: [] })).toEqual(['  diagnosis: no known pattern']);
  });

  test('which of three routes is the odd one out', () => {
    const words = '  three routes: the formulas and its';
    expect(besides({ oddOneOut: 'backward' })).toEqual([
      `${words} forward pass agree, its backward pass is wrong`,
    ]);
    expect(besides({ oddOneOut: 'forward' })).toEqual([
      `${words} backward pass agree, its forward pass is wrong`,
    ]);
    expect(besides({ oddOneOut: 'both' })).toEqual([
      '  three routes: its forward and its backward pass both disagree with the formulas',
    ]);
  });

  test('where it fails, and how the search for a smaller problem ended', () => {
    const shrinking = { ended: 'out of calls', calls: 1 } as const;
    expect(besides({ failsWhere: 'out of time', shrinking })).toEqual([
      '  where: which problems fail is not known: there was no time to ask',
      '  shrinking ended early, after 1 call, which is the most: there may be a smaller one',
    ]);
  });

  test('who else would have seen it', () => {
    const others = [
      { name: 'a', outcome: 'missed' },
      { name: 'b', outcome: 'caught' },
      { name: 'c', outcome: 'missed' },
      { name: 'd', outcome: 'rejects a right one too' },
      { name: 'e', outcome: 'cannot be asked' },
    ] as const;
    expect(besides({ others })).toEqual([
      '  would others have caught it? caught by b; missed by a, c; ' +
        'rejected, but so is a right one, by d; not to be asked: e',
    ]);
    expect(besides({ others: others.slice(0, 1) })).toEqual([
      '  would others have caught it? missed by a',
    ]);
  });

  test('where a large matrix is wrong', () => {
    expect(besides({ map: { tile: [8, 16], lines: ['.#', '..'] } })).toEqual([
      '  where it is wrong, a letter for 8×16 entries (# has wrong ones):',
      ...['    .#', '    ..'],
    ]);
  });

  test('that it was kept from an earlier run', () => {
    const [kept] = besides({ kept: true });
    expect(kept).toMatch(/^ {2}it failed in an earlier run, and does so still; this run found no/);
  });

  test('how to see it again, where alone it holds', () => {
    const whole = '  see it again: again x/ci/1/0';
    const holds = 'this problem holds: the fault depends on what was asked before.';
    const [now, fresh] = [false, true].map((isFresh) =>
      toldOf({ again: { fresh: isFresh, fails: false } }).slice(-2),
    );
    expect(now).toEqual([`  asked again, now, ${holds}`, whole]);
    const first = 'as the first that a fresh process or thread is asked';
    expect(fresh).toEqual([`  asked again, ${first}, ${holds}`, whole]);
    expect(toldOf({ again: { fresh: true, fails: true } })).toEqual(plain);
  });
});

test('of a sequence, every call with its problem, and the last as the smallest', () => {
  const call = (name: string, entry: number) => ({
    ...{ call: name, shape, X: [[entry]], W: [[1]], dY: [[1]] },
  });
  const calls = [call('forward', 5), call('backward', 6), call('backward', 1)];
  expect(toldOf({ calls })).toEqual([
    fact,
    '  call no. 1: forward, X 1×1, W 1×1, dY 1×1',
    ...[matrices[0], '    [ 5 ]   [ 1 ]   [ 1 ]'],
    '  call no. 2: backward, X 1×1, W 1×1, dY 1×1',
    ...[matrices[0], '    [ 6 ]   [ 1 ]   [ 1 ]'],
    '  call no. 3: backward',
    ...plain.slice(1),
  ]);
});

describe('of wrong entries', () => {
  const sides = {
    actual: [
      [1, 3],
      [4, 6],
    ],
    expected: [
      [1, 2],
      [5, 6],
    ],
    wrong: [
      [0, 1],
      [1, 0],
    ],
  } as const;
  const wrong = {
    kind: 'entries',
    where: 'dX',
    entry: [0, 1],
    sides,
    expected: { mid: 2, rad: 0 },
    actual: 3,
    excess: 1,
  } as const;

  test('both sides are shown, with what is wrong marked', () => {
    expect(toldOf(wrong)).toEqual([
      '  dX, entry (0, 1): expected exactly 2, got 3',
      ...plain.slice(1, -1),
      '    dX, expected =   actual =',
      '    [ 1  ›2‹]        [ 1  ›3‹]',
      '    [›5‹  6 ]        [›4‹  6 ]',
      replay,
    ]);
  });

  test('among rounded ones, it is told how far beyond rounding they are', () => {
    const rounded = { ...wrong, expected: { mid: 2, rad: 0.125 }, excess: 0.875 };
    expect(toldOf(rounded)[0]).toBe(
      '  dX, entry (0, 1): expected within 0.125 of 2, got 3, 0.875 beyond what rounding allows',
    );
  });

  test('a part says where it begins, and of what it is a part', () => {
    const part = { ...wrong, sides: { ...sides, from: [4, 0], of: [300, 2] } } as const;
    expect(toldOf(part)).toContain('    dX, from (4, 0) of 300×2, expected =   actual =');
  });

  test('what an entry says of itself comes next', () => {
    expect(toldOf({ ...wrong, sentence: 'dX[0,1] sums it twice' })[1]).toBe(
      '  dX[0,1] sums it twice',
    );
  });
});

describe('a problem is printed', () => {
  const base = { shape, X: [[1]], W: [[2]], dY: [[3]] };
  const printed = (more: Partial<JsonProblem>): string[] =>
    printProblem({ ...base, ...more }).split('\n');
  const dense = ['X =     W =     dY =', '[ 1 ]   [ 2 ]   [ 3 ]'];

  test('as three matrices, and no more where it is plain', () => {
    expect(printed({})).toEqual(dense);
    expect(printed({ asks: [], layouts: {}, scales: {}, globalScales: {} })).toEqual(dense);
  });

  test('with what is asked for, and how views lie', () => {
    const layout = {
      ...{ columnMajor: true, gap: 0, offset: 0, rowStep: 1, columnStep: 1, memberStep: 1 },
    };
    const layouts = {
      X: { ...layout, words: 'column-major' },
      dW: { ...layout, words: 'reversed' },
    };
    expect(printed({ asks: ['transX', 'α = 2'], layouts })).toEqual([
      ...dense,
      'asked for: transX, α = 2',
      'X is a view: column-major',
      'dW is a view: reversed',
    ]);
  });

  test('with scales beside one another, then global ones', () => {
    expect(printed({ scales: { X: [[4]], W: [[8]] }, globalScales: { W: [[2]] } })).toEqual([
      ...dense,
      'scales of X =   scales of W =   global scale of W =',
      '[ 4 ]           [ 8 ]           [ 2 ]',
    ]);
  });

  test('with what its members are, of a batch and of groups', () => {
    const batch = { X: [2], W: [2], dY: [2] };
    expect(printed({ batch }).at(-1)).toBe('(members of the batch below one another)');
    const groups = [3, 0];
    expect(printed({ batch, groups, shape: { ...shape, m: 3 } }).at(-1)).toBe(
      'groups of 3 and 0 rows (their matrices of W below one another)',
    );
  });

  test('in part, where it is large, and it is said which', () => {
    const zeros = (rows: number, cols: number) =>
      Array.from({ length: rows }, () => Array.from({ length: cols }, () => 0));
    const large = { shape: { m: 13, n: 1, k: 20 }, X: zeros(13, 1), W: zeros(1, 20) };
    const text = printProblem({ ...large, dY: zeros(13, 20) });
    expect(text.split('\n')).toHaveLength(14);
    expect(text).toContain('rows 0 … 11, columns 0 … 11 of 13×20');
  });

  test('as its numbers, where it is too large for matrices', () => {
    expect(printProblem({ shape, numbers: 'all are 1' })).toBe('all are 1');
  });
});

test('sizes have the axes of a batch in front', () => {
  const batch = { X: [2, 5], W: [5], dY: [2, 5] };
  expect(sizesOf({ shape: { m: 3, n: 4, k: 6 }, batch })).toBe('X 2×5×3×4, W 5×4×6, dY 2×5×3×6');
});
