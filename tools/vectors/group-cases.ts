/** Cases of grouped products: groups without rows, a single one, rows beyond, borders at tiles. */
import type { Variant } from '../../src/call/variant.ts';
import { seedFor } from '../../src/gate/run/replay.ts';
import type { NumberFormat } from '../../src/number/formats.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import { groupPatterns } from '../../src/problem/draw/draw-groups.ts';
import { generateProblem, type ProblemOptions } from '../../src/problem/draw/generate-problem.ts';
import { type Draft, draft } from './case-of.ts';

const variants: readonly (readonly [name: string, variant: Variant])[] = [
  ['trans-W', { transW: true }],
  ['scaled', { alpha: 2 }],
  ['only-dW', { wants: ['dW'] }],
  ['overwrite', { into: 'overwrite' }],
];

/** Every way in which rows are of groups, with rows beyond the last and without; and what is asked of them. */
export function groupCases(format: NumberFormat): Draft[] {
  const ways = groupPatterns.flatMap((pattern) =>
    [false, true].flatMap((tail) =>
      [1, 2, 3].map((i) => {
        const id = `groups-${pattern.replaceAll(' ', '-')}${tail ? '-tail' : ''}-${i}`;
        return drawn(id, { format, ...sizes(i), groups: pattern, tail });
      }),
    ),
  );
  const asked = variants.flatMap(([name, variant]) =>
    [1, 2, 3].map((i) => drawn(`groups-${name}-${i}`, { format, ...sizes(i), ...cut }, variant)),
  );
  return [...ways, ...asked];
}

const cut = { groups: 'cut', tail: true } as const;

function sizes(i: number): Pick<ProblemOptions, 'extent' | 'volume' | 'fixed' | 'kinds'> {
  const kinds = [i % 2 === 0 ? 'rounded' : 'middle'] as const;
  return { extent: 40, volume: 400, fixed: { m: [4, 9, 33][i - 1] ?? 9, n: 3, k: 2 }, kinds };
}

function drawn(id: string, options: ProblemOptions, variant: Variant = {}): Draft {
  const problem = generateProblem(drawFrom(seedFor(1, id)), options);
  return draft({ id, flags: ['drawn', 'groups'], source: 'step 3' }, problem, variant);
}
