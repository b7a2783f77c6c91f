import { equation1 } from '../../properties/equation-1.ts';
import { equation2 } from '../../properties/equation-2.ts';
import { Border } from '../../src/call/border.ts';
import { reference } from '../../src/contract/reference.ts';
import type { Operand } from '../../src/contract/subject.ts';
import { ask } from '../../src/gate/judge/ask.ts';
import type { Matrix } from '../../src/matrix/matrix.ts';
import { formats } from '../../src/number/formats.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import { exactKinds, roundedKinds } from '../../src/problem/draw/draw-entries.ts';
import { generateProblem } from '../../src/problem/draw/generate-problem.ts';
import type { Problem } from '../../src/problem/problem.ts';
import type { Contest } from './contest.ts';

/** Checking both equations on a problem of every kind of entries, against one backward on each. */
export function checkContest(size: number): Contest {
  const border = new Border(reference);
  const problems = problemsOf(size);
  const given = problems.map(({ X, W, dY }) => ({ X: dense(X), W: dense(W), dY: dense(dY) }));
  return {
    what: `checking (1) and (2), ${size}×${size}`,
    a: '`ask`, twice',
    b: 'one `backward` of the reference',
    runA: async () => {
      for (const problem of problems) {
        await ask(equation1, border, { problem });
        await ask(equation2, border, { problem });
      }
    },
    runB: () => given.map((operands) => reference.backward(operands)),
  };
}

function problemsOf(size: number): Problem[] {
  const limits = { format: formats.float64, extent: size, volume: size ** 3 };
  const fixed = { m: size, n: size, k: size };
  return [...exactKinds, ...roundedKinds].map((kind, seed) =>
    generateProblem(drawFrom(seed), { ...limits, fixed, kinds: [kind] }),
  );
}

function dense(matrix: Matrix): Operand {
  return { shape: [matrix.rows, matrix.cols], data: matrix.toArray() };
}
