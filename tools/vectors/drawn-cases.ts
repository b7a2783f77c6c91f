/** Cases drawn at random with fixed seeds: kinds of entries, views and batches. */

import { layoutKinds } from '../../claims/layout-kinds.ts';
import { at } from '../../src/at.ts';
import type { LayoutKind } from '../../src/contract/subject.ts';
import { seedFor } from '../../src/gate/run/replay.ts';
import type { NumberFormat } from '../../src/number/formats.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import { entryKinds } from '../../src/problem/draw/draw-entries.ts';
import { generateProblem, type ProblemOptions } from '../../src/problem/draw/generate-problem.ts';
import { decodeGiven } from '../../src/wire/json-given.ts';
import { type Draft, draft } from './case-of.ts';
import { claimsFor } from './claims-for.ts';
import { flagOf } from './plain-tables.ts';

/** Cases of each kind of entries. */
const each = 12;

export function drawnCases(format: NumberFormat): Draft[] {
  const plain = entryKinds.flatMap((kind) =>
    numbered(each).map((i) =>
      drawn(`drawn-${flagOf(kind)}-${i}`, { format, kinds: [kind], extent: 17, volume: 300 }),
    ),
  );
  const small = { format, extent: 7, volume: 60 };
  return [
    ...plain,
    // Without a batch, no view has another order of batch axes: those come with views of batches.
    ...layoutKinds.flatMap((kind) => (kind === 'batch order' ? [] : views(kind, small))),
    ...series('views', 24, { ...small, layouts: layoutKinds }),
    ...series('batch', 10, { ...small, batch: 'leading' }),
    ...series('joined-batch', 20, { ...small, batch: 'broadcast' }),
    ...series('batch-of-views', 10, { ...small, batch: 'broadcast', layouts: layoutKinds }),
    ...series('empty', 10, { ...small, empty: true }),
    ...series('empty-view', 8, { ...small, empty: true, layouts: layoutKinds }),
  ];
}

/** Cases whose views are of one kind and of no other. */
function views(kind: LayoutKind, options: ProblemOptions): Draft[] {
  const found: Draft[] = [];
  for (let i = 1; found.length < 8; i += 1) {
    const name = `${kind.replaceAll(' ', '-')}-${i}`;
    const one = drawn(name, {
      ...options,
      layouts: [kind],
      kinds: [at(entryKinds, i % entryKinds.length)],
    });
    if (claimsFor(decodeGiven(one.given)).layouts?.length === 1) found.push(one);
  }
  return found;
}

/** The kinds of entries in turn. */
function series(name: string, count: number, options: ProblemOptions): Draft[] {
  return numbered(count).map((i) =>
    drawn(`${name}-${i}`, { ...options, kinds: [at(entryKinds, i % entryKinds.length)] }),
  );
}

function drawn(id: string, options: ProblemOptions): Draft {
  const problem = generateProblem(drawFrom(seedFor(1, id)), options);
  const kind = flagOf(problem.drawn?.kind ?? 'tiny');
  const flags = ['drawn', kind, ...(options.empty ? ['empty extent'] : [])];
  const source = options.batch === undefined ? {} : { source: 'step 3' };
  return draft({ id, flags, ...source }, problem);
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
