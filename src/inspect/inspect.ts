import type { Subject } from '../contract/subject.ts';
import { defined } from '../defined.ts';
import { GradgateError } from '../errors.ts';
import type { FormatName, NumberFormat } from '../number/formats.ts';
import { tensorFormats, unlike } from '../number/tensor-formats.ts';
import { Asking, type ProductName } from './asking.ts';
import { checkPlain } from './check-plain.ts';
import { claimsSeen } from './claims-seen.ts';
import type { Inspection, Seen } from './inspection.ts';
import { largestSize } from './masks.ts';
import { probedIn } from './probed-in.ts';
import { see } from './see.ts';
import { seeRows } from './see-rows.ts';
import { seeTables } from './see-tables.ts';
import { usualSizes } from './usual-sizes.ts';

/**
 * Looks at how a subject sums: Y, dX and dW of square matrices of each size.
 * @throws SubjectCrash, when it throws; GradgateError ANSWER, when it answers wrongly, or OPTION, when a
 * size is more than its format can count, or ADAPTER, when its formats are too short to be asked
 */
export async function inspect(
  subject: Subject,
  sizes: readonly number[] = usualSizes,
): Promise<Inspection> {
  const { name, numberFormat } = subject;
  const asking = new Asking(subject);
  const products = Object.fromEntries(
    asking.products.map((product): [ProductName, Seen[]] => [product, []]),
  );
  const format = probedIn(subject);
  const stored = tensorFormats(subject);
  checkSizes(
    sizes,
    format,
    asking.products.map((product) => stored[product]),
  );
  for (const size of sizes) {
    const tables = await seeTables(asking, size, format);
    for (const product of asking.products) {
      const before = asking.calls;
      const multiply = asking.multiply(product);
      const asked = { multiply, size, format, stored: stored[product] };
      await checkPlain(product, asked);
      const seen = await see(asked, tables[product]);
      const isAsked = product !== 'dW' && !seen.isNormWise;
      const otherRows = isAsked ? { otherRows: await seeRows(asked) } : {};
      const calls = { order: 1, rest: asking.calls - before };
      products[product]?.push({ ...seen, ...otherRows, calls });
    }
  }
  const { gradients, weight } = subject.claims ?? {};
  const seen = claimsSeen(stored, products);
  const claims = { ...defined({ gradients, weight }), ...seen };
  const formats = unlike(subject);
  const about = { subject: name, numberFormat, ...(formats && { formats }) };
  return { ...about, products, claims, calls: asking.calls };
}

/** Results must hold the counts. */
function checkSizes(
  sizes: readonly number[],
  format: FormatName,
  results: readonly NumberFormat[],
): void {
  const most = Math.min(largestSize[format], ...results.map(({ precision }) => 2 ** precision));
  const larger = sizes.filter((size) => size > most);
  if (larger.length === 0) return;
  const expected = `at most ${most}, for ${format}`;
  throw new GradgateError('OPTION', { where: '--sizes', expected, actual: larger.join(', ') });
}
