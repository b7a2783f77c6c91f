import { crashing, SubjectCrash } from '../../call/subject-crash.ts';
import type { Subject } from '../../contract/subject.ts';
import { GradgateError } from '../../errors.ts';
import { aspects } from '../../inspect/aspects.ts';
import { claimWarnings } from '../../inspect/claim-warnings.ts';
import { inspect } from '../../inspect/inspect.ts';
import type { Inspection, Seen } from '../../inspect/inspection.ts';
import type { ProductName } from '../../problem/large/large-problem.ts';
import type { ArithmeticSeen, ArithmeticTold } from '../../verdict/arithmetic-seen.ts';

/** Long enough that known orders differ, and short: a run asks about one size. */
const size = 24;

/** Looks at how a subject sums, and compares it with what it claims. No answer of it is a violation. */
export async function seeArithmetic(subject: Subject): Promise<ArithmeticSeen> {
  try {
    await crashing('begin', () => subject.begin?.());
    await crashing('reset', () => subject.reset?.());
    const inspection = await inspect(subject, { sizes: [size] });
    return { ...told(inspection), warnings: claimWarnings(subject, inspection) };
  } catch (error) {
    if (error instanceof SubjectCrash || error instanceof GradgateError) {
      return { unknown: error.message };
    }
    throw error;
  }
}

function told({
  products,
  numberFormat,
  claims,
  calls,
}: Inspection): Omit<ArithmeticTold, 'warnings'> {
  // SAFETY: Object.entries forgets the key type.
  const entries = Object.entries(products) as [ProductName, readonly Seen[]][];
  const words = entries.map(([product, seen]) => {
    const said = aspects(product, seen, numberFormat).map(([aspect, [text = '']]) => [
      aspect,
      text,
    ]);
    return [product, Object.fromEntries(said.filter(([, text]) => text !== ''))];
  });
  return { size, products: Object.fromEntries(words), claims, calls };
}
