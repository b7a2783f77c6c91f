import type { Claims } from '../contract/subject.ts';
import { type FormatName, formats } from '../number/formats.ts';
import { malformed } from './malformed.ts';

/** The number format of that name. @throws GradgateError FORMAT, when there is none */
export function formatNamed(name: unknown): FormatName {
  const known = Object.keys(formats).find((each): each is FormatName => each === name);
  if (known !== undefined) return known;
  throw malformed('numberFormat', `one of ${Object.keys(formats).join(', ')}`, name);
}

/** How products are summed; conventional when left out. @throws GradgateError FORMAT */
export function algorithmNamed(name: unknown = 'conventional'): NonNullable<Claims['algorithm']> {
  if (name === 'conventional' || name === 'strassen') return name;
  throw malformed('algorithm', 'conventional or strassen', name);
}
