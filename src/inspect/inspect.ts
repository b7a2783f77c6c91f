import type { Subject } from '../contract/subject.ts';
import { defined } from '../defined.ts';
import { tensorFormats, unlike } from '../number/tensor-formats.ts';
import type { Shape } from '../problem/shape.ts';
import { Asking, type ProductName } from './asking.ts';
import { checkPlain } from './check-plain.ts';
import { checkSizes, usualSizesIn } from './check-sizes.ts';
import { claimsSeen } from './claims-seen.ts';
import type { Inspection, Seen, Unseen } from './inspection.ts';
import type { Look } from './look.ts';
import type { Asked } from './probe.ts';
import { probedIn } from './probed-in.ts';
import { see } from './see.ts';
import { seeAtShape } from './see-at-shape.ts';
import { seeRows } from './see-rows.ts';
import { callsForOrder, seeTables } from './see-tables.ts';
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
  const format = probedIn(subject);
  const stored = tensorFormats(subject);
  const kept = asking.products.map((product) => stored[product]);
  const { sizes = shapes.length === 0 ? usualSizesIn(format, kept) : [] } = lengths;
  checkSizes(sizes, format, kept);
  const products = Object.fromEntries(
    asking.products.map((product): [ProductName, Seen[]] => [product, []]),
  );
  const look: Look = { asking, format, stored };
  for (const size of sizes) {
    const tables = await seeTables(asking, size, format);
    for (const product of asking.products) {
      products[product]?.push(await square(look, { product, size, told: tables[product] }));
    }
  }
  const unseen: { [Name in ProductName]?: Unseen[] } = {};
  for (const shape of shapes) {
    for (const product of asking.products) {
      const seen = await seeAtShape(look, product, shape);
      if ('order' in seen) products[product]?.push(seen);
      else unseen[product] = [...(unseen[product] ?? []), seen];
    }
  }
  const { gradients, weight } = subject.claims ?? {};
  const seen = claimsSeen(stored, products);
  const claims = { ...defined({ gradients, weight }), ...seen };
  const formats = unlike(subject);
  const about = { subject: name, numberFormat, ...(formats && { formats }) };
  const rest = shapes.length === 0 ? {} : { unseen };
  return { ...about, products, ...rest, claims, calls: asking.calls };
}

/** One product of square matrices, whose masks told `told`. */
async function square(
  { asking, format, stored }: Look,
  { product, size, told }: Pick<Asked, 'size'> & { product: ProductName; told: Below | undefined },
): Promise<Seen> {
  const before = asking.calls;
  const asked = { multiply: asking.multiply(product), size, format, stored: stored[product] };
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
