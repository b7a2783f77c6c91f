import type { Subject } from '../contract/subject.ts';
import { defined } from '../defined.ts';
import { tensorFormats, unlike } from '../number/tensor-formats.ts';
import type { ProductName } from '../problem/large/large-problem.ts';
import type { Shape } from '../problem/shape.ts';
import { Asking } from './asking.ts';
import { briefIn } from './brief-in.ts';
import { checkPlain } from './check-plain.ts';
import { briefSizes, checkBrief, checkSizes, usualSizesIn } from './check-sizes.ts';
import { claimsSeen } from './claims-seen.ts';
import type { Inspection, Seen, Unseen } from './inspection.ts';
import { codingsOf, type Look } from './look.ts';
import type { Asked, AskedBriefly } from './probe.ts';
import { probedIn } from './probed-in.ts';
import { type Room, roomFor } from './room-for.ts';
import { see } from './see.ts';
import { seeAtShape } from './see-at-shape.ts';
import { seeBriefly } from './see-briefly.ts';
import { callsForClasses } from './see-in-classes.ts';
import { seeRows } from './see-rows.ts';
import { callsForOrder, seeTables } from './see-tables.ts';
import { sumsAt } from './sums-at.ts';
import type { Below } from './tree.ts';

/** What to look at: square matrices with sums of these lengths, and problems of these shapes. */
export interface Lengths {
  readonly sizes?: readonly number[];
  readonly shapes?: readonly Shape[];
}

/**
 * Looks at how a subject sums: Y, dX and dW of square matrices of each size, then of each shape. Without
 * either, those of the usual sizes that its formats can count.
 * @throws SubjectCrash, when it throws; GradgateError ANSWER, when it answers wrongly, or OPTION, when a
 * size is more than its format can count, or ADAPTER, when its formats are too short to be asked
 */
export async function inspect(subject: Subject, lengths: Lengths = {}): Promise<Inspection> {
  const { shapes = [] } = lengths;
  const { name, numberFormat } = subject;
  const asking = new Asking(subject);
  const stored = tensorFormats(subject);
  const brief = briefIn(subject);
  const { products, unseen } = brief
    ? await briefly({ asking, stored }, lengths, brief)
    : await inFull({ asking, stored, format: probedIn(subject) }, lengths);
  const { gradients, weight } = subject.claims ?? {};
  const seen = claimsSeen(stored, products);
  const claims = { ...defined({ gradients, weight }), ...seen };
  const formats = unlike(subject);
  const about = { subject: name, numberFormat, ...(formats && { formats }) };
  const some = Object.entries(unseen).filter(([, each]) => each.length > 0);
  const rest = shapes.length === 0 ? {} : { unseen: Object.fromEntries(some) };
  return { ...about, products, ...rest, claims, calls: asking.calls };
}

/** Every product at every size and shape. */
type All = Pick<Inspection, 'products'> & Required<Pick<Inspection, 'unseen'>>;

async function inFull(look: Look, { sizes: given, shapes = [] }: Lengths): Promise<All> {
  const { asking, format, stored } = look;
  const kept = asking.products.map((product) => stored[product]);
  const sizes = given ?? (shapes.length === 0 ? usualSizesIn(format, kept) : []);
  checkSizes(sizes, format, kept);
  const products = noneOf<Seen>(asking);
  for (const size of sizes) {
    const tables = await seeTables(asking, size, format);
    for (const product of asking.products) {
      products[product]?.push(await square(look, { product, size, told: tables[product] }));
    }
  }
  const unseen = noneOf<Unseen>(asking);
  for (const shape of shapes) {
    for (const product of asking.products) {
      const seen = await seeAtShape(look, product, shape);
      if ('order' in seen) products[product]?.push(seen);
      else unseen[product]?.push(seen);
    }
  }
  return { products, unseen };
}

/** The same where formats have no room for most probes: square matrices are looked at alone. */
async function briefly(
  { asking, stored }: Pick<Look, 'asking' | 'stored'>,
  { sizes, shapes = [] }: Lengths,
  why: string,
): Promise<All> {
  const products = noneOf<Seen>(asking);
  for (const size of sizes ?? (shapes.length === 0 ? briefSizes : [])) {
    checkBrief(size);
    for (const product of asking.products) {
      const before = asking.calls;
      const codings = codingsOf(stored, product);
      const asked = { multiply: asking.multiply(product), size, stored: stored[product], codings };
      await checkPlain(product, asked);
      const room = roomFor(stored, product);
      const seen = await seeBriefly(asked, room, why);
      const order = callsBriefly(asked, room);
      products[product]?.push({
        ...seen,
        calls: { order, rest: asking.calls - before - order },
      });
    }
  }
  const unseen = noneOf<Unseen>(asking);
  for (const shape of shapes) {
    for (const product of asking.products) {
      const { length: size, result } = sumsAt(product, shape);
      unseen[product]?.push({ size, result, unknown: why });
    }
  }
  return { products, unseen };
}

/** How many of them are for the order. */
function callsBriefly(asked: AskedBriefly, room: Room | undefined): number {
  if (room?.of === 'both') return callsForClasses(asked);
  return room === undefined ? 0 : 1;
}

function noneOf<Item>({ products }: Asking): { [Name in ProductName]?: Item[] } {
  return Object.fromEntries(products.map((product) => [product, []]));
}

/** One product of square matrices, whose masks told `told`. */
async function square(
  { asking, format, stored }: Look,
  { product, size, told }: Pick<Asked, 'size'> & { product: ProductName; told: Below | undefined },
): Promise<Seen> {
  const before = asking.calls;
  const codings = codingsOf(stored, product);
  const multiply = asking.multiply(product);
  const asked = { multiply, size, format, stored: stored[product], codings };
  await checkPlain(product, asked);
  const seen = await see(asked, told);
  const isAsked = product !== 'dW' && !seen.isNormWise;
  const otherRows = isAsked ? { otherRows: await seeRows(asked) } : {};
  return {
    ...seen,
    ...otherRows,
    calls: { order: callsForOrder(format, size), rest: asking.calls - before },
  };
}
