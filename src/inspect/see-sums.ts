import type { AccumulatorSeen, Rounding, Seen } from './inspection.ts';
import type { Asked } from './probe.ts';
import { seeRounding, seeStored } from './see-rounding.ts';
import { seeWidth, type Width } from './see-width.ts';
import type { Triple, Triples } from './triples.ts';

/** What partial sums are kept in, and what other probes need of it. */
export interface Sums {
  readonly accumulator: AccumulatorSeen;
  /** Of sums soon after their first terms. */
  readonly width: Width;
  /** Three terms that showed it. */
  readonly triple: Triple;
}

/** Looks at partial sums low in the tree, high in it, and inside of a fused sum. */
export async function seeSums(asked: Asked, { inner, outer, fused }: Triples): Promise<Sums> {
  const [first, ...others] = inner;
  if (first === undefined) throw new Error('there are no three terms');
  let sums = { triple: first, width: await seeWidth(asked, first) };
  for (const triple of others) {
    const width = await seeWidth(asked, triple);
    if (width.bits < sums.width.bits) sums = { triple, width };
  }
  const between = outer && (await seeWidth(asked, outer));
  const aligned = fused && (await seeWidth(asked, fused));
  const accumulator = {
    ...sums.width,
    ...(between !== undefined && between.bits !== sums.width.bits ? { between: between.bits } : {}),
    ...(aligned === undefined ? {} : { aligned: aligned.bits - 1 }),
    rounding: await roundingOf(asked, sums.triple, sums.width),
  };
  return { accumulator, ...sums };
}

async function roundingOf(asked: Asked, triple: Triple, width: Width): Promise<Rounding> {
  return width.isMore ? 'unknown' : seeRounding(asked, triple, width.bits);
}

/** How a sum is stored, where it has enough bits more than that. */
export async function storedOf(asked: Asked, { width, triple }: Sums): Promise<Seen['stored']> {
  const { precision } = asked.stored;
  if (!width.isMore && width.bits <= precision) return 'as summed';
  if (width.isMore || width.bits >= precision + 3) return seeStored(asked, triple, precision);
  return { unknown: 'sums have hardly more bits' };
}
