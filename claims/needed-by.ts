import type { Claims, Given, Operands } from '../src/contract/subject.ts';
import { entriesOf } from '../src/matrix/strided.ts';
import { covers } from './covers.ts';
import { claimList } from './index.ts';

/** The claims that a question needs; none for a plain one. */
export function neededBy(given: Given): Claims {
  const entries = [given.X, given.W, given.dY].map(entriesOf);
  return Object.fromEntries(
    claimList.flatMap(({ name, neededBy: needed }) => {
      const value = needed?.(given, entries);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Those of `made` that a question needs, as it needs them: what it rests on. */
export function restsOn(
  made: Claims,
  { X, W, dY = X, ...rest }: Operands & Partial<Given>,
): Claims {
  const needed = Object.entries(neededBy({ X, W, dY, ...rest }));
  return Object.fromEntries(
    needed.flatMap(([name, value]) => {
      // SAFETY: the names are those of claims.
      const own = made[name as keyof Claims];
      // Strides that say what is dense are plain to whoever claims any layout.
      if (own === undefined || (Array.isArray(value) && value.length === 0)) return [];
      return [[name, covers(made, { [name]: value }) ? value : own]];
    }),
  );
}

/** Claims as they stand in an adapter: "bias: true, batching: 'leading'". */
export function claimsText(claims: Claims): string {
  const fields = Object.entries(claims).map(([name, value]) => {
    const code = JSON.stringify(value).replaceAll('","', '", "').replaceAll('"', "'");
    return `${name}: ${code}`;
  });
  return fields.join(', ');
}
