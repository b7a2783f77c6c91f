/** vitest, but for its tests, which go elsewhere where that is asked for. */
import type * as vitest from 'vitest';
import type { TestContext } from 'vitest';
import type { ArithmeticSeen } from '../../verdict/arithmetic-seen.ts';
import type { Canary } from '../../verdict/verdict.ts';

/** What stands for canaries and for a look at the arithmetic, which take long. */
export const stubs: {
  canaries: (seed: number) => Promise<Canary[]>;
  arithmetic: () => Promise<ArithmeticSeen>;
  seeds: number[];
} = stubsAtFirst();

function stubsAtFirst(): typeof stubs {
  return {
    canaries: async () => [],
    arithmetic: async () => ({ unknown: 'not looked at' }),
    seeds: [],
  };
}

/** As they are at first. */
export function resetStubs(): void {
  Object.assign(stubs, stubsAtFirst());
}

/** In the place of `judge-canaries.ts`. */
export const canariesStub = {
  judgeCanaries: (seed: number): Promise<Canary[]> => {
    stubs.seeds.push(seed);
    return stubs.canaries(seed);
  },
};

/** In the place of `see-arithmetic.ts`. */
export const arithmeticStub = {
  seeArithmetic: (): Promise<ArithmeticSeen> => stubs.arithmetic(),
};

/** What `test` was given. */
export interface Registered {
  readonly title: string;
  readonly options: { readonly timeout?: number; readonly meta?: object };
  readonly body: (context: TestContext) => Promise<void>;
}

interface Registry {
  readonly tests: Registered[];
  readonly names: string[];
  readonly after: (() => unknown)[];
}

/** Where tests go instead of to vitest; nothing, while vitest registers its own. */
let into: Registry | undefined;

/** vitest, whose tests go there. */
export function recording(actual: typeof vitest): typeof vitest {
  const test = (title: string, options: object, body: Registered['body']): void => {
    if (into === undefined) actual.test(title, options, body);
    else into.tests.push({ title, options, body });
  };
  const describe = (name: string, body: () => void): void => {
    into?.names.push(name);
    if (into === undefined) actual.describe(name, body);
    else body();
  };
  const afterAll = (body: () => unknown): void => void into?.after.push(body);
  // SAFETY: each is called as the gate calls it, and has what else the own one of vitest has.
  return {
    ...actual,
    ...{ test: Object.assign(test, actual.test), afterAll },
    describe: Object.assign(describe, actual.describe),
  } as unknown as typeof vitest;
}

/** What is registered meanwhile. */
export function recorded(register: () => void): Registry {
  const all: Registry = { tests: [], names: [], after: [] };
  into = all;
  try {
    register();
  } finally {
    into = undefined;
  }
  return all;
}
