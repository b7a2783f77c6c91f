import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { propertyNamed } from '../properties/index.ts';
import { Border } from './call/border.ts';
import { checkSubject } from './contract/check-subject.ts';
import { planOf } from './gate/run/plan-of.ts';
import { verdictOf } from './gate/run/verdict-of.ts';

mkdirSync('dist', { recursive: true }); // which git ignores
const folder = mkdtempSync(resolve('dist', 'recipes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A library that has what the recipes import. WRONG is a number that is added to the first entry of dW. */
const library = `
const WRONG = 0;
const add = (list) => { const data = [...list]; if (data.length) data[0] += WRONG; return data; };
const product = (A, B, [m, n, k], [tA, tB]) => {
  const C = new Float64Array(m * k);
  for (let i = 0; i < m; i += 1) for (let j = 0; j < k; j += 1) for (let p = 0; p < n; p += 1)
    C[i * k + j] += (tA ? A[p * m + i] : A[i * n + p]) * (tB ? B[j * n + p] : B[p * k + j]);
  return C;
};
export const tensor = (data, shape) => ({ data, shape });
export const matmul = (a, b) => ({ ...tensor(product(a.data, b.data, [...a.shape, b.shape[1]], []), [a.shape[0], b.shape[1]]), back: (g) => [
  tensor(product(g, b.data, [a.shape[0], b.shape[1], a.shape[1]], [false, true]), a.shape),
  tensor(add(product(a.data, g, [a.shape[1], a.shape[0], b.shape[1]], [true, false])), b.shape),
] });
export const multiply = (y, c) => ({ back: (g) => y.back(c.data.map((entry) => entry * g)) });
export const sum = (y) => ({ back: () => y.back(1) });
export const grad = (f) => (x, w) => f(x, w).back();
export class Linear {
  constructor(weight) { this.weight = weight; }
  forward(x) { this.x = x; }
  backward({ data, shape }) {
    const [k, n] = this.weight.shape;
    const m = data.length / k;
    this.weightGradient = tensor(add(product(data, this.x.data, [k, m, n], [true, false])), [k, n]);
    this.biasGradient = tensor(product(new Float64Array(m).fill(1), data, [1, m, k], []), [k]);
    return tensor(product(data, this.weight.data, [m, k, n], []), [...shape.slice(0, -1), n]);
  }
}
export const backwardOfSample = (x, W, dy) => {
  const [n, k] = [x.length, dy.length];
  return { dx: product(dy, W, [1, k, n], [false, true]), dW: add(product(x, dy, [n, 1, k], [])) };
};
let started = false;
export const ready = async () => { started = true; };
export const linearBackward = (X, W, dY, [m, n, k]) => {
  if (NEEDS_START && !started) throw new Error('not ready');
  return {
    dX: STORED.from(product(dY, W, [m, k, n], [false, true])),
    dW: STORED.from(add(product(X, dY, [n, m, k], [true, false]))),
  };
};
`;

const recipes = [
  ...readFileSync('docs/recipes.md', 'utf8').matchAll(/^## (.*?)$.*?^```js\n(.*?)^```/gms),
];
const ids = [
  'equation-1',
  'equation-2',
  'gradient-shape',
  'purity',
  'broadcast-reduction',
  'bias-reduction',
];

/** How each property comes out of a recipe, as a module of its own beside its library. */
async function judged(code: string, { wrong }: { readonly wrong: boolean }): Promise<string[]> {
  const place = mkdtempSync(join(folder, 'recipe-'));
  const stored = code.includes("'float32'") ? 'Float32Array' : 'Float64Array';
  const text = library
    .replace('WRONG = 0', `WRONG = ${wrong ? 1 : 0}`)
    .replaceAll('STORED', stored)
    .replace('NEEDS_START', String(code.includes('ready')));
  writeFileSync(join(place, 'library.js'), text);
  writeFileSync(join(place, 'package.json'), '{"type": "module"}');
  writeFileSync(join(place, 'adapter.js'), code);
  const module: { default: unknown } = await import(pathToFileURL(join(place, 'adapter.js')).href);
  const border = new Border(checkSubject(module.default));
  const outcomes: string[] = [];
  for (const id of ids) {
    const { outcome } = await verdictOf(propertyNamed(id), border, planOf({ profile: 'smoke' }));
    outcomes.push(outcome);
  }
  return outcomes;
}

test('there is a recipe for each kind of library', () => {
  expect(recipes).toHaveLength(5);
});

describe.each(recipes.map(([, title = '', code = '']) => [title, code] as const))(
  '%s',
  (_, code) => {
    test('a right library is right by it', async () => {
      const outcomes = await judged(code, { wrong: false });
      expect(outcomes.filter((outcome) => !/^(holds|not claimed)/.test(outcome))).toEqual([]);
      const claims = code.includes('claims:') ? 6 : 4;
      expect(outcomes.filter((outcome) => outcome.startsWith('holds'))).toHaveLength(claims);
    });

    test('a wrong one is caught', async () => {
      expect(await judged(code, { wrong: true })).toContain('fails');
    });
  },
);
