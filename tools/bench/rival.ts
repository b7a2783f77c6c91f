import { equation1 } from '../../properties/equation-1.ts';
import { equation2 } from '../../properties/equation-2.ts';
import { Border } from '../../src/call/border.ts';
import { certifiedProduct } from '../../src/certified/certified-product.ts';
import { reference } from '../../src/contract/reference.ts';
import { ask } from '../../src/gate/judge/ask.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { formats } from '../../src/number/formats.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import type { EntryKind } from '../../src/problem/draw/draw-entries.ts';
import { generateProblem } from '../../src/problem/draw/generate-problem.ts';
import { median } from '../lib/median.ts';
import type { Contest, Ratio } from './contest.ts';
import { fractions } from './plain-products.ts';
import { pythonTime } from './python-time.ts';

/** Something of ours against a script of Python. */
export interface Rival extends Omit<Contest, 'runB'> {
  readonly script: string;
  readonly size: number;
}

const rounds = 7;

/**
 * As `measure`, but a round has a process of its own for B, and gives the ratio of their least times: whatever
 * else the machine does, it does not do to both at once. Nothing, where the script fails.
 */
export async function measureRival({ runA, script, size }: Rival): Promise<Ratio | undefined> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const theirs = pythonTime(script, [size]);
    if (theirs === undefined) return undefined;
    const ours: number[] = [];
    for (const start = performance.now(); performance.now() - start < 300 || ours.length < 5; ) {
      const before = performance.now();
      await runA();
      ours.push(performance.now() - before);
    }
    ratios.push(Math.min(...ours) / theirs);
  }
  return { middle: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) };
}

/** Full significands, against balls of 106 bits. */
export function againstArb(size: number): Rival {
  const [a, b] = fractions(size);
  const [left, right] = [Matrix.over(size, size, a), Matrix.over(size, size, b)];
  return {
    ...{ what: `certified product of fractions, ${size}×${size}`, a: '`certifiedProduct`' },
    ...{ b: 'Arb at 106 bits', script: 'arb.py', size },
    runA: () => certifiedProduct(left, right),
  };
}

/** (1) and (2) on one problem of this kind, every entry of both gradients, against fast gradcheck. */
export function againstGradcheck(kind: EntryKind): Rival {
  const size = 64;
  const limits = { format: formats.float64, extent: size, volume: size ** 3 };
  const fixed = { m: size, n: size, k: size };
  const problem = generateProblem(drawFrom(1), { ...limits, fixed, kinds: [kind] });
  const border = new Border(reference);
  return {
    ...{ what: `one problem, entries ${kind}, ${size}×${size}×${size}`, a: '`ask`, twice' },
    ...{ b: 'PyTorch gradcheck, fast', script: 'gradcheck.py', size },
    runA: async () => {
      await ask(equation1, border, { problem });
      await ask(equation2, border, { problem });
    },
  };
}
