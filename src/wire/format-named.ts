import type { Claims } from '../contract/subject.ts';
import { type FormatName, formatNames } from '../number/formats.ts';
import { malformed } from './malformed.ts';

/** The number format of that name. @throws GradgateError FORMAT, when there is none */
export function formatNamed(name: unknown): FormatName {
  const known = formatNames.find((each) => each === name);
  if (known !== undefined) return known;
  throw malformed('numberFormat', `one of ${formatNames.join(', ')}`, name);
}

/** How products are summed; conventional when left out. @throws GradgateError FORMAT */
export function algorithmNamed(name: unknown = 'conventional'): NonNullable<Claims['algorithm']> {
  if (name === 'conventional' || name === 'strassen') return name;
  throw malformed('algorithm', 'conventional or strassen', name);
}
