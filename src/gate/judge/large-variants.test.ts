import { describe, expect, test } from 'vitest';
import { propertyNamed } from '../../../properties/index.ts';
import { toAnswer, toMatrix } from '../../contract/reference.ts';
import type { Answer, Given, Operand, Options, Subject } from '../../contract/subject.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { multiply } from '../../matrix/multiply.ts';
import { type FormatName, formats } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { planOf } from '../run/plan-of.ts';
import { verdictOn } from '../run/verdict-on.test-setup.ts';

const sized = { extent: 150, volume: 3_000_000 };
const plan = { ...planOf({ profile: 'large', seed: 1, ...sized }), runs: 4, large: 65_536 };
const equations = { dX: propertyNamed('equation-1'), dW: propertyNamed('equation-2') };

/** A layer that is quick at these sizes, and has all that is asked of it there; right in its format. */
const layerIn = (numberFormat: 'float64' | 'float32'): Subject => ({
  name: 'layer',
  numberFormat,
  claims: {
    ...{ deterministic: true, transposeFlags: true, scaling: true, subsets: true },
    destinations: 'accumulate',
  },
  backward: ({ X, W, dY, options = {} }) => {
    const { transX, transW, into, wants = ['dX', 'dW'] } = options;
    const [left, right, above] = [held(X, transX), held(W, transW), toMatrix(dY)];
    const gradients = {
      dX: () => turned(multiply(above, right.T), transX),
      dW: () => turned(multiply(left.T, above), transW),
    };
    const answers = wants.map((name) => {
      const product = gradients[name]().map((entry) => round(entry, formats[numberFormat]));
      return [name, stored(product, options, [numberFormat, into?.[name]])] as const;
    });
    return Object.fromEntries(answers);
  },
});

const layer = layerIn('float64');

function held(operand: Operand, isTransposed = false): Matrix {
  return turned(toMatrix(operand), isTransposed);
}

function turned(matrix: Matrix, isTransposed = false): Matrix {
  return isTransposed ? matrix.T : matrix;
}

/** Scaled, and written where it is said. */
function stored(
  product: Matrix,
  { alpha = 1, into }: Options,
  [format, there]: readonly [FormatName, Operand | undefined],
): Answer {
  const scaled = toAnswer(product.map((entry) => round(alpha * entry, formats[format])));
  there?.data.set(
    there.data.map((before, place) => {
      const added = (into?.accumulate ? before : 0) + (scaled.data[place] ?? 0);
      return round(added, formats[format]);
    }),
  );
  return there ?? scaled;
}

/** The layer, which takes what a call asks for as something else. */
function taking(change: (options: Options, given: Given) => Options): Subject {
  return {
    ...layer,
    backward: (given) => layer.backward({ ...given, options: change(given.options ?? {}, given) }),
  };
}

/** In a few words: "transX", "into, accumulate". */
function inShort({ into, wants, ...flags }: Options): string {
  const all = [
    ...Object.keys(flags),
    ...(into ? ['into'] : []),
    ...(into?.accumulate ? ['accumulate'] : []),
    ...(wants ?? []),
  ];
  return all.join(', ');
}

describe('what a call may ask for besides is asked at size', () => {
  for (const [name, property] of Object.entries(equations)) {
    test(`of ${name}, and the layer holds`, async () => {
      const asked = new Set<string>();
      const subject = taking((options, { X }) => {
        if (Math.max(...X.shape) > 128) asked.add(inShort(options));
        return options;
      });
      expect((await verdictOn(property, subject, plan)).outcome).toBe('holds');
      const single = [
        '',
        'transX',
        'transW',
        'transX, transW',
        'alpha',
        'into',
        'into, accumulate',
      ];
      expect([...asked]).toEqual(expect.arrayContaining(single));
      const alone = [...asked].filter((words) => /d[XW]/.test(words));
      expect(alone.every((words) => words.endsWith(name))).toBe(true);
      expect(alone).not.toEqual([]);
    });
  }
});

test('nor is who is right accused at a shape that is named, where its format has no room for more', async () => {
  const subject = layerIn('float32');
  const shapes = [{ m: 40, n: 7, k: 5 }];
  // By these seeds it was, when sums that fill float32 were halved or doubled, and added to something.
  for (const seed of [283, 329, 385, 495, 590]) {
    const named = { ...planOf({ profile: 'large', seed }), shapes, runs: 0 };
    for (const property of Object.values(equations)) {
      expect((await verdictOn(property, subject, named)).reason, `seed ${seed}`).toBeUndefined();
    }
  }
});

/** From so many rows or columns of X on, a call is taken for another one. */
function from(extent: number, axis: 0 | 1, change: (options: Options) => Options): Subject {
  return taking((options, { X: { shape } }) => {
    const stored = shape.slice(-2);
    const reaches = (stored.at(options.transX ? 1 - axis : axis) ?? 0) >= extent;
    return reaches ? change(options) : options;
  });
}

describe('a fault of it is caught, shrunk to where it begins, and asked again', () => {
  const added = 'added to given storage';
  const faults: readonly [what: string, asks: string, shape: object, subject: Subject][] = [
    [
      'from 131 rows on, a transposed X is multiplied twice',
      'transX',
      { m: 131, n: 1, k: 1 },
      from(131, 0, (options) => (options.transX ? { ...options, alpha: 2 } : options)),
    ],
    [
      'from 129 rows on, a gradient is written over what it is added to',
      added,
      { m: 129, n: 1, k: 1 },
      from(129, 0, ({ into, ...options }) => {
        return into ? { ...options, into: { ...into, accumulate: false } } : options;
      }),
    ],
    [
      'from 130 columns on, a destination is not written',
      'into given storage',
      { m: 1, n: 130, k: 1 },
      from(130, 1, ({ into, ...options }) => {
        return into?.accumulate ? { ...options, into } : options;
      }),
    ],
    [
      'from 132 rows on, α is multiplied by in each of two parts',
      'α = 2',
      { m: 132, n: 1, k: 1 },
      from(132, 0, ({ alpha = 1, ...options }) => ({ ...options, alpha: alpha * alpha })),
    ],
    [
      'from 133 rows on, α is lost where a gradient is added to what is there',
      `α = 2, ${added}`,
      { m: 133, n: 1, k: 1 },
      from(133, 0, ({ alpha, ...options }) => {
        return options.into?.accumulate || alpha === undefined ? options : { ...options, alpha };
      }),
    ],
  ];
  for (const [what, asks, shape, subject] of faults) {
    test(what, async () => {
      const { outcome, reason, counterexample } = await verdictOn(equations.dX, subject, plan);
      expect(outcome).toBe('fails');
      // What the product was added to, and scaled by, is not taken for a part of it.
      const less = asks.includes(added) ? ', less what it was added to' : '';
      const divided = asks.includes('α') ? ', divided by α' : '';
      expect(reason).toContain(`dX${less}${divided}, entry (`);
      expect(counterexample).toMatchObject({ shape, asks: asks.split(', ') });
      const again = {
        ...planOf({ replay: counterexample?.replay ?? '', ...sized }),
        runs: 4,
        large: 65_536,
      };
      const replayed = await verdictOn(equations.dX, subject, again);
      expect(replayed.counterexample).toMatchObject({ shape, asks: asks.split(', ') });
    });
  }
});
