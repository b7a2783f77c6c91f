import { expect, test } from 'vitest';
import type { Matrix } from '../../matrix/matrix.ts';
import { multiply } from '../../matrix/multiply.ts';
import { formatNames, formats } from '../../number/formats.ts';
import type { Problem } from '../problem.ts';
import { type CodedProblem, codedProblems, shapesUpTo, spell } from './coded-problems.ts';
import { range } from './some.test-setup.ts';

type Products = CodedProblem['productsX'];

const sizes = [...shapesUpTo(3), { m: 1, n: 9, k: 2 }];

/** Entry (i, j) says which of the products that own a digit are among its own, in their order. */
function expectSpelled(
  gradient: Matrix,
  products: Products,
  terms: (i: number, j: number) => string[],
): void {
  for (const i of range(gradient.rows)) {
    for (const j of range(gradient.cols)) {
      const mine = products.filter((product) => terms(i, j).includes(product ?? ''));
      expect(spell(gradient.at(i, j), products)).toBe(mine.join(' + ') || 'nothing');
    }
  }
}

function expectFormula({ X, W, dY }: Problem, [inX, inW]: readonly [Products, Products]): void {
  expectSpelled(multiply(dY, W.T), inX, (i, j) =>
    range(dY.cols).map((c) => `dY[${i},${c}]·W[${j},${c}]`),
  );
  expectSpelled(multiply(X.T, dY), inW, (i, j) =>
    range(dY.rows).map((r) => `dY[${r},${j}]·X[${r},${i}]`),
  );
}

test('the right gradients spell out the sums that (1) and (2) are, in every format', () => {
  for (const name of formatNames) {
    for (const shape of sizes) {
      for (const { problem, productsX, productsW } of codedProblems(shape, formats[name])) {
        expectFormula(problem, [productsX, productsW]);
        expect(problem.dY.toArray().some((entry) => entry !== 0)).toBe(true);
      }
    }
  }
});

test('every product owns a digit of some problem, and problems own as many digits as fit', () => {
  const room = { float64: 16, float32: 8, bfloat16: 2, float16: 3 };
  for (const name of ['float64', 'float32', 'bfloat16', 'float16'] as const) {
    for (const shape of sizes) {
      const { m, n, k } = shape;
      const all = [...codedProblems(shape, formats[name])];
      const owners = new Set(
        all.flatMap(({ productsX, productsW }) => [...productsX, ...productsW]),
      );
      owners.delete(undefined);
      const places = range(m * k).map((y) => `dY[${Math.floor(y / k)},${y % k}]`);
      const others = [
        ...range(n * k).map((w) => `W[${Math.floor(w / k)},${w % k}]`),
        ...range(m * n).map((x) => `X[${Math.floor(x / n)},${x % n}]`),
      ];
      const products = places.flatMap((place) => others.map((other) => `${place}·${other}`));
      expect([...owners].sort()).toEqual(products.sort());
      expect(new Set(all.map(({ productsX }) => productsX.length))).toEqual(new Set([room[name]]));
    }
  }
  expect([...codedProblems({ m: 3, n: 3, k: 3 }, formats.float64)]).toHaveLength(9);
});

test('apart, each problem is two, which have no Y, and of which one gives dX and the other dW', () => {
  const shape = { m: 2, n: 3, k: 2 };
  const whole = [...codedProblems(shape, formats.float32)];
  const apart = [...codedProblems(shape, formats.float32, true)];
  expect(apart).toHaveLength(2 * whole.length);
  for (const [at, { problem, ...products }] of whole.entries()) {
    const [first, second] = apart.slice(2 * at, 2 * at + 2);
    expect([first, second]).toMatchObject([products, products]);
    expect([first?.problem.W, second?.problem.X]).toEqual([problem.W, problem.X]);
    for (const half of [first?.problem, second?.problem]) {
      expect(half?.dY).toEqual(problem.dY);
      expect(
        half &&
          multiply(half.X, half.W)
            .toArray()
            .every((entry) => entry === 0),
      ).toBe(true);
    }
    expect(first?.problem.X.rows).toBe(shape.m);
    expect(second?.problem.W.cols).toBe(shape.k);
  }
});

test('a product that is counted up to three times, or taken away up to four times, is read off', () => {
  const names = range(5).map((i) => `p${i}`);
  for (let count = -4; count <= 3; count += 1) {
    for (const digit of range(5)) {
      const size = Math.abs(count) === 1 ? '' : `${Math.abs(count)}·`;
      const words = count === 0 ? 'nothing' : `${count < 0 ? '−' : ''}${size}p${digit}`;
      expect(spell(count * 8 ** digit, names)).toBe(words);
    }
  }
  expect(spell(1 - 8 + 2 * 64, names)).toBe('p0 − p1 + 2·p2');
  expect(spell(-1 + 2 * 64, names)).toBe('−p0 + 2·p2');
  expect(spell(4, ['a'])).toBe('something that is no sum of such products');
  expect(spell(0.5, names)).toBe('something that is no sum of such products');
  expect(spell(Number.NaN, names)).toBe('something that is no sum of such products');
});

test('shapes come by size, each once', () => {
  const all = shapesUpTo(3);
  const volumes = all.map(({ m, n, k }) => m * n * k);
  expect(volumes).toEqual(volumes.toSorted((a, b) => a - b));
  expect(new Set(all.map((shape) => JSON.stringify(shape))).size).toBe(27);
  expect(all.every((shape) => Object.values(shape).every((e) => e >= 1 && e <= 3))).toBe(true);
});
